import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { HostClient } from '../host/client';
import type { AppState } from './app-state';
import { createCatalogSlice } from './catalog-slice';
import { createCompareSlice } from './compare-slice';
import { createDriveSlice } from './drive-slice';
import { createExportsSlice } from './exports-slice';
import { createImportsSlice } from './imports-slice';
import { createLibrarySlice } from './library-slice';
import { createMistakesSlice } from './mistakes-slice';
import { createPreferencesSlice } from './preferences-slice';
import { createProfilesSlice } from './profiles-slice';
import { createReportPreviewSlice } from './report-preview-slice';
import { createReportsSlice } from './reports-slice';
import { createRunsSlice } from './runs-slice';
import { createSessionsSlice } from './sessions-slice';
import { createTimelineSlice } from './timeline-slice';
import { createUiSlice } from './ui-slice';

export type AppStore = StoreApi<AppState>;

/** One store per host client; tests make their own. */
export function createAppStore(host: HostClient): AppStore {
  return createStore<AppState>()((set, get) => {
    const context = { host, set, get };
    return {
      ...createUiSlice(context),
      ...createProfilesSlice(context),
      ...createSessionsSlice(context),
      ...createLibrarySlice(context),
      ...createImportsSlice(context),
      ...createRunsSlice(context),
      ...createDriveSlice(context),
      ...createMistakesSlice(context),
      ...createCompareSlice(context),
      ...createTimelineSlice(context),
      ...createExportsSlice(context),
      ...createReportsSlice(context),
      ...createReportPreviewSlice(context),
      ...createCatalogSlice(context),
      ...createPreferencesSlice(context),
    };
  });
}

export const StoreContext = createContext<AppStore | null>(null);

/** Reads a part of the state; draws again only when that part changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useApp is used outside of StoreContext');
  return useStore(store, select);
}
