import { diagnose } from '@shared/diagnosis/diagnose';
import type { ClientAuthMethod } from '@shared/model/client-schema';
import type { TraceEvent } from '@shared/model/trace-event';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cibaFlow } from '../../src/main/flows/ciba';
import type { PingListenerRequest } from '../../src/main/flows/flow';
import { openPingListener } from '../../src/main/front-channel/ping-listener';
import { runApprovalCell } from '../support/approval-cells';
import { runTestFlow, type TestFlowOptions } from '../support/run-test-flow';
import { type Script, startScriptedProvider } from '../support/scripted-provider';

const AUTH: ClientAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
];
const CELLS = AUTH.flatMap((auth) => (['poll', 'ping'] as const).map((delivery) => ({ auth, delivery })));

function askFor(user: string, more: Record<string, string> = {}) {
  return { authorize: { login_hint: user, ...more }, token: {} };
}

describe.concurrent('the CIBA flow at the practice provider', () => {
  it.for(CELLS)('with $auth in $delivery mode gets its tokens once alice has approved', async (cell) => {
    const { session, failedChecks, step } = await runApprovalCell({
      flow: cibaFlow,
      auth: cell.auth,
      profile: {
        ciba: { delivery: cell.delivery },
        parameters: askFor('alice', { binding_message: 'G7-42' }),
      },
    });
    expect(session.steps.map(({ error }) => error?.message)).toEqual(session.steps.map(() => undefined));
    expect(session.outcome).toBe('succeeded');
    expect(failedChecks()).toEqual([]);
    expect(session.steps.map(({ name }) => name)).toEqual([
      'discovery',
      'preflight',
      'backchannel-authentication',
      'decision',
      'id-token',
      'userinfo',
      'resource',
    ]);
    const { approval, hits, exchanges } = step('decision');
    expect(approval?.bindingMessage).toBe('G7-42');
    const isPing = cell.delivery === 'ping';
    expect(hits.map(({ method, verdict }) => `${method} ${verdict}`)).toEqual(
      isPing ? ['POST accepted'] : [],
    );
    // One request is enough after the ping.
    const polls = exchanges.filter(({ purpose }) => purpose === 'token').length;
    if (isPing) expect(polls).toBe(1);
    else expect(polls).toBeGreaterThan(0);
  });

  it.for(CELLS)('with $auth in $delivery mode ends where bob refuses', async (cell) => {
    const { session, step } = await runApprovalCell({
      flow: cibaFlow,
      auth: cell.auth,
      profile: { ciba: { delivery: cell.delivery }, parameters: askFor('bob') },
    });
    expect(session.outcome).toBe('failed');
    expect(step('decision').error?.oauth?.error).toBe('access_denied');
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'device-access-denied', stepId: 'decision' });
  });
});

async function run(script: Script, options: Partial<TestFlowOptions> = {}) {
  const provider = await startScriptedProvider(script);
  onTestFinished(provider.close);
  return runTestFlow({
    issuer: provider.issuer,
    flow: cibaFlow,
    ...options,
    profile: { parameters: askFor('alice'), ...options.profile },
  });
}

describe('the backchannel request', () => {
  it.each([
    ['unknown_user_id', 'ciba-unknown-user-id'],
    ['expired_login_hint_token', 'ciba-expired-login-hint-token'],
    ['missing_user_code', 'ciba-missing-user-code'],
    ['invalid_user_code', 'ciba-invalid-user-code'],
    ['invalid_binding_message', 'ciba-invalid-binding-message'],
  ])('refused with %s is explained by %s', async (error, entryId) => {
    const { session } = await run({ backchannel: () => ({ status: 400, body: { error } }) });
    expect(session.outcome).toBe('failed');
    expect(diagnose(session)[0]).toMatchObject({ entryId, stepId: 'backchannel-authentication' });
  });

  it.each([
    ['without auth_req_id', { auth_req_id: undefined }, 'ciba-auth-req-id'],
    ['with expires_in that is no number', { expires_in: 'soon' }, 'ciba-expires-in'],
    ['with an interval of zero', { interval: 0 }, 'ciba-interval'],
  ])('acknowledged %s ends the step', async (_kind, change, row) => {
    const { session, failedChecks } = await run({
      backchannel: (body) => ({ body: { ...body, ...change } }),
    });
    expect(session.steps.at(-1)?.name).toBe('backchannel-authentication');
    expect(failedChecks()).toEqual([row]);
  });
});

const PING = { ciba: { delivery: 'ping' as const } };

/** Runs in ping mode with a provider that pings as `ping` does, as soon as the listener is there. */
async function runPinged(
  ping: (send: PingSender, request: PingListenerRequest) => Promise<void>,
  callbackTimeoutMs = 5_000,
) {
  let answered: Promise<void> | null = null;
  const finished = await run(
    {},
    {
      profile: PING,
      ports: {
        callbackTimeoutMs,
        approvals: {
          bringUser: async () => {},
          async listenForPing(request) {
            const listener = await openPingListener(request);
            answered = ping(createSender(listener.notificationUri), request);
            return listener;
          },
        },
      },
    },
  );
  await answered;
  return finished;
}

type PingSender = (init: {
  token?: string;
  body?: unknown;
  method?: string;
  path?: string;
}) => Promise<number>;

function createSender(notificationUri: string): PingSender {
  return async ({ token, body, method = 'POST', path }) => {
    const response = await fetch(path ? new URL(path, notificationUri) : notificationUri, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
    await response.arrayBuffer();
    return response.status;
  };
}

const OUR_REQUEST = { auth_req_id: 'auth-req-id-1' };

function readVerdicts(events: TraceEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'callback-hit' ? [event.verdict] : []));
}

describe('the ping', () => {
  it('counts also where it is faster than the answer to the request', async () => {
    const { session, events } = await runPinged(async (send, { notificationToken }) => {
      expect(await send({ token: notificationToken, body: OUR_REQUEST })).toBe(204);
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(events)).toEqual(['accepted']);
  });

  it('that does not fit is answered, recorded and not fatal', async () => {
    const { session, events } = await runPinged(async (send, { notificationToken: token }) => {
      expect(await send({ token, body: OUR_REQUEST, path: '/other' })).toBe(404);
      expect(await send({ token, method: 'GET' })).toBe(405);
      expect(await send({ body: OUR_REQUEST })).toBe(401);
      expect(await send({ token: `${token}x`, body: OUR_REQUEST })).toBe(401);
      expect(await send({ token, body: 'no JSON' })).toBe(400);
      expect(await send({ token, body: { auth_req_id: 'of another run' } })).toBe(400);
      expect(await send({ token, body: 'x'.repeat(20_000) })).toBe(413);
      expect(await send({ token, body: OUR_REQUEST })).toBe(204);
    });
    expect(session.outcome).toBe('succeeded');
    expect(readVerdicts(events)).toEqual([
      'wrong-path',
      'wrong-method',
      'wrong-token',
      'wrong-token',
      'wrong-request',
      'wrong-request',
      'too-large',
      'accepted',
    ]);
  });

  it('that never comes ends the wait', async () => {
    const { session, step } = await runPinged(async () => {}, 300);
    expect(step('decision').error).toMatchObject({ code: 'ping_timeout', source: 'local' });
    expect(diagnose(session)[0]?.entryId).toBe('local-ping-timeout');
  });

  it('with another token does not end the wait, and is what the run fails of', async () => {
    const { session } = await runPinged(async (send) => {
      expect(await send({ token: 'guessed', body: OUR_REQUEST })).toBe(401);
    }, 500);
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'ciba-ping-refused', stepId: 'decision' });
  });
});
