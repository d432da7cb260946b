import { randomBytes } from 'node:crypto';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request as sendHttp } from 'node:http';
import { REQUEST_TOKEN_HEADER, SIGN_IN_PATH, type SignedIn } from '@shared/contract/http-routes';
import type { Result } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import { startWebServer, type WebServer } from '../../src/main/web/web-server';
import { createRendererFolder } from './renderer-folder';

export interface TestWebServer extends WebServer {
  port: number;
  logged: string[];
}

/** A real server on a free port with a small user interface; `close` removes that as well. */
export async function startTestWebServer(host: ServedHost): Promise<TestWebServer> {
  const folder = createRendererFolder();
  const logged: string[] = [];
  const server = await startWebServer({
    host,
    rendererFolder: folder.path,
    port: 0,
    randomBytes,
    log: (message) => logged.push(message),
  });
  return {
    ...server,
    port: Number(new URL(server.origin).port),
    logged,
    async close() {
      await server.close();
      folder.remove();
    },
  };
}

export interface RawRequest {
  method?: string;
  /** Sent as it is, so that it may be what no URL parser would let through. */
  path?: string;
  /** Undefined takes a header away. */
  headers?: Record<string, string | undefined>;
  body?: string | Buffer;
}

export interface RawResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** One request with every header under control, also those that fetch sets by itself. */
export function sendRaw(server: Pick<TestWebServer, 'port'>, request: RawRequest): Promise<RawResponse> {
  const { method = 'GET', path = '/', headers = {}, body } = request;
  const isChunked = 'transfer-encoding' in headers;
  const usual = {
    host: `127.0.0.1:${server.port}`,
    // Node frames the body of a GET only when told to.
    ...(body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const sent = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const outgoing = sendHttp({
      host: '127.0.0.1',
      port: server.port,
      method,
      path,
      agent: false,
      setHost: false,
      headers: Object.fromEntries(sent) as OutgoingHttpHeaders,
    });
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    outgoing.end(body);
  });
}

/** The code in the fragment of a launch URL. */
export function readLaunchCode(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? '';
}

/** Redeems the launch code as the page does, and answers the headers of a signed-in POST. */
export async function signIn(server: TestWebServer): Promise<Record<string, string>> {
  const { origin } = server;
  const response = await fetch(`${origin}${SIGN_IN_PATH}`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: readLaunchCode(server.url) }),
  });
  const result = (await response.json()) as Result<SignedIn>;
  if (!result.ok) throw new Error(result.error.message);
  return {
    origin,
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    'content-type': 'application/json',
    [REQUEST_TOKEN_HEADER]: result.value.requestToken,
  };
}
