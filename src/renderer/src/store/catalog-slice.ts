import { EMPTY_QUERY } from '../catalog/catalog-query';
import type { CatalogSlice } from './app-state';
import type { SliceContext } from './slice';

export function createCatalogSlice({ set }: SliceContext): CatalogSlice {
  return {
    isCatalogOpen: false,
    catalogQuery: EMPTY_QUERY,
    catalogEntryId: null,
    openCatalog: (entryId) =>
      set({
        isCatalogOpen: true,
        ...(entryId === undefined ? {} : { catalogEntryId: entryId, catalogQuery: EMPTY_QUERY }),
      }),
    closeCatalog: () => set({ isCatalogOpen: false }),
    searchFor: (change) =>
      set((state) => ({ catalogQuery: { ...state.catalogQuery, ...change }, catalogEntryId: null })),
    pickEntry: (catalogEntryId) => set({ catalogEntryId }),
  };
}
