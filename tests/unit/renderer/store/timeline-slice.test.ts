import { ok } from '@shared/contract/result';
import { DEFAULT_PREFERENCES } from '@shared/model/preferences';
import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../src/renderer/src/store/app-store';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';
import { createStubHostClient } from '../../../support/stub-host-client';

const FAILED: TraceOptions = {
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
};

async function openSession(options: TraceOptions = FAILED) {
  const host = createStubHostClient({
    readSession: async () => ok({ ...SAMPLE_OUTPUTS.readSession, events: buildTrace(options) }),
  });
  const store = createAppStore(host);
  await store.getState().openSession('session-1');
  return store;
}

describe('jumping to a failure', () => {
  it('selects the failed step with its diagnosis, then the answer that failed, and back', async () => {
    const store = await openSession();
    store.getState().jumpToFailure('first');
    expect(store.getState()).toMatchObject({
      selection: { stepId: 'token', exchangeId: null },
      inspectorTab: 'diagnosis',
      jumpCount: 1,
    });
    store.getState().jumpToFailure('next');
    expect(store.getState().selection?.exchangeId).toMatch(/^exchange-/);
    store.getState().jumpToFailure('previous');
    expect(store.getState().selection?.exchangeId).toBeNull();
  });

  it('shows everything again where the filter hides the failure', async () => {
    const store = await openSession();
    store.getState().toggleTimelineFilter('front');
    store.getState().jumpToFailure('first');
    expect(store.getState().timelineFilter).toEqual([]);
    store.getState().toggleTimelineFilter('failed');
    store.getState().jumpToFailure('next');
    expect(store.getState().timelineFilter).toEqual(['failed']);
  });

  it('stays where it is when nothing failed', async () => {
    const store = await openSession({});
    store.getState().jumpToFailure('next');
    expect(store.getState()).toMatchObject({ selection: null, jumpCount: 0 });
  });

  it('leaves a small window at the timeline', async () => {
    const store = await openSession();
    store.getState().showPane('middle');
    store.getState().jumpToFailure('first');
    expect(store.getState().pane).toBe('middle');
  });
});

it('zooms no further out than the whole run, and in to a bound', async () => {
  const store = await openSession();
  store.getState().zoomWaterfall(0.2);
  expect(store.getState().waterfallZoom).toBe(1);
  store.getState().zoomWaterfall(1e9);
  expect(store.getState().waterfallZoom).toBe(2_000);
});

describe('the look of the timeline', () => {
  it('is kept for the next window when it is picked', async () => {
    const host = createStubHostClient();
    const store = createAppStore(host);
    expect(store.getState().timelineLook).toBeNull();
    store.getState().lookAtTimeline('waterfall');
    expect(store.getState().timelineLook).toBe('waterfall');
    expect(
      host.calls.filter(({ method }) => method === 'changePreferences').map(({ input }) => input),
    ).toEqual([{ timelineLook: 'waterfall' }]);
  });

  it('stays as picked here while another window picks its own', () => {
    const store = createAppStore(createStubHostClient());
    store.getState().lookAtTimeline('sequence');
    store.getState().receivePreferences({ ...DEFAULT_PREFERENCES, timelineLook: 'both' });
    expect(store.getState().timelineLook).toBe('sequence');
  });
});
