import { fail, ok } from '@shared/contract/result';
import type { LibraryFacts } from '@shared/library/session-query';
import type { SessionSummary } from '@shared/model/session';
import { describe, expect, it } from 'vitest';
import { countFilters, listFilterFields } from '../../../../src/renderer/src/sessions/library-choices';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { createStubHostClient } from '../../../support/stub-host-client';

const FACTS: LibraryFacts = SAMPLE_OUTPUTS.describeLibrary;

function buildSummary(index: number): SessionSummary {
  return { ...SAMPLE_OUTPUTS.readSession.summary, outcome: 'succeeded', id: `s${index}` };
}

/** A store whose host has so many sessions. */
function buildStore(count: number) {
  const host = createStubHostClient({
    describeLibrary: async ({ text }) => ok({ ...FACTS, total: count, matching: text ? 1 : count }),
    listSessions: async ({ offset = 0, limit = count, text }) =>
      ok(
        Array.from({ length: text ? 1 : Math.min(limit, count - offset) }, (_, at) =>
          buildSummary(text ? 7 : offset + at),
        ),
      ),
  });
  return { host, store: createAppStore(host) };
}

describe('the library slice', () => {
  it('has a place for each session and reads only the pages that are shown', async () => {
    const { host, store } = buildStore(1_000);
    await store.getState().loadSessions();
    expect(store.getState().sessions).toHaveLength(1_000);
    expect(store.getState().sessions[99]?.id).toBe('s99');
    expect(store.getState().sessions[100]).toBeUndefined();
    await store.getState().showSessions(795, 805);
    expect(store.getState().sessions[795]?.id).toBe('s795');
    expect(store.getState().sessions[899]?.id).toBe('s899');
    expect(store.getState().sessions[500]).toBeUndefined();
    const before = host.calls.length;
    await store.getState().showSessions(795, 805);
    expect(host.calls.length).toBe(before);
  });

  it('reads the place in sight again when the sessions change', async () => {
    const { store } = buildStore(1_000);
    await store.getState().loadSessions();
    await store.getState().showSessions(640, 650);
    await store.getState().loadSessions();
    expect(store.getState().sessions[640]?.id).toBe('s640');
    expect(store.getState().sessions[0]).toBeUndefined();
  });

  it('drops the answer to a question that was overtaken', async () => {
    const slow = Promise.withResolvers<void>();
    const host = createStubHostClient({
      describeLibrary: async () => ok({ ...FACTS, matching: 1 }),
      listSessions: async ({ text }) => {
        if (text === 'a') await slow.promise;
        return ok([buildSummary(text === 'a' ? 1 : 2)]);
      },
    });
    const store = createAppStore(host);
    const first = store.getState().filterSessions({ text: 'a' });
    await store.getState().filterSessions({ text: 'ab' });
    slow.resolve();
    await first;
    expect(store.getState().sessions.map((each) => each?.id)).toEqual(['s2']);
    expect(store.getState().libraryFilter).toEqual({ text: 'ab' });
  });

  it('asks for what is since a moment that moves with the clock, and forgets empty filters', async () => {
    const { host, store } = buildStore(3);
    await store.getState().filterSessions({ period: 'hour', outcome: 'failed' });
    const asked = host.calls.find(({ method }) => method === 'listSessions')?.input;
    const { since = 0, ...rest } = (asked ?? {}) as { since?: number };
    expect(rest).toMatchObject({ outcome: 'failed', offset: 0 });
    expect(Date.now() - since).toBeLessThan(3_700_000);
    expect(rest).not.toHaveProperty('period');
    expect(countFilters({ ...store.getState().libraryFilter, text: 'x' })).toBe(2);
    await store.getState().filterSessions({ period: undefined, outcome: undefined });
    expect(store.getState().libraryFilter).toEqual({});
  });

  it('marks all that the filter leaves, but no running one, and deletes them in one call', async () => {
    const host = createStubHostClient({
      listSessions: async () => ok([buildSummary(1), { ...buildSummary(2), outcome: 'running' }]),
      describeLibrary: async () => ok({ ...FACTS, matching: 2 }),
    });
    const store = createAppStore(host);
    store.getState().startMarking();
    store.getState().toggleMark('s9');
    store.getState().toggleMark('s9');
    await store.getState().markAll();
    expect(store.getState().markedIds).toEqual(['s1']);
    await store.getState().deleteMarked();
    expect(host.calls).toContainEqual({ method: 'deleteSessions', input: { ids: ['s1'] } });
    expect(store.getState()).toMatchObject({ isMarking: false, markedIds: [] });
    expect(store.getState().notices.at(-1)?.text).toBe('Deleted 2 sessions.');
  });

  it('says why a note was not taken', async () => {
    const host = createStubHostClient({ updateSession: async () => fail('not-found', 'It is gone.') });
    const store = createAppStore(host);
    expect(await store.getState().updateSession('s1', { note: 'x' })).toBe(false);
    expect(store.getState().notices).toMatchObject([{ tone: 'fail', text: 'It is gone.' }]);
  });
});

describe('the filters', () => {
  it('show what the library has, with counts, and keep a choice that nothing has any more', () => {
    const fields = listFilterFields({ ...FACTS, tags: [] }, { tag: 'gone' });
    expect(fields.map(({ label }) => label)).toEqual([
      'Outcome',
      'Finding',
      'Provider',
      'Flow',
      'Tag',
      'Time',
    ]);
    expect(fields[3]?.choices).toEqual([
      { value: '', label: 'Any' },
      { value: 'authorization-code', label: 'Authorization code (1)' },
    ]);
    expect(fields[4]?.choices.map(({ value }) => value)).toEqual(['', 'gone']);
  });
});
