import type { HostMethods } from '@shared/contract/host-api';
import { ok } from '@shared/contract/result';
import type { HostContext } from '../host-context';
import { storageFailure } from '../storage-failure';

type PreferenceMethods = Pick<HostMethods, 'readPreferences' | 'changePreferences'>;

export function createPreferenceMethods({ services, emit }: HostContext): PreferenceMethods {
  const { preferences } = services;
  return {
    readPreferences: async () => ok(preferences.read()),
    async changePreferences({ theme, isLearning, isTourShown, timelineLook }) {
      const now = preferences.read();
      const changed = {
        theme: theme ?? now.theme,
        isLearning: isLearning ?? now.isLearning,
        isTourShown: isTourShown ?? now.isTourShown,
        timelineLook: timelineLook ?? now.timelineLook,
      };
      try {
        preferences.save(changed);
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'preferences-changed', preferences: changed });
      return ok(changed);
    },
  };
}
