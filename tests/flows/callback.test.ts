import { connect } from 'node:net';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { ProfileInput } from '@shared/model/profile';
import { foldTrace } from '@shared/trace/fold-trace';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { type Script, type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider';
import { createTestHost, type TestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

async function startProvider(script: Script = {}): Promise<ScriptedProvider> {
  const provider = await startScriptedProvider(script);
  onTestFinished(provider.close);
  return provider;
}

/** A run against a scripted provider that waits for its callback, which the test brings by hand. */
async function startWaiting(host: TestHost, provider: ScriptedProvider, profile: Partial<ProfileInput> = {}) {
  const { sessionId } = await host.expectOk('startRun', {
    profile: {
      name: 'Test',
      issuer: provider.issuer,
      client: { id: 'client-1' },
      browser: 'print',
      ...profile,
    } as never,
    callbackTimeoutMs: 5_000,
  });
  const waiting = await host.waitFor(sessionId, (event) => event.type === 'callback-awaited');
  if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
  await fetch(waiting.authorizationUrl);
  const asked = new URL(waiting.authorizationUrl).searchParams;
  return {
    sessionId,
    redirectUri: waiting.redirectUri,
    asked,
    callback: (query: string) => {
      const joint = waiting.redirectUri.includes('?') ? '&' : '?';
      return `${waiting.redirectUri}${joint}state=${asked.get('state')}&${query}`;
    },
  };
}

async function finish(host: TestHost, sessionId: string) {
  await host.waitFor(sessionId, (event) => event.type === 'session-ended');
  const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  return foldTrace(events);
}

function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
    socket.on('connect', () => socket.destroy() && resolve(true)).on('error', () => resolve(false));
  });
}

it('what browsers send before the callback is noted and does not end the run', async () => {
  const host = await createTestHost({ practice });
  const { sessionId, redirectUri, callback } = await startWaiting(host, await startProvider());
  const statuses = [
    (await fetch(new URL('/favicon.ico', redirectUri))).status,
    (await fetch(callback('code=c'), { method: 'HEAD' })).status,
    (await fetch(callback('code=c'), { method: 'OPTIONS' })).status,
    (await fetch(redirectUri, { method: 'POST', body: callback('code=c') })).status,
    (await fetch(redirectUri)).status,
    (await fetch(callback('code=c'))).status,
  ];
  expect(statuses).toEqual([404, 405, 405, 415, 200, 200]);
  const session = await finish(host, sessionId);
  expect(session.outcome).toBe('succeeded');
  expect(session.steps.flatMap((step) => step.hits.map((hit) => hit.verdict))).toEqual([
    'wrong-path',
    'wrong-method',
    'wrong-method',
    'not-a-callback',
    'not-a-callback',
    'accepted',
  ]);
});

it.each([
  ['a+b', 'a b'],
  ['a%2Bb', 'a+b'],
  ['a%20b%26c%3Dd', 'a b&c=d'],
  ['%C3%A9%E2%82%AC', 'é€'],
  ['x'.repeat(30_000), 'x'.repeat(30_000)],
])('a code written as %.20s is redeemed decoded once', async (written, code) => {
  const host = await createTestHost({ practice });
  const provider = await startProvider();
  const { sessionId, callback } = await startWaiting(host, provider);
  await fetch(callback(`code=${written}`));
  expect((await finish(host, sessionId)).outcome).toBe('succeeded');
  expect(provider.tokenRequests[0]?.get('code')).toBe(code);
});

it.each([
  'http://127.0.0.1:0/callback',
  'http://127.0.0.1:0',
  'http://127.0.0.1:0/',
  'http://127.0.0.1:0/cb?tenant=a%20b&x=%7e',
  'http://[::1]:0/cb',
  'http://localhost:0/cb',
  'http://LOCALHOST:0/Cb',
  'http://app.localhost:0/cb',
])('the redirect URI %s is sent the same in both requests', async (redirectUri) => {
  const host = await createTestHost({ practice });
  const provider = await startProvider();
  const waiting = await startWaiting(host, provider, { redirectUri });
  const url = new URL(waiting.callback('code=c'));
  if (url.hostname === 'app.localhost') url.hostname = 'localhost';
  await fetch(url);
  const session = await finish(host, waiting.sessionId);
  expect(session.outcome).toBe('succeeded');
  const { port } = new URL(waiting.redirectUri);
  expect(waiting.redirectUri).toBe(redirectUri.replace(':0', `:${port}`));
  expect(waiting.asked.get('redirect_uri')).toBe(waiting.redirectUri);
  expect(provider.tokenRequests[0]?.get('redirect_uri')).toBe(waiting.redirectUri);
});

it('a redirect URI on another host takes the callback by paste', async () => {
  const host = await createTestHost({ practice });
  const provider = await startProvider();
  const waiting = await startWaiting(host, provider, { redirectUri: 'https://app.acme.example/cb?x=1' });
  const { sessionId } = waiting;
  const wrong = await host.call('submitCallback', { sessionId, url: 'https://app.acme.example/?code=c' });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  await host.expectOk('submitCallback', { sessionId, url: `  ${waiting.callback('code=c')}\n` });
  expect((await finish(host, sessionId)).outcome).toBe('succeeded');
  expect(provider.tokenRequests[0]?.get('redirect_uri')).toBe('https://app.acme.example/cb?x=1');
});

it('a callback pasted once more, after the first, is refused', async () => {
  const held = Promise.withResolvers<void>();
  const host = await createTestHost({ practice });
  const provider = await startProvider({ token: (body) => held.promise.then(() => ({ body })) });
  const { sessionId, callback } = await startWaiting(host, provider);
  await host.expectOk('submitCallback', { sessionId, url: callback('code=c') });
  await host.waitFor(sessionId, (event) => event.type === 'step-started' && event.stepId === 'token');
  const again = await host.call('submitCallback', { sessionId, url: callback('code=c') });
  expect(again).toMatchObject({ ok: false, error: { code: 'conflict' } });
  held.resolve();
  expect((await finish(host, sessionId)).outcome).toBe('succeeded');
});

it('two runs at once never take the callback of each other', async () => {
  const host = await createTestHost({ practice });
  const [one, two] = [await startProvider(), await startProvider()];
  const [a, b] = await Promise.all([startWaiting(host, one), startWaiting(host, two)]);
  const crossed = a.callback('code=a').replace(a.redirectUri, b.redirectUri);
  expect((await fetch(crossed)).status).toBe(400);
  await Promise.all([fetch(a.callback('code=a')), fetch(b.callback('code=b'))]);
  expect((await finish(host, a.sessionId)).outcome).toBe('succeeded');
  expect((await finish(host, b.sessionId)).outcome).toBe('succeeded');
  expect([one, two].map((each) => each.tokenRequests.map((form) => form.get('code')))).toEqual([
    ['a'],
    ['b'],
  ]);
});

it('a second run on the same fixed port says so, and the first goes on', async () => {
  const host = await createTestHost({ practice });
  const provider = await startProvider();
  const first = await startWaiting(host, provider);
  const { session } = await host.run({
    profile: {
      name: 'Second',
      issuer: provider.issuer,
      client: { id: 'client-1' },
      redirectUri: first.redirectUri,
      browser: 'print',
    } as never,
  });
  expect(diagnose(session)[0]?.entryId).toBe('local-eaddrinuse');
  await fetch(first.callback('code=c'));
  expect((await finish(host, first.sessionId)).outcome).toBe('succeeded');
});

const never = () => new Promise<never>(() => {});

it.each([
  ['discovery', { discovery: never }],
  ['callback', {}],
  ['token', { token: never }],
  ['id-token', { jwks: never }],
  ['userinfo', { userinfo: never }],
  ['resource', { resource: never }],
] as [string, Script][])('cancelled in the step %s, it leaves nothing open', async (stepName, script) => {
  const host = await createTestHost({ practice });
  const provider = await startProvider(script);
  const { sessionId } = await host.expectOk('startRun', {
    profile: {
      name: 'Test',
      issuer: provider.issuer,
      client: { id: 'client-1' },
      browser: 'print',
      resource: { url: `${provider.issuer}/resource` },
    } as never,
  });
  let redirectUri: string | null = null;
  if (stepName !== 'discovery') {
    const waiting = await host.waitFor(sessionId, (event) => event.type === 'callback-awaited');
    if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
    redirectUri = waiting.redirectUri;
    await fetch(waiting.authorizationUrl);
    const state = new URL(waiting.authorizationUrl).searchParams.get('state');
    if (stepName !== 'callback') await fetch(`${redirectUri}?code=c&state=${state}`);
  }
  const isRequest = (type: string) =>
    type === (stepName === 'callback' ? 'callback-awaited' : 'exchange-started');
  await host.waitFor(
    sessionId,
    (event) => isRequest(event.type) && 'stepId' in event && event.stepId === stepName,
  );
  await host.expectOk('cancelRun', { sessionId });
  const session = await finish(host, sessionId);
  expect(session.outcome).toBe('cancelled');
  expect(session.steps.at(-1)).toMatchObject({ name: stepName, outcome: 'cancelled' });
  expect(session.steps.flatMap((step) => step.exchanges).every((exchange) => exchange.endSeq !== null)).toBe(
    true,
  );
  expect(diagnose(session)[0]).toMatchObject({ entryId: 'callback-cancelled', severity: 'warning' });
  if (redirectUri !== null) expect(await isListening(redirectUri)).toBe(false);
});

it.each([
  ['response_mode', 'web_message'],
  ['response_mode', 'form_get'],
  ['response_type', 'code id_token'],
])('%s=%s is refused before the run, for a practice profile too', async (name, value) => {
  const host = await createTestHost({ practice });
  const parameters = { authorize: { [name]: value }, token: {} };
  const [built] = practice.profiles();
  for (const base of [
    built?.profile,
    { name: 'Test', issuer: 'https://id.acme.example', client: { id: 'c' } },
  ]) {
    const result = await host.call('startRun', { profile: { ...base, parameters } as never });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
    expect(!result.ok && result.error.message).toContain(`parameters.authorize.${name}`);
  }
  expect(await host.expectOk('listSessions', {})).toEqual([]);
});

it.each([
  ['a proxy that is no URL', { proxy: 'proxy:3128' }, 'proxy'],
  ['a SOCKS proxy', { proxy: 'socks5://127.0.0.1:1080' }, 'proxy'],
  ['a token parameter of our own', { parameters: { token: { redirect_uri: 'x' } } }, 'parameters.token'],
  [
    'CONNECT at the resource',
    { resource: { url: 'https://a.example', method: 'CONNECT' } },
    'resource.method',
  ],
])('%s is refused before the run', async (_kind, profile, path) => {
  const host = await createTestHost({ practice });
  const result = await host.call('startRun', {
    profile: { name: 'Test', issuer: 'https://id.acme.example', client: { id: 'c' }, ...profile } as never,
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(!result.ok && JSON.stringify(result.error)).toContain(path);
});

it('a browser that cannot be opened ends the run with its own finding', async () => {
  const openBrowser = () => Promise.reject(new Error('The browser could not be opened.'));
  const host = await createTestHost({ practice, openBrowser });
  const { session } = await host.run({ profileId: 'practice:authorization-code', browser: 'system' });
  expect(diagnose(session)[0]).toMatchObject({ entryId: 'local-browser-not-opened', stepId: 'callback' });
});

it('a browser that opens once and not again refuses the second time, and the run goes on', async () => {
  let opened = 0;
  const openBrowser = async () => {
    opened += 1;
    if (opened > 1) throw new Error('The browser could not be opened.');
  };
  const host = await createTestHost({ practice, openBrowser });
  const { sessionId, callback } = await startWaiting(host, await startProvider(), { browser: 'system' });
  const again = await host.call('openAuthorizationUrl', { sessionId });
  expect(again).toMatchObject({ ok: false, error: { code: 'not-supported' } });
  await fetch(callback('code=c'));
  expect((await finish(host, sessionId)).outcome).toBe('succeeded');
});

it('a sign-in of our own stops with the wait for the callback: nothing is recorded after the end', async () => {
  const stopped = Promise.withResolvers<void>();
  const slow: Practice = {
    ...practice,
    signIn: ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped.resolve();
          reject(signal.reason);
        });
      }),
  };
  const host = await createTestHost({ practice: slow });
  const { session } = await host.run({
    profileId: 'practice:authorization-code',
    browser: 'practice',
    callbackTimeoutMs: 1_000,
  });
  await stopped.promise;
  expect(diagnose(session)[0]?.entryId).toBe('local-callback-timeout');
});
