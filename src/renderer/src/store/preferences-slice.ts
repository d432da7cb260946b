import { DEFAULT_PREFERENCES } from '@shared/model/preferences';
import type { PreferencesSlice } from './app-state';
import type { SliceContext } from './slice';

export function createPreferencesSlice({ host, set, get }: SliceContext): PreferencesSlice {
  return {
    preferences: DEFAULT_PREFERENCES,
    async loadPreferences() {
      const result = await host.readPreferences({});
      if (result.ok) set({ preferences: result.value });
      else get().addReadFailure(result.error);
    },
    receivePreferences: (preferences) => set({ preferences }),
    async changePreferences(change) {
      const before = get().preferences;
      // At once: a switch that waits for a disk feels broken.
      set({ preferences: { ...before, ...change } });
      const result = await host.changePreferences(change);
      set({ preferences: result.ok ? result.value : before });
      if (!result.ok) get().addFailure(result.error);
    },
  };
}
