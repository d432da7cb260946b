import { API_PREFIX } from '@shared/contract/http-routes';
import type { Result } from '@shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebClient } from '../../src/renderer/src/host/web-client';
import { createStubHost } from '../support/stub-host';
import { readLaunchCode, signIn, startTestWebServer, type TestWebServer } from '../support/test-web-server';
import { type Connect, describeBinding } from './host-contract';

const BINDING = 'loopback HTTP';

/** The browser UI's own client against a real server, with a browser's part in it played by `fetch` below. */
const connect: Connect = async (host) => {
  const server = await startTestWebServer(host);
  const stored = new Map<string, string>();
  const subscriptions: (() => void)[] = [];
  const client = createWebClient({
    origin: server.origin,
    launchCode: readLaunchCode(server.url),
    tokens: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => stored.set(key, value),
    },
    fetch: createBrowserFetch(server.origin),
  });
  return {
    call: (method, input) => (client[method] as (input: unknown) => Promise<Result<unknown>>)(input),
    async subscribe(listener) {
      const unsubscribe = client.subscribe(listener);
      subscriptions.push(unsubscribe);
      await new Promise<void>((resolve) => {
        client.watchConnection((state) => state === 'connected' && resolve());
      });
      return unsubscribe;
    },
    async close() {
      for (const unsubscribe of subscriptions) unsubscribe();
      await server.close();
    },
  };
};

/** What a browser adds to the requests of a page: the Origin of a POST, and the cookies of the host. */
function createBrowserFetch(origin: string): typeof fetch {
  let cookie = '';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (init?.method === 'POST') headers.set('origin', origin);
    if (cookie !== '') headers.set('cookie', cookie);
    headers.set('sec-fetch-site', 'same-origin');
    const response = await fetch(input, { ...init, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
}

describeBinding(BINDING, connect);

describe(BINDING, () => {
  let server: TestWebServer;
  let headers: Record<string, string>;
  beforeAll(async () => {
    server = await startTestWebServer(createStubHost());
    headers = await signIn(server);
  });
  afterAll(() => server.close());

  it.each(['nothingKnown', 'toString', '__proto__', 'constructor', ''])(
    'refuses the unknown method "%s" as a value',
    async (name) => {
      const url = `${server.origin}${API_PREFIX}${name}`;
      const response = await fetch(url, { method: 'POST', headers, body: '{}' });
      expect(await response.json()).toMatchObject({ ok: false, error: { code: 'unknown-method' } });
    },
  );
});
