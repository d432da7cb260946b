import type { HostInput } from '@shared/contract/host-api';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { Continuation, OutgoingRequest } from '@shared/model/run-control';
import type { SessionView } from '@shared/model/session';
import type { RunPaused } from '@shared/model/trace-event';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

const PROFILE = 'practice:authorization-code-basic';

/** A run that is stepped through, and what a person does with it. */
async function startStepping(input: Partial<HostInput<'startRun'>> = {}) {
  const host = await createTestHost({ practice });
  const { sessionId } = await host.expectOk('startRun', {
    profileId: PROFILE,
    browser: 'practice',
    drive: { pauseAt: 'steps' },
    ...input,
  });
  let decided = 0;
  const nextPause = async (): Promise<RunPaused> => {
    const event = await host.waitFor(sessionId, ({ type, seq }) => type === 'run-paused' && seq > decided);
    decided = event.seq;
    return event as RunPaused;
  };
  const goOn = (pause: RunPaused, until: Continuation, more: Partial<HostInput<'continueRun'>> = {}) =>
    host.call('continueRun', { sessionId, pauseId: pause.pauseId, until, ...more });
  const end = async (): Promise<SessionView> => {
    await host.waitFor(sessionId, ({ type }) => type === 'session-ended');
    return (await host.readRun(sessionId)).session;
  };
  return { host, sessionId, nextPause, goOn, end };
}

function edit(pause: RunPaused, change: (form: URLSearchParams) => void): OutgoingRequest {
  if (!pause.request) throw new Error('The run is paused before a step.');
  const { method, url, headers, body } = pause.request;
  const form = new URLSearchParams(body?.text ?? '');
  change(form);
  return { method, url, headers, body: form.toString() };
}

const outcomes = ({ steps }: SessionView) =>
  Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));

describe('stepping through a run', () => {
  it('stops before each step, in the order of the plan', async () => {
    const { host, nextPause, goOn, end } = await startStepping();
    const plan = await host.expectOk('planRun', { profileId: PROFILE });
    for (const { name } of plan) {
      const pause = await nextPause();
      expect(pause).toMatchObject({ stepId: name, before: 'step', request: null });
      await goOn(pause, 'next-step');
    }
    const session = await end();
    expect(session.outcome).toBe('succeeded');
    expect(session.pause).toBeNull();
    expect(diagnose(session)).toEqual([]);
  });

  it('stops at breakpoints, and where it is told to run to', async () => {
    const { host, sessionId, nextPause, goOn, end } = await startStepping({
      drive: { breakpoints: ['authorization-request'] },
    });
    const first = await nextPause();
    expect(first.stepId).toBe('authorization-request');
    await host.expectOk('setBreakpoints', { sessionId, breakpoints: ['userinfo'] });
    await goOn(first, { step: 'token' });
    const second = await nextPause();
    expect(second.stepId).toBe('token');
    await goOn(second, 'end');
    const third = await nextPause();
    expect(third.stepId).toBe('userinfo');
    await goOn(third, 'end');
    expect((await end()).outcome).toBe('succeeded');
  });

  it('shows each request as it is built, and the URL that the browser is sent to', async () => {
    const { nextPause, goOn, end } = await startStepping({ drive: { pauseAt: 'requests' } });
    const seen: string[] = [];
    for (;;) {
      const pause = await nextPause();
      if (pause.before === 'request') seen.push(`${pause.channel} ${pause.purpose}`);
      if (pause.purpose === 'token') {
        expect(pause.request?.body?.text).toContain('grant_type=authorization_code');
        expect(pause.request?.headers.map(([name]) => name.toLowerCase())).toContain('authorization');
      }
      const isLast = pause.purpose === 'userinfo';
      await goOn(pause, isLast ? 'end' : 'next-request');
      if (isLast) break;
    }
    expect(seen).toEqual([
      'back discovery',
      'front authorization',
      'back token',
      'back jwks',
      'back userinfo',
    ]);
    expect((await end()).outcome).toBe('succeeded');
  });

  it('sends what was edited, and records the edit with what was planned', async () => {
    const { nextPause, goOn, end } = await startStepping({ drive: { breakpoints: ['token'] } });
    await goOn(await nextPause(), 'next-request');
    const pause = await nextPause();
    await goOn(pause, 'end', {
      request: edit(pause, (form) => form.set('redirect_uri', 'https://elsewhere.example/')),
    });
    const session = await end();
    expect(outcomes(session)['token']).toBe('failed');
    const step = session.steps.find(({ id }) => id === 'token');
    expect(step?.exchanges[0]?.request.body?.text).toContain('elsewhere.example');
    expect(step?.edits).toMatchObject([{ exchangeId: step?.exchanges[0]?.id, purpose: 'token' }]);
    expect(step?.edits[0]?.planned.body?.text).not.toContain('elsewhere.example');
    expect(diagnose(session)[0]?.entryId).toBe('invalid-grant-redirect-uri-mismatch');
  });

  it('sends the browser where the edited URL says', async () => {
    const { nextPause, goOn, end } = await startStepping({
      drive: { breakpoints: ['authorization-request'] },
    });
    await goOn(await nextPause(), 'next-request');
    const pause = await nextPause();
    const url = new URL(pause.request?.url ?? '');
    url.searchParams.set('response_type', 'nonsense');
    const request = { method: 'GET', url: url.href, headers: [], body: null };
    expect(await goOn(pause, 'end', { skip: true })).toMatchObject({
      ok: false,
      error: { code: 'not-supported' },
    });
    await goOn(pause, 'end', { request });
    const session = await end();
    expect(session.outcome).toBe('failed');
    expect(session.steps.find(({ id }) => id === 'authorization-request')?.edits).toMatchObject([
      { exchangeId: null, sent: { url: url.href } },
    ]);
  });

  it('leaves out a step that no other needs, and goes on', async () => {
    const { nextPause, goOn, end } = await startStepping({ drive: { breakpoints: ['userinfo'] } });
    await goOn(await nextPause(), 'end', { skip: true });
    const session = await end();
    expect(session.outcome).toBe('succeeded');
    expect(outcomes(session)).toMatchObject({ userinfo: 'skipped', resource: 'succeeded' });
    expect(diagnose(session)).toEqual([]);
  });

  it.each([
    ['the whole step', false],
    ['its request', true],
  ])('says what is missing where %s was left out and a later one needs it', async (_what, isRequest) => {
    const { nextPause, goOn, end } = await startStepping({ drive: { breakpoints: ['token'] } });
    let pause = await nextPause();
    if (isRequest) {
      await goOn(pause, 'next-request');
      pause = await nextPause();
      expect(pause.before).toBe('request');
    }
    await goOn(pause, 'end', { skip: true });
    const session = await end();
    expect(outcomes(session)).toMatchObject({ token: 'skipped', 'id-token': 'failed' });
    expect(session.steps.at(-1)?.error).toMatchObject({ code: 'skipped_step_needed', source: 'local' });
    expect(diagnose(session)[0]?.entryId).toBe('local-skipped-step');
  });

  it('decides nothing twice', async () => {
    const { nextPause, goOn, end } = await startStepping();
    const pause = await nextPause();
    const results = await Promise.all([goOn(pause, 'end'), goOn(pause, 'end', { skip: true })]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, error: { code: 'conflict' } }]);
    expect((await end()).outcome).toBe('succeeded');
  });

  it('stops a run that is under way, and can be cancelled while it stands', async () => {
    const { host, sessionId, nextPause, end } = await startStepping({
      drive: { breakpoints: ['authorization-request'] },
    });
    const pause = await nextPause();
    await host.expectOk('pauseRun', { sessionId });
    await host.expectOk('cancelRun', { sessionId });
    const session = await end();
    expect(session.outcome).toBe('cancelled');
    expect(session.pause).toBeNull();
    expect(outcomes(session)[pause.stepId]).toBe('cancelled');
  });

  it.each([
    ['a relative URL', { url: '/token' }],
    ['a file', { url: 'file:///etc/passwd' }],
    ['a header with a line break', { headers: [['X-A', 'b\r\nX-C: d']] }],
    ['a header that is no token', { headers: [['X A', 'b']] }],
    ['a method that is no token', { method: 'GET /' }],
  ])('refuses %s, and stays where it is', async (_what, change) => {
    const { nextPause, goOn, end } = await startStepping({ drive: { breakpoints: ['token'] } });
    await goOn(await nextPause(), 'next-request');
    const pause = await nextPause();
    const request = { ...edit(pause, () => {}), ...change } as OutgoingRequest;
    expect(await goOn(pause, 'end', { request })).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
    await goOn(pause, 'end');
    expect((await end()).outcome).toBe('succeeded');
  });
});

describe('sending a recorded request again', () => {
  async function runAndResend(
    purpose: string,
    change: (request: OutgoingRequest) => OutgoingRequest = (request) => request,
    fault: string | null = null,
  ) {
    const host = await createTestHost({ practice });
    const { sessionId, session: before } = await host.run({ profileId: PROFILE, browser: 'practice', fault });
    const exchange = before.steps
      .flatMap((step) => step.exchanges)
      .findLast((each) => each.purpose === purpose);
    if (!exchange) throw new Error(`No ${purpose} request.`);
    const { method, url, headers, body } = exchange.request;
    const request = change({ method, url, headers, body: body?.text ?? null });
    const result = await host.call('resendRequest', { sessionId, exchangeId: exchange.id, request });
    if (!result.ok) return { result, exchange, before, session: before };
    await host.waitFor(sessionId, ({ type, seq }) => type === 'session-ended' && seq > before.lastSeq);
    const { events } = await host.readRun(sessionId);
    return { result, exchange, before, session: foldTrace(events) };
  }

  it('appends a branch with the very same request, and leaves the outcome alone', async () => {
    const { exchange, session } = await runAndResend('userinfo');
    const branch = session.steps.at(-1);
    expect(branch).toMatchObject({ id: 'resend', branchOf: exchange.id, outcome: 'succeeded' });
    expect(branch?.exchanges[0]).toMatchObject({ purpose: 'userinfo', response: { status: 200 } });
    expect(session.outcome).toBe('succeeded');
    expect(diagnose(session)).toEqual([]);
  });

  it('shows a code that is redeemed a second time for what it is, without making a good run a bad one', async () => {
    const { session } = await runAndResend('token');
    expect(session.outcome).toBe('succeeded');
    expect(session.steps.at(-1)).toMatchObject({ outcome: 'failed' });
    const findings = diagnose(session);
    expect(findings[0]).toMatchObject({ stepId: 'resend', severity: 'warning' });
    expect(findings[0]?.entryId).toMatch(/^code-|^invalid-grant/);
  });

  it('sends an edited one, with the edit on the record', async () => {
    const { session } = await runAndResend('userinfo', (request) => ({
      ...request,
      headers: request.headers.map(([name, value]) => [
        name,
        /^authorization$/i.test(name) ? 'Bearer wrong' : value,
      ]),
    }));
    const branch = session.steps.at(-1);
    expect(branch?.edits).toHaveLength(1);
    expect(branch?.exchanges[0]?.response?.status).toBe(401);
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'bearer-invalid-token', stepId: 'resend' });
  });

  it('keeps the finding of a failed run on top', async () => {
    const host = await createTestHost({ practice });
    const run = await host.run({ profileId: PROFILE, browser: 'practice', fault: 'wrong-secret' });
    const exchange = run.session.steps
      .flatMap((step) => step.exchanges)
      .findLast(({ purpose }) => purpose === 'token');
    const before = diagnose(run.session)[0];
    await host.expectOk('resendRequest', { sessionId: run.sessionId, exchangeId: exchange?.id ?? '' });
    await host.waitFor(
      run.sessionId,
      ({ type, seq }) => type === 'session-ended' && seq > run.session.lastSeq,
    );
    const { session } = await host.readRun(run.sessionId);
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toEqual(before);
  });

  it('says why what the browser sent cannot be sent again', async () => {
    const { result } = await runAndResend('authorization');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('browser') },
    });
  });
});
