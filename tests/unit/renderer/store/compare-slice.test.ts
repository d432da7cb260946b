import { fail, ok } from '@shared/contract/result';
import type { SessionSummary } from '@shared/model/session';
import { expect, it } from 'vitest';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { buildTrace } from '../../../support/session-builder';
import { createStubHostClient } from '../../../support/stub-host-client';

/** A store whose host has these sessions, the first of them open. */
async function buildStore(summaries: Partial<SessionSummary>[]) {
  const host = createStubHostClient({
    readSession: async ({ sessionId }) => {
      const summary = summaries.find(({ id }) => id === sessionId);
      if (!summary) return fail('not-found', 'There is no session with this id.');
      return ok({
        summary: { ...SAMPLE_OUTPUTS.readSession.summary, ...summary },
        events: buildTrace({ sessionId }),
      });
    },
  });
  const store = createAppStore(host);
  await store.getState().openSession(summaries[0]?.id ?? '');
  store.getState().openCompare();
  return store;
}

it('puts the working session left, whichever of the two was open', async () => {
  const bad = { id: 'bad', outcome: 'failed', startedAt: 1 } as const;
  const good = { id: 'good', outcome: 'succeeded', startedAt: 2 } as const;
  for (const [open, other] of [
    [bad, good],
    [good, bad],
  ] as const) {
    const store = await buildStore([open, other]);
    await store.getState().compareWith(other.id);
    const { compared } = store.getState();
    expect([compared?.left.id, compared?.right.id]).toEqual(['good', 'bad']);
  }
});

it('puts the earlier of two alike left, and swaps them', async () => {
  const store = await buildStore([
    { id: 'later', outcome: 'failed', startedAt: 9 },
    { id: 'earlier', outcome: 'failed', startedAt: 1 },
  ]);
  await store.getState().compareWith('earlier');
  expect(store.getState().compared?.left.id).toBe('earlier');
  store.getState().swapCompared();
  expect(store.getState().compared?.left.id).toBe('later');
});

it('says that a session is gone and lets another one be picked', async () => {
  const store = await buildStore([{ id: 'open' }]);
  await store.getState().compareWith('gone');
  expect(store.getState()).toMatchObject({ compared: null, isComparing: false, overlay: 'compare' });
  expect(store.getState().notices.map(({ text }) => text)).toEqual(['There is no session with this id.']);
});

it('leaves the comparison for a step of either session', async () => {
  const store = await buildStore([{ id: 'open' }, { id: 'other' }]);
  await store.getState().compareWith('other');
  await store.getState().showComparedStep('other', 'token');
  expect(store.getState()).toMatchObject({
    overlay: null,
    open: { id: 'other' },
    selection: { stepId: 'token', exchangeId: null, checkSeq: null },
  });
});
