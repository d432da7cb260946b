import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { CallbackListener } from '@shared/model/trace-event';
import type { CallbackHitFacts, FrontChannelRequest } from '../flows/flow';
import { CALLBACK_ANSWERS, CALLBACK_PAGES, PAGE_HEADERS } from './callback-pages';
import { type CallbackWait, openCallbackWait } from './callback-wait';
import type { CallbackVerdict } from './judge-callback';
import { createLoopbackCertificate, type LoopbackCertificate } from './loopback-certificate';
import { fillPort, openPort } from './loopback-port';
import { MAX_CALLBACK_BYTES, readBody, readPostKind } from './read-post';
import { isNavigation, isOwnHost, MAX_HEADERS, readTarget } from './read-target';
import { RELAY_HEADERS, renderRelayPage } from './relay-page';
import { watchBrokenRequests } from './watch-broken-requests';

export interface LoopbackListener {
  /** The redirect URI with the port really listened on. */
  redirectUri: string;
  /** Null where nothing listens. */
  listener: CallbackListener | null;
  /** Told every accepted callback; at most once. */
  accepted: Promise<URL>;
  /** From here on a callback must carry this state to be accepted. */
  expect(state: string): void;
  /** Judges a URL that did not come over the network (pasted by the user). */
  submit(url: URL): CallbackVerdict;
  close(): Promise<void>;
}

export interface LoopbackListenerOptions {
  /** http or https on a loopback host; port 0 means any free one (RFC 8252 section 7.3). */
  redirectUri: string;
  onHit(hit: CallbackHitFacts): void;
  expects?: FrontChannelRequest['expects'];
  /** How long a request may take to arrive, its headers and all of it. */
  timeouts?: { headersMs: number; requestMs: number };
}

const TIMEOUTS = { headersMs: 10_000, requestMs: 20_000 };

/**
 * Listens at exactly the redirect URI (RFC 8252 sections 7.3 and 8.3, RFC 9700 sections 2.1 and 4.1): loopback
 * only, exact path, one use, https with a certificate made for it. An answer comes in the query of a GET, as a
 * form (OAuth 2.0 Form Post Response Mode), or in the fragment, which a page served here hands on. What does
 * not fit is answered, reported as a hit, and not fatal: another tab's callback must not end this run. A
 * callback without any state is let through where the browser went there itself, so that the library's refusal,
 * and an error that a provider sent without state, reach the diagnosis.
 */
export async function openLoopbackListener(options: LoopbackListenerOptions): Promise<LoopbackListener> {
  const redirectUri = new URL(options.redirectUri);
  const wait = openCallbackWait(redirectUri, options);
  const isSecure = redirectUri.protocol === 'https:';
  const certificate = isSecure ? await createLoopbackCertificate(redirectUri.hostname) : null;
  const open = await openPort(
    () => createCallbackServer(wait, certificate, options.timeouts ?? TIMEOUTS),
    redirectUri,
  );
  redirectUri.port = String(open.port);
  return {
    redirectUri: fillPort(options.redirectUri, open.port),
    listener: {
      addresses: open.addresses,
      port: open.port,
      path: wait.path,
      fingerprint256: certificate?.fingerprint256 ?? null,
    },
    accepted: wait.accepted,
    expect: wait.expect,
    submit: wait.judgePasted,
    close: open.close,
  };
}

/** With an end to everything that a client can draw out: headers, the request, the handshake. */
function createCallbackServer(
  wait: CallbackWait,
  certificate: LoopbackCertificate | null,
  { headersMs, requestMs }: typeof TIMEOUTS,
): Server {
  const limits = {
    maxHeaderSize: MAX_CALLBACK_BYTES,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, headersMs),
    // A missing or repeated Host is judged here, and reported.
    requireHostHeader: false,
  };
  const server = certificate
    ? createSecureServer({ ...limits, ...certificate, handshakeTimeout: headersMs })
    : createServer(limits);
  // One more than is taken, so that the one too many is seen.
  server.maxHeadersCount = MAX_HEADERS + 1;
  const handle = (request: IncomingMessage, response: ServerResponse) => receive(wait, request, response);
  server.on('request', handle).on('checkExpectation', handle);
  watchBrokenRequests(server, wait);
  return server;
}

function receive(wait: CallbackWait, request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => {});
  const { method = 'GET' } = request;
  const { origin } = wait.redirectUri;
  const url = readTarget(request.url, origin);
  const refused = findRefusal(wait, request, url);
  if (method !== 'POST' || refused !== null || url === null) request.resume();
  if (refused !== null || url === null) {
    wait.report(method, url ?? new URL(origin), refused ?? 'wrong-path');
    answer(response, refused ?? 'wrong-path', wait.isUsed());
  } else if (method === 'GET') {
    receiveGet(wait, request, url, response);
  } else {
    void receivePost(wait, request, url, response).catch(() => response.destroy());
  }
}

/** What is wrong with a request before a look at what it carries; null for nothing. */
function findRefusal(wait: CallbackWait, request: IncomingMessage, url: URL | null): CallbackVerdict | null {
  const { protocol, port } = wait.redirectUri;
  if (request.rawHeaders.length > 2 * MAX_HEADERS) return 'too-large';
  if (!isOwnHost(request, Number(port === '' ? DEFAULT_PORTS[protocol] : port), protocol))
    return 'wrong-host';
  if (url?.pathname !== wait.path) return 'wrong-path';
  if (wait.isUsed()) return 'already-used';
  return request.method === 'GET' || request.method === 'POST' ? null : 'wrong-method';
}

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

function receiveGet(wait: CallbackWait, request: IncomingMessage, url: URL, response: ServerResponse): void {
  const verdict = wait.judge(url, isNavigation(request));
  wait.report('GET', url, verdict);
  // The answer may be in the fragment, which only a page can see.
  if (verdict === 'not-a-callback' && wait.isExpecting()) {
    response.writeHead(200, RELAY_HEADERS);
    response.end(renderRelayPage(wait.relays.issue()));
  } else {
    answer(response, verdict, false);
  }
}

async function receivePost(
  wait: CallbackWait,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const kind = readPostKind(request, wait.relays);
  if (kind === null) {
    request.resume();
    wait.report('POST', url, 'not-a-callback');
    answer(response, 'not-a-callback', false, 415);
    return;
  }
  const body = await readBody(request).catch(() => {
    wait.reportBroken(request.socket, 'POST', 'malformed');
    throw new Error('The body broke off.');
  });
  if (body === null) {
    wait.report('POST', url, 'too-large');
    answer(response, 'too-large', false, 413);
    return;
  }
  const callback = new URL(url);
  if (kind === 'relay') callback.hash = body;
  else for (const [name, value] of new URLSearchParams(body)) callback.searchParams.append(name, value);
  const verdict = wait.judge(callback, kind === 'relay' || isNavigation(request));
  // The browser's own request was a GET; the page only brought what that could not carry.
  wait.report(kind === 'relay' ? 'GET' : 'POST', callback, verdict);
  answer(response, verdict, false);
}

/** After use everything is gone (RFC 9110 section 15.5.11), whatever was asked. */
function answer(response: ServerResponse, verdict: CallbackVerdict, isUsed: boolean, other?: number): void {
  const [known, page] = CALLBACK_ANSWERS[isUsed ? 'already-used' : verdict];
  const status = isUsed ? known : (other ?? known);
  response.writeHead(status, { ...PAGE_HEADERS, ...(status === 405 ? { allow: 'GET, POST' } : {}) });
  response.end(CALLBACK_PAGES[page]);
}
