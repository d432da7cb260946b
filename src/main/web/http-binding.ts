import type { IncomingMessage, ServerResponse } from 'node:http';
import { callHost } from '@shared/contract/call-host';
import { API_PREFIX, EVENTS_PATH, SIGN_IN_PATH, type SignedIn } from '@shared/contract/http-routes';
import { ok, type Result } from '@shared/contract/result';
import type { ServedHost } from '@shared/contract/served-host';
import type { EventStreams } from './event-stream';
import { type GuardContext, guardRequest, nameSessionCookie, type Refusal, refuse } from './guards';
import type { RandomBytes } from './launch-code';
import { MAX_CALL_BYTES, MAX_SIGN_IN_BYTES, readJsonBody } from './read-json-body';
import { SECURITY_HEADERS } from './security-headers';
import { buildStaticResponse, findStaticFile, type StaticFiles } from './static-files';

export interface HttpBinding extends GuardContext {
  host: ServedHost;
  files: StaticFiles;
  streams: EventStreams;
  randomBytes: RandomBytes;
  /** Told the bug behind an `internal` answer, whose text never goes to the client. */
  onBug(error: unknown): void;
}

/** Answers one request. Its HTTP status speaks of the transport only: a Result of the host is always 200. */
export async function answerRequest(
  binding: HttpBinding,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split(/[?#]/, 1)[0] ?? '';
  try {
    const refusal =
      guardRequest(request, path, binding) ?? (await routeRequest(binding, path, request, response));
    if (refusal) sendRefusal(response, refusal);
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    binding.onBug(error);
    if (response.headersSent) response.destroy();
    else sendRefusal(response, refuse(500, 'internal', 'Something went wrong inside Grantscope.'));
  }
}

async function routeRequest(
  binding: HttpBinding,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | null> {
  if (path === EVENTS_PATH) return openStream(binding, response);
  if (path !== SIGN_IN_PATH && !path.startsWith(API_PREFIX)) return sendFile(binding, path, response);

  const body = await readJsonBody(request, path === SIGN_IN_PATH ? MAX_SIGN_IN_BYTES : MAX_CALL_BYTES);
  if (!body.ok) return body.refusal;
  if (path === SIGN_IN_PATH) return signIn(binding, body.value, response);
  const method = path.slice(API_PREFIX.length);
  sendResult(response, await callHost(binding.host.methods, method, body.value, binding.onBug));
  return null;
}

function signIn({ secrets, port }: HttpBinding, body: unknown, response: ServerResponse): Refusal | null {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
  if (typeof code !== 'string' || !secrets.redeemCode(code))
    return refuse(401, 'unauthorized', 'This link was used before. Ask Grantscope for a new one.');
  const cookie = `${nameSessionCookie(port)}=${secrets.sessionToken}; Path=/; HttpOnly; SameSite=Strict`;
  response.setHeader('set-cookie', cookie);
  sendResult(response, ok<SignedIn>({ requestToken: secrets.requestToken }));
  return null;
}

function openStream({ streams }: HttpBinding, response: ServerResponse): Refusal | null {
  if (streams.open(response, SECURITY_HEADERS)) return null;
  return refuse(429, 'conflict', 'Too many tabs of Grantscope are open. Close one to follow runs live here.');
}

function sendFile(
  { files, randomBytes }: HttpBinding,
  path: string,
  response: ServerResponse,
): Refusal | null {
  const file = findStaticFile(files, path);
  if (!file) return refuse(404, 'not-found', 'There is nothing here.');
  const { headers, body } = buildStaticResponse(file, Buffer.from(randomBytes(16)).toString('base64url'));
  // Node leaves the body of an answer to HEAD out by itself.
  response.writeHead(200, { ...headers, 'content-length': body.byteLength }).end(body);
  return null;
}

function sendResult(response: ServerResponse, result: Result<unknown>): void {
  sendJson(response, 200, result);
}

function sendRefusal(response: ServerResponse, { status, body, headers }: Refusal): void {
  sendJson(response, status, body, headers);
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: Result<unknown>,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.byteLength,
  });
  response.end(bytes);
}
