import { EMPTY_QUERY } from '../catalog/catalog-query';
import type { CatalogSlice } from './app-state';
import type { SliceContext } from './slice';

export function createCatalogSlice({ set }: SliceContext): CatalogSlice {
  return {
    catalogQuery: EMPTY_QUERY,
    catalogEntryId: null,
    openCatalog: (entryId) =>
      set({
        overlay: 'catalog',
        ...(entryId === undefined ? {} : { catalogEntryId: entryId, catalogQuery: EMPTY_QUERY }),
      }),
    searchFor: (change) =>
      set((state) => ({ catalogQuery: { ...state.catalogQuery, ...change }, catalogEntryId: null })),
    pickEntry: (catalogEntryId) => set({ catalogEntryId }),
  };
}
