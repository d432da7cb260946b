import { createServer } from 'node:http';
import { foldTrace } from '@shared/trace/fold-trace';
import { expect, it } from 'vitest';
import { openPort } from '../../src/main/front-channel/loopback-port';
import { signInAtPractice } from '../../src/main/practice/practice-sign-in';
import { OWN_CLIENT, startOwnProvider } from '../support/own-provider';
import { askSecurely, isListening } from '../support/raw-request';
import { createTestHost } from '../support/test-host';

async function findPort(): Promise<number> {
  const open = await openPort(createServer, new URL('http://127.0.0.1:0/'));
  await open.close();
  return open.port;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

it.each(['query', 'form_post', 'fragment'] as const)(
  'a sign-in comes back by %s to a registered https redirect URI on loopback',
  async (mode) => {
    const redirectUri = `https://127.0.0.1:${await findPort()}/cb`;
    const provider = await startOwnProvider({
      client: {
        application_type: 'web',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
      },
    });
    const host = await createTestHost();
    const { sessionId } = await host.expectOk('startRun', {
      profile: {
        name: 'Secure loopback',
        issuer: provider.issuer,
        client: { id: OWN_CLIENT },
        redirectUri,
        scope: 'openid',
        parameters: { authorize: { response_mode: mode } },
        browser: 'print',
      } as never,
    });
    const waiting = await host.waitFor(sessionId, ({ type }) => type === 'callback-awaited');
    if (waiting.type !== 'callback-awaited') throw new Error('not waiting');
    expect(waiting.redirectUri).toBe(redirectUri);
    const fingerprints = new Set<string>();
    await signInAtPractice({
      authorizationUrl: waiting.authorizationUrl,
      redirectUri,
      signal: new AbortController().signal,
      async fetch(input, init) {
        const url = String(input);
        if (!url.startsWith(redirectUri)) return fetch(input, init);
        const isForm = init?.body instanceof URLSearchParams;
        const answer = await askSecurely(url.split('#', 1)[0] ?? '', {
          method: init?.method ?? 'GET',
          headers: { ...(isForm ? FORM : (init?.headers as Record<string, string>)) },
          ...(init?.body ? { body: String(init.body) } : {}),
        });
        fingerprints.add(answer.fingerprint);
        return new Response(answer.page, { status: answer.status });
      },
    });
    await host.waitFor(sessionId, ({ type }) => type === 'session-ended');
    const { events } = await host.expectOk('readSession', { sessionId, afterSeq: 0 });
    const session = foldTrace(events);
    expect(session.outcome).toBe('succeeded');
    const step = session.steps.find(({ name }) => name === 'callback');
    expect([...fingerprints]).toEqual([step?.wait?.listener?.fingerprint256]);
    expect(step?.checks.find(({ id }) => id === 'response-mode')?.verdict ?? 'pass').toBe('pass');
    expect(await isListening(redirectUri)).toBe(false);
  },
);
