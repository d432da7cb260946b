import { HOST_METHODS, type HostApi, type HostEvent, type HostMethod } from '@shared/contract/host-api';
import {
  API_PREFIX,
  EVENTS_PATH,
  REQUEST_TOKEN_HEADER,
  SIGN_IN_PATH,
  type SignedIn,
} from '@shared/contract/http-routes';
import { fail, type Result } from '@shared/contract/result';
import type { HostClient } from './client';
import { createConnection } from './connection';
import { readLines } from './read-lines';

interface WebClientOptions {
  /** The origin of the host; "" for the one this page came from. */
  origin?: string;
  /** The one-use launch code, null where a cookie of an earlier visit has to do. */
  launchCode: string | null;
  /** Keeps the request token for a reload and for a second tab: localStorage, which is per port. */
  tokens: Pick<Storage, 'getItem' | 'setItem'>;
  fetch?: typeof fetch;
  retryDelaysMs?: readonly number[];
}

const TOKEN_KEY = 'grantscope-request-token';

const HOST_GONE = 'Grantscope does not answer. It may have been closed.';
const NOT_SIGNED_IN = 'This page is not signed in to Grantscope. Open it with a new link.';

/** The binding of the browser UI: POST /api/<method> for calls, GET /api/events as NDJSON for pushes. */
export function createWebClient({
  origin = '',
  launchCode,
  tokens,
  fetch: send = (...request) => fetch(...request),
  retryDelaysMs = [500, 1_000, 2_000, 5_000],
}: WebClientOptions): HostClient {
  const listeners = new Set<(event: HostEvent) => void>();
  const connection = createConnection({ connect: streamEvents, retryDelaysMs });
  const tokenHeader = () => ({ [REQUEST_TOKEN_HEADER]: tokens.getItem(TOKEN_KEY) ?? '' });
  const post = (path: string, body: unknown) =>
    send(`${origin}${path}`, {
      method: 'POST',
      headers: { ...tokenHeader(), 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    });

  async function signIn(code: string): Promise<void> {
    const result = await readResult(await post(SIGN_IN_PATH, { code }));
    if (result?.ok) tokens.setItem(TOKEN_KEY, (result.value as SignedIn).requestToken);
  }

  // A used code is no failure yet: the cookie and the token of an earlier visit may still be good, and
  // the first call will tell.
  const signedIn = launchCode === null ? Promise.resolve() : signIn(launchCode).catch(() => {});

  async function call(method: HostMethod, input: unknown): Promise<Result<unknown>> {
    await signedIn;
    let response: Response;
    try {
      response = await post(`${API_PREFIX}${method}`, input);
    } catch {
      connection.reportLost();
      return fail('internal', HOST_GONE);
    }
    const result = await readResult(response);
    if (!result?.ok && response.status === 401) {
      connection.reportUnauthorized();
      return fail('unauthorized', NOT_SIGNED_IN);
    }
    return result ?? fail('internal', `Grantscope answered ${response.status} without a result.`);
  }

  async function streamEvents(onOpen: () => void, signal: AbortSignal): Promise<void> {
    await signedIn;
    const response = await send(`${origin}${EVENTS_PATH}`, {
      headers: tokenHeader(),
      credentials: 'same-origin',
      signal,
    });
    if (response.status === 401) connection.reportUnauthorized();
    if (response.status === 429) connection.reportCrowded();
    if (!response.ok || !response.body) return;
    onOpen();
    for await (const line of readLines(response.body)) {
      const event = JSON.parse(line) as HostEvent;
      for (const listener of listeners) listener(event);
    }
  }

  const methods = Object.fromEntries(
    HOST_METHODS.map((method) => [method, (input: unknown) => call(method, input)]),
  ) as unknown as Omit<HostApi, 'subscribe'>;

  return {
    ...methods,
    subscribe(listener) {
      listeners.add(listener);
      connection.start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) connection.stop();
      };
    },
    watchConnection: connection.watch,
    retry: connection.retry,
  } as HostClient;
}

/** The Result in the body, whatever the status; null where the answer came from something else. */
async function readResult(response: Response): Promise<Result<unknown> | null> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null || !('ok' in body)) return null;
  return body as Result<unknown>;
}
