import { DEFAULT_PREFERENCES } from '@shared/model/preferences';
import type { PreferencesSlice } from './app-state';
import type { SliceContext } from './slice';

export function createPreferencesSlice({ host, set, get }: SliceContext): PreferencesSlice {
  return {
    preferences: DEFAULT_PREFERENCES,
    async loadPreferences() {
      const result = await host.readPreferences({});
      if (result.ok) set({ preferences: result.value });
      else get().addFailure(result.error);
    },
    receivePreferences: (preferences) => set({ preferences }),
    async changePreferences(change) {
      const result = await host.changePreferences(change);
      if (result.ok) set({ preferences: result.value });
      else get().addFailure(result.error);
    },
  };
}
