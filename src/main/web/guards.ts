import type { IncomingMessage } from 'node:http';
import { API_PREFIX, EVENTS_PATH, REQUEST_TOKEN_HEADER, SIGN_IN_PATH } from '@shared/contract/http-routes';
import { fail, type HostErrorCode } from '@shared/contract/result';
import { isSameSecret, type LaunchSecrets } from './launch-code';

/** A request that goes no further. `headers` are additions to the usual ones. */
export interface Refusal {
  status: number;
  body: ReturnType<typeof fail>;
  headers?: Record<string, string>;
}

export interface GuardContext {
  port: number;
  secrets: LaunchSecrets;
}

type Guard = (request: IncomingMessage, path: string, context: GuardContext) => Refusal | null;

/** The order matters: nothing of a request is looked at before its Host is known to be ours. */
const GUARDS: Guard[] = [checkHost, checkMethod, checkOrigin, checkFetchSite, checkTokens];

/** Null where the request may be answered. `path` is the request target up to its query. */
export function guardRequest(request: IncomingMessage, path: string, context: GuardContext): Refusal | null {
  for (const guard of GUARDS) {
    const refusal = guard(request, path, context);
    if (refusal) return refusal;
  }
  return null;
}

export function refuse(
  status: number,
  code: HostErrorCode,
  message: string,
  headers: Record<string, string> = {},
): Refusal {
  return { status, body: fail(code, message), headers };
}

/** Cookies know no ports, so two Grantscopes on one machine need two names. */
export function nameSessionCookie(port: number): string {
  return `grantscope-${port}`;
}

/** DNS rebinding: a foreign name that resolves to 127.0.0.1 arrives with its own Host. */
function checkHost(request: IncomingMessage, _path: string, { port }: GuardContext): Refusal | null {
  const hosts = request.headersDistinct['host'] ?? [];
  // URL leaves a default port out, as a browser does.
  const allowed = ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host);
  if (hosts.length === 1 && allowed.includes(hosts[0] ?? '')) return null;
  const message = 'Grantscope answers to its own address only. A tunnel must keep the port number.';
  return refuse(421, 'unauthorized', message);
}

function checkMethod(request: IncomingMessage, path: string): Refusal | null {
  const allowed = listAllowedMethods(path);
  if (allowed.includes(request.method ?? '')) return null;
  const allow = allowed.join(', ');
  return refuse(405, 'not-supported', `Only ${allow} is answered here.`, { allow });
}

function listAllowedMethods(path: string): string[] {
  if (path === EVENTS_PATH) return ['GET'];
  return path === SIGN_IN_PATH || path.startsWith(API_PREFIX) ? ['POST'] : ['GET', 'HEAD'];
}

/** A browser names the origin on every POST, so one without it is not from our page. */
function checkOrigin(request: IncomingMessage): Refusal | null {
  const origin = request.headers.origin;
  const isOurs =
    origin === undefined ? request.method !== 'POST' : origin === `http://${request.headers.host}`;
  return isOurs ? null : refuse(403, 'unauthorized', 'This request comes from another origin.');
}

/**
 * Fetch metadata: other ports of this host are "same-site", which is not good enough. Old browsers send
 * none. The page itself may be opened by a link from anywhere; it holds nothing until its code is redeemed.
 */
function checkFetchSite(request: IncomingMessage, path: string): Refusal | null {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return null;
  const isPage = path === '/' || path === '/index.html';
  const isNavigation =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if (isPage && isNavigation) return null;
  return refuse(403, 'unauthorized', 'This request comes from another site.');
}

/** Both are needed below API_PREFIX: the cookie, and the token that only our own page can read. */
function checkTokens(request: IncomingMessage, path: string, context: GuardContext): Refusal | null {
  if (!path.startsWith(API_PREFIX)) return null;
  const { secrets, port } = context;
  const hasCookie = isSameSecret(readCookie(request, nameSessionCookie(port)), secrets.sessionToken);
  const hasHeader = isSameSecret(readHeader(request, REQUEST_TOKEN_HEADER), secrets.requestToken);
  if (hasCookie && hasHeader) return null;
  return refuse(401, 'unauthorized', 'This tab is not signed in. Open the link that Grantscope printed.');
}

function readHeader(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function readCookie(request: IncomingMessage, name: string): string {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const separator = pair.indexOf('=');
    if (pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return '';
}
