import type { ApprovalWaitView } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, it } from 'vitest';
import { describePolling } from '../../../../src/renderer/src/timeline/describe-polling';
import { describeProgress } from '../../../../src/renderer/src/timeline/describe-progress';
import { buildSession, buildTrace } from '../../../support/session-builder';

const APPROVAL: ApprovalWaitView = {
  verificationUri: 'https://id.acme.example/device',
  verificationUriComplete: null,
  userCode: 'WDJB-MJHT',
  bindingMessage: null,
  intervalSeconds: 5,
  notificationUri: null,
  deadline: 300_000,
  startedAt: 0,
};

function buildStep(error: string) {
  const session = buildSession({
    failAt: 'token',
    answers: { token: { status: 400, body: { error } } },
  });
  const step = session.steps.find(({ name }) => name === 'token');
  if (!step) throw new Error('The session has no token step.');
  return step;
}

describe('the line about the polls', () => {
  it('counts them, with the interval in force', () => {
    expect(describePolling({ exchanges: [] }, APPROVAL)).toBe('0 polls so far, one every 5 s.');
    expect(describePolling(buildStep('authorization_pending'), APPROVAL)).toBe(
      '1 poll so far, one every 5 s.',
    );
    expect(describePolling(buildStep('slow_down'), APPROVAL)).toBe(
      '1 poll so far, one every 10 s, because the server asked to slow down.',
    );
  });

  it('says why nothing is polled', () => {
    expect(describePolling({ exchanges: [] }, { ...APPROVAL, intervalSeconds: null })).toContain('ping');
  });
});

it('a wait for a decision elsewhere is read aloud like any other', () => {
  const trace = buildTrace();
  const begun = trace.findIndex((event) => event.type === 'step-started' && event.stepId === 'token');
  const { startedAt: _startedAt, ...wait } = APPROVAL;
  const session = foldTrace([
    ...trace.slice(0, begun + 1),
    { ...wait, type: 'approval-awaited', stepId: 'token', seq: 1_000, time: 1 },
  ]);
  expect(session.steps.at(-1)?.approval).toEqual({ ...APPROVAL, startedAt: 1 });
  expect(describeProgress(session)).toBe('token: waiting for you.');
});
