import { CATALOG } from '@shared/diagnosis/catalog/index';
import { describe, expect, it } from 'vitest';
import {
  describeFound,
  EMPTY_QUERY,
  findEntries,
  PROVIDER_CHOICES,
  pickShown,
  WHERE_CHOICES,
} from '../../../../src/renderer/src/catalog/catalog-query';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { createStubHostClient } from '../../../support/stub-host-client';

describe('a search in the catalog', () => {
  it('finds everything while nothing is asked for', () => {
    const found = findEntries(EMPTY_QUERY);
    expect(found).toEqual(CATALOG);
    expect(describeFound(found.length)).toBe(`${CATALOG.length} entries`);
    expect(describeFound(3)).toBe(`3 of ${CATALOG.length} entries`);
  });

  it('narrows by text, place, provider and actor together', () => {
    const found = findEntries({
      text: 'redirect',
      where: 'authorization page',
      provider: 'Microsoft Entra ID',
      actor: 'app developer',
    });
    expect(found.length).toBeGreaterThan(0);
    for (const entry of found) {
      expect(entry).toMatchObject({ provider: 'Microsoft Entra ID' });
      expect(entry.where).toContain('authorization page');
      expect(entry.actors).toContain('app developer');
    }
  });

  it('knows entries that are of no provider', () => {
    const found = findEntries({ ...EMPTY_QUERY, provider: 'general' });
    expect(found).toEqual(CATALOG.filter(({ provider }) => provider === null));
  });

  it.each(WHERE_CHOICES)('finds something that shows in: $label', ({ value }) => {
    expect(findEntries({ ...EMPTY_QUERY, where: value })).not.toEqual([]);
  });

  it.each(PROVIDER_CHOICES)('finds something of $label', ({ value }) => {
    expect(findEntries({ ...EMPTY_QUERY, provider: value })).not.toEqual([]);
  });
});

describe('the entry shown', () => {
  const found = findEntries({ ...EMPTY_QUERY, text: 'invalid_grant' });

  it('is the picked one while it is found, else the best', () => {
    expect(pickShown(found, null)?.id).toBe('invalid-grant');
    expect(pickShown(found, found[1]?.id ?? null)).toBe(found[1]);
    expect(pickShown(found, 'http-503')).toBe(found[0]);
    expect(pickShown([], 'http-503')).toBeNull();
  });
});

describe('the catalog slice', () => {
  it('opens as it was left, but a link to an entry is not hidden by a search from before', () => {
    const store = createAppStore(createStubHostClient());
    store.getState().searchFor({ text: 'tls' });
    store.getState().openCatalog();
    store.getState().closeOverlay();
    store.getState().openCatalog();
    expect(store.getState()).toMatchObject({ overlay: 'catalog', catalogQuery: { text: 'tls' } });
    store.getState().openCatalog('invalid-client');
    expect(store.getState()).toMatchObject({ catalogQuery: EMPTY_QUERY, catalogEntryId: 'invalid-client' });
  });

  it('shows the best of a new search in place of what was picked before', () => {
    const store = createAppStore(createStubHostClient());
    store.getState().openCatalog('invalid-grant-code-reused');
    store.getState().searchFor({ text: 'invalid_grant' });
    const { catalogQuery, catalogEntryId } = store.getState();
    expect(pickShown(findEntries(catalogQuery), catalogEntryId)?.id).toBe('invalid-grant');
  });

  it('gives way to the session of a run, and keeps the session while it is open', async () => {
    const store = createAppStore(createStubHostClient());
    await store.getState().openSession('session-1');
    const { open, selection, page } = store.getState();
    store.getState().openCatalog();
    expect(store.getState()).toMatchObject({ open, selection, page });
    await store.getState().openSession('session-1');
    expect(store.getState().overlay).toBeNull();
  });
});
