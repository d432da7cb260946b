import { diagnose } from '@shared/diagnosis/diagnose';
import type { ClientAuthMethod } from '@shared/model/client-schema';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deviceCodeFlow } from '../../src/main/flows/device-code';
import { runApprovalCell } from '../support/approval-cells';
import { runTestFlow, type TestFlowOptions } from '../support/run-test-flow';
import { type Script, startScriptedProvider } from '../support/scripted-provider';

const AUTH: ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
];
const SCOPES = ['openid profile offline_access', 'api:read'];
const CELLS = AUTH.flatMap((auth) => SCOPES.map((scope) => ({ auth, scope })));

describe.concurrent('the device code flow at the practice provider', () => {
  it.for(CELLS)('with $auth and scope "$scope" gets its tokens once alice has approved', async (cell) => {
    const { session, failedChecks, step } = await runApprovalCell({
      flow: deviceCodeFlow,
      auth: cell.auth,
      profile: { scope: cell.scope },
    });
    expect(session.steps.map(({ error }) => error?.message)).toEqual(session.steps.map(() => undefined));
    expect(session.outcome).toBe('succeeded');
    expect(failedChecks()).toEqual([]);
    const isOpenid = cell.scope.includes('openid');
    expect(session.steps.map(({ name }) => name)).toEqual([
      'discovery',
      'preflight',
      'device-authorization',
      'approval',
      ...(isOpenid ? ['id-token', 'userinfo'] : []),
      'resource',
    ]);
    const names = step('approval').artifacts.map(({ name }) => name);
    expect(names).toContain('access-token');
    expect(names.includes('refresh-token')).toBe(isOpenid);
  });

  it.for(CELLS)('with $auth and scope "$scope" ends where the user refuses', async (cell) => {
    const { session, step } = await runApprovalCell({
      flow: deviceCodeFlow,
      auth: cell.auth,
      profile: { scope: cell.scope },
      change: { refuseUser: () => 'The user declined the request.' },
    });
    expect(session.outcome).toBe('failed');
    expect(step('approval').error?.oauth?.error).toBe('access_denied');
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'device-access-denied', stepId: 'approval' });
  });
});

async function run(script: Script, options: Partial<TestFlowOptions> = {}) {
  const provider = await startScriptedProvider(script);
  onTestFinished(provider.close);
  const flow = await runTestFlow({ issuer: provider.issuer, flow: deviceCodeFlow, ...options });
  return { ...flow, tokenRequests: provider.tokenRequests };
}

/** Answers the polls with these errors, one after the other, and then with tokens. */
function answerPolls(...errors: (string | Record<string, unknown>)[]): NonNullable<Script['token']> {
  const waiting = errors.map((error) => (typeof error === 'string' ? { error } : error));
  return (body) => {
    const error = waiting.shift();
    return error ? { status: 400, body: error } : { body };
  };
}

const POLL_ROW = 'poll-interval';

describe('while the user has not decided', () => {
  it('each poll is an exchange of the step, and no failure', async () => {
    const { session, step, tokenRequests, failedChecks } = await run({
      token: answerPolls('authorization_pending', 'authorization_pending'),
    });
    expect(session.outcome).toBe('succeeded');
    expect(failedChecks()).toEqual([]);
    const { exchanges, checks } = step('approval');
    expect(exchanges.filter(({ purpose }) => purpose === 'token')).toHaveLength(3);
    for (const form of tokenRequests) expect(form.get('device_code')).toBe('device-code-1');
    const row = checks.find(({ id }) => id === POLL_ROW);
    expect(row).toMatchObject({ verdict: 'pass', expected: 'at least 0.02 s between two polls' });
    expect(row?.actual).toMatch(/^3 polls, the shortest pause 0\.\d\d s$/);
  });

  it('slow_down adds five seconds to every later pause', async () => {
    const { session, step, failedChecks } = await run(
      { token: answerPolls('slow_down') },
      { ports: { callbackTimeoutMs: 20_000 } },
    );
    expect(session.outcome).toBe('succeeded');
    expect(failedChecks()).toEqual([]);
    const { checks, notes, exchanges } = step('approval');
    expect(notes).toMatchObject([{ code: 'slow-down', message: expect.stringContaining('5.02 s') }]);
    const row = checks.find(({ id }) => id === POLL_ROW);
    expect(row?.actual).toMatch(/^2 polls, .*, 1 answered with slow_down$/);
    const [first, second] = exchanges.filter(({ purpose }) => purpose === 'token');
    expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(5_000);
  }, 15_000);

  it('the trace says where to go, with which code, how often is asked and until when', async () => {
    const { events } = await run({});
    expect(events.find(({ type }) => type === 'approval-awaited')).toMatchObject({
      stepId: 'approval',
      verificationUri: expect.stringMatching(/\/device$/),
      verificationUriComplete: expect.stringMatching(/\/device\?user_code=WDJB-MJHT$/),
      userCode: 'WDJB-MJHT',
      bindingMessage: null,
      intervalSeconds: 0.02,
      notificationUri: null,
    });
  });

  const PENDING = { status: 400, body: { error: 'authorization_pending' } };
  it.for([
    ['between two polls', () => PENDING],
    ['during a poll', (earlier: number) => (earlier === 0 ? PENDING : new Promise<never>(() => {}))],
  ] as const)('the wait is bounded, and its end %s is not told as a refusal', async ([, answer]) => {
    let polls = 0;
    const { session, step, failedChecks } = await run(
      { token: () => answer(polls++) },
      { ports: { callbackTimeoutMs: 300 } },
    );
    expect(session.outcome).toBe('failed');
    expect(step('approval').error).toMatchObject({ code: 'approval_timeout', source: 'local' });
    expect(failedChecks()).toEqual([]);
    expect(diagnose(session)[0]?.entryId).toBe('device-authorization-pending');
  });

  it('a wait that is shorter than the interval is named as such', async () => {
    const { session, tokenRequests } = await run(
      { deviceAuthorization: (body) => ({ body: { ...body, interval: 5 } }) },
      { ports: { callbackTimeoutMs: 200 } },
    );
    expect(tokenRequests).toEqual([]);
    expect(diagnose(session)[0]).toMatchObject({ entryId: 'local-approval-timeout', stepId: 'approval' });
  });

  it('cancelling ends the run at once, also in the middle of a pause of five seconds', async () => {
    const cancel = new AbortController();
    const startedAt = Date.now();
    const { session, events } = await run(
      { deviceAuthorization: ({ interval: _interval, ...body }) => ({ body }) },
      { signal: cancel.signal, visitPage: async () => cancel.abort() },
    );
    expect(session.outcome).toBe('cancelled');
    expect(Date.now() - startedAt).toBeLessThan(4_000);
    expect(events.find(({ type }) => type === 'approval-awaited')).toMatchObject({ intervalSeconds: 5 });
  });

  it('a user who gets lost on the page leaves a note, and the server decides', async () => {
    const { session, step } = await run({}, { visitPage: () => Promise.reject(new Error('lost')) });
    expect(session.outcome).toBe('succeeded');
    expect(step('approval').notes).toMatchObject([{ code: 'user-not-brought' }]);
  });
});

describe('what ends the wait', () => {
  it.each([
    ['expired_token', {}, 'device-expired-token'],
    ['access_denied', {}, 'device-access-denied'],
    ['access_denied', { error_description: 'Nein.' }, 'device-access-denied'],
    ['invalid_grant', {}, 'device-code-unknown'],
    ['invalid_client', {}, 'invalid-client'],
  ])('%s %j is explained by %s', async (error, more, entryId) => {
    const { session, step, failedChecks } = await run({
      token: answerPolls('authorization_pending', { error, ...more }),
    });
    expect(session.outcome).toBe('failed');
    expect(step('approval').error?.oauth?.error).toBe(error);
    expect(failedChecks()).toContain('token-error');
    expect(diagnose(session)[0]).toMatchObject({ entryId, severity: 'error', stepId: 'approval' });
  });

  it('an ID token signed with the client secret is accepted by its own check', async () => {
    const secret = 'a-client-secret-of-more-than-thirty-two-bytes';
    const { session, failedChecks } = await run(
      { signing: { alg: 'HS256', secret } },
      {
        clientSecret: secret,
        profile: { client: { id: 'client-1', auth: 'client_secret_basic', secret: { env: 'S' } } },
      },
    );
    expect(session.steps.map(({ error }) => error?.message)).toEqual(session.steps.map(() => undefined));
    expect(session.outcome).toBe('succeeded');
    expect(failedChecks()).toEqual([]);
  });
});

describe('a device authorization response that breaks the rules', () => {
  it.each([
    ['without user_code', { user_code: undefined }, 'device-user-code'],
    ['with an empty device_code', { device_code: '' }, 'device-code'],
    ['without expires_in', { expires_in: undefined }, 'device-expires-in'],
    ['with interval as text', { interval: '5' }, 'device-interval'],
    [
      'with plain http beyond loopback',
      { verification_uri: 'http://id.example/d' },
      'device-verification-uri',
    ],
    ['with a script as address', { verification_uri: 'javascript:alert(1)' }, 'device-verification-uri'],
    [
      'with a file as address of the code',
      { verification_uri_complete: 'file:///etc/passwd' },
      'device-verification-uri-complete',
    ],
  ])('%s ends the step', async (_kind, change, row) => {
    const { session, failedChecks } = await run({
      deviceAuthorization: (body) => ({ body: { ...body, ...change } }),
    });
    expect(session.outcome).toBe('failed');
    expect(session.steps.at(-1)?.name).toBe('device-authorization');
    expect(failedChecks()).toEqual([row]);
    expect(diagnose(session).length).toBeGreaterThan(0);
  });

  it('or an error there, is told with the words of the provider', async () => {
    const { session, step } = await run({
      deviceAuthorization: () => ({ status: 400, body: { error: 'invalid_scope' } }),
    });
    expect(step('device-authorization').error?.oauth?.error).toBe('invalid_scope');
    expect(diagnose(session)[0]?.severity).toBe('error');
  });
});

it('a server without the endpoint is named before anything is asked', async () => {
  const { session, failedChecks } = await run({ metadata: { device_authorization_endpoint: undefined } });
  expect(session.outcome).toBe('failed');
  expect(failedChecks()).toEqual(['metadata-endpoints']);
});
