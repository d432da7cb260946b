import type { ProfileInput } from '@shared/model/profile';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { createPractice } from '../../src/main/practice/practice';
import { isListening, openSocket, sendRaw } from '../support/raw-request';
import { createTestHost, type TestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

interface WaitingRun {
  sessionId: string;
  redirectUri: string;
  state: string;
  /** What the provider's redirect leads to after a real sign-in; the test brings it. */
  callback: string;
}

/** A real run at the practice provider, up to the moment in which the browser would go to the redirect URI. */
async function startRun(host: TestHost, profile: Partial<ProfileInput> = {}): Promise<WaitingRun> {
  const [built] = practice.profiles();
  const { sessionId } = await host.expectOk('startRun', {
    profile: { ...built?.profile, ...profile, browser: 'print' } as never,
    callbackTimeoutMs: 30_000,
  });
  const waiting = await host.waitFor(sessionId, ({ type }) => type === 'callback-awaited');
  if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
  const { authorizationUrl, redirectUri } = waiting;
  let callback = '';
  await practice.signIn({
    authorizationUrl,
    redirectUri,
    signal: new AbortController().signal,
    async fetch(input, init) {
      const url = String(input);
      if (!url.startsWith(redirectUri)) return fetch(input, init);
      callback = url;
      return new Response();
    },
  });
  const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
  return { sessionId, redirectUri, state, callback };
}

async function finish(host: TestHost, { sessionId }: WaitingRun) {
  await host.waitFor(sessionId, (event) => event.type === 'session-ended');
  const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
  return foldTrace(events);
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const JSON_TYPE = 'Content-Type: application/json';

/** Requests that are not the callback, each as bytes on a connection of its own, with the verdict it must get. */
function listRogueRequests({ redirectUri, state }: WaitingRun): [verdict: string, request: string][] {
  const { host, port } = new URL(redirectUri);
  const send = (line: string, headers: string[] = [], body = '') =>
    [`${line} HTTP/1.1`, `Host: ${host}`, `Content-Length: ${body.length}`, ...headers, '', body].join(
      '\r\n',
    );
  const as = (name: string, line: string) => `${line} HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
  const own = `code=stolen&state=${state}`;
  return [
    ['wrong-path', send('GET /favicon.ico')],
    ['wrong-path', send('GET /')],
    ['wrong-path', send(`GET /callback/?${own}`)],
    ['wrong-path', send(`GET /callbackextra?${own}`)],
    ['wrong-path', send(`GET /CALLBACK?${own}`)],
    ['wrong-path', send(`GET //${host}/callback?${own}`)],
    ['wrong-path', send(`GET /x/../callback?${own}`)],
    ['wrong-path', send(`GET http://${host}/callback?${own}`)],
    ['wrong-path', send('POST /login', [FORM], own)],
    ['wrong-state', send('GET /callback?code=c&state=other')],
    ['wrong-state', send('GET /callback?error=access_denied&state=other')],
    ['wrong-state', send('GET /callback?code=a&code=b&state=x&state=y')],
    ['wrong-state', send(`GET /callback?code=c&state=${state.slice(0, -1)}`)],
    ['wrong-state', send(`GET /callback?code=c&state=${state}x`)],
    ['wrong-state', send('GET /callback?code=c&state=')],
    ['wrong-state', send('POST /callback', [FORM], 'code=c&state=other')],
    ['not-a-callback', send('GET /callback')],
    ['not-a-callback', send(`GET /callback?state=${state}`)],
    ['not-a-callback', send('POST /callback', [JSON_TYPE], JSON.stringify({ code: 'c', state }))],
    [
      'not-a-callback',
      send('POST /callback', ['X-Fragment-Relay: guessed', 'Content-Type: text/plain'], own),
    ],
    ['wrong-method', send(`HEAD /callback?${own}`)],
    ['wrong-method', send(`OPTIONS /callback?${own}`, ['Origin: https://evil.example'])],
    ['wrong-method', send(`DELETE /callback?${own}`)],
    ['wrong-method', send('PUT /callback', [FORM], own)],
    ['wrong-method', `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
    ['too-large', send(`GET /callback?code=${'c'.repeat(80_000)}&state=${state}`)],
    ['too-large', send('POST /callback', [FORM], `code=${'c'.repeat(300_000)}&state=${state}`)],
    ['wrong-host', as(`rebind.example:${port}`, `GET /callback?${own}`)],
    ['wrong-host', as('127.0.0.1:1', `GET /callback?${own}`)],
    ['malformed', 'no http at all\r\n\r\n'],
    ['malformed', `GET /callback?${own} HTTP/9.9\r\n\r\n`],
    ['malformed', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  ];
}

it('more than thirty rogue requests of every kind do not disturb a run, and each is recorded with its verdict', async () => {
  const host = await createTestHost({ practice });
  const run = await startRun(host);
  const rogue = listRogueRequests(run);
  expect(rogue.length).toBeGreaterThanOrEqual(30);
  for (const [, request] of rogue) {
    const socket = await openSocket(run.redirectUri);
    const answered = new Promise<void>((resolve) =>
      socket.once('data', () => resolve()).once('close', () => resolve()),
    );
    socket.write(Buffer.from(request, 'latin1'));
    await answered;
    socket.destroy();
  }
  expect((await fetch(run.callback)).status).toBe(200);
  const session = await finish(host, run);
  expect(session.outcome).toBe('succeeded');
  const hits = session.steps.flatMap((step) => step.hits);
  expect(hits.map(({ verdict }) => verdict)).toEqual([...rogue.map(([verdict]) => verdict), 'accepted']);
  expect(Math.max(...hits.map(({ url }) => url.length))).toBeLessThanOrEqual(4_096);
  expect(await isListening(run.redirectUri)).toBe(false);
});

it('the same requests all at once do not disturb a run either', async () => {
  const host = await createTestHost({ practice });
  const run = await startRun(host);
  const rogue = listRogueRequests(run);
  const sent = rogue.map(([, request]) => sendRaw(run.redirectUri, request).catch(() => ''));
  await Promise.all(sent.slice(0, 10));
  expect((await fetch(run.callback)).status).toBe(200);
  const session = await finish(host, run);
  expect(session.outcome).toBe('succeeded');
  await Promise.all(sent);
  expect(
    session.steps.flatMap((step) => step.hits).filter(({ verdict }) => verdict === 'accepted'),
  ).toHaveLength(1);
});

/** The callback of one run, brought to the port of another. */
function misdirect(from: WaitingRun, to: WaitingRun): string {
  return from.callback.replace(from.redirectUri, to.redirectUri);
}

it("two runs at once, with one path and two ports, refuse each other's callbacks and take their own", async () => {
  const host = await createTestHost({ practice });
  const [a, b] = await Promise.all([startRun(host), startRun(host)]);
  expect(a.redirectUri).not.toBe(b.redirectUri);
  expect((await fetch(misdirect(a, b))).status).toBe(400);
  expect((await fetch(misdirect(b, a))).status).toBe(400);
  await Promise.all([fetch(a.callback), fetch(b.callback)]);
  for (const run of [a, b]) {
    const session = await finish(host, run);
    expect(session.outcome).toBe('succeeded');
    const hits = session.steps.flatMap((step) => step.hits);
    expect(hits.map(({ verdict }) => verdict)).toEqual(['wrong-state', 'accepted']);
    expect(hits.at(-1)?.url).toBe(run.callback);
  }
});

const RUNS = 20;

it('twenty runs at once get their own callbacks in whatever order all of them come', async () => {
  const deliveries = fc.shuffledSubarray(
    Array.from({ length: RUNS * 2 }, (_, index) => index),
    { minLength: RUNS * 2 },
  );
  const order = fc.record({ deliveries, shift: fc.integer({ min: 1, max: RUNS - 1 }) });
  await fc.assert(
    fc.asyncProperty(order, async ({ deliveries, shift }) => {
      const host = await createTestHost({ practice });
      const runs = await Promise.all(Array.from({ length: RUNS }, () => startRun(host)));
      const at = (index: number) => runs[index % RUNS] as WaitingRun;
      expect(new Set(runs.map(({ redirectUri }) => redirectUri)).size).toBe(RUNS);
      // Each run's own callback, and one that is brought to somebody else's port, in the chosen order.
      for (const index of deliveries) {
        const isOwn = index < RUNS;
        const target = isOwn ? at(index).callback : misdirect(at(index), at(index + shift));
        const status = await fetch(target).then(
          (answer) => answer.status,
          () => 'closed',
        );
        expect(isOwn ? [200] : [400, 410, 'closed']).toContain(status);
      }
      for (const run of runs) {
        const session = await finish(host, run);
        expect(session.outcome).toBe('succeeded');
        const accepted = session.steps
          .flatMap((step) => step.hits)
          .filter(({ verdict }) => verdict === 'accepted');
        expect(accepted.map(({ url }) => url)).toEqual([run.callback]);
      }
    }),
    { numRuns: 3 },
  );
}, 120_000);
