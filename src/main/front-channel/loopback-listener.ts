import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CallbackHitFacts, FrontChannelRequest } from '../flows/flow';
import { CALLBACK_PAGES, type CallbackPage, PAGE_HEADERS } from './callback-pages';
import { type CallbackVerdict, judgeCallback } from './judge-callback';
import { closeServer, fillPort, listen } from './loopback-port';
import { createRelays, MAX_CALLBACK_BYTES, readBody, readPostKind } from './read-post';
import { RELAY_HEADERS, renderRelayPage } from './relay-page';

export interface LoopbackListener {
  /** The redirect URI with the port really listened on. */
  redirectUri: string;
  /** Told every accepted callback; at most once. */
  accepted: Promise<URL>;
  /** From here on a callback must carry this state to be accepted. */
  expect(state: string): void;
  /** Judges a URL that did not come over the network (pasted by the user). */
  submit(url: URL): CallbackVerdict;
  close(): Promise<void>;
}

export interface LoopbackListenerOptions {
  /** http on a loopback host; port 0 means any free one (RFC 8252 section 7.3). */
  redirectUri: string;
  onHit(hit: CallbackHitFacts): void;
  expects?: FrontChannelRequest['expects'];
}

/**
 * Listens at exactly the redirect URI (RFC 8252 section 7.3, RFC 9700 section 4.1): loopback only,
 * exact path, one use. An answer comes in the query of a GET, as a form (OAuth 2.0 Form Post Response
 * Mode), or in the fragment, which a page served here hands on. What does not fit is answered, reported
 * as a hit, and not fatal: another tab's callback must not end this run. A callback without any state is
 * let through, so that the library's refusal, and an error that a provider sent without state, reach the
 * diagnosis.
 */
export async function openLoopbackListener(options: LoopbackListenerOptions): Promise<LoopbackListener> {
  const redirectUri = new URL(options.redirectUri);
  const wait = openWait(redirectUri, options);
  const server = createServer({ maxHeaderSize: MAX_CALLBACK_BYTES }, (request, response) => {
    const base = `http://${redirectUri.host}`;
    const url = URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base) : null;
    const method = request.method ?? 'GET';
    if (wait.isUsed() || !url || method !== 'POST') request.resume();
    if (wait.isUsed()) return answer(response, 410, 'used');
    if (!url) return answer(response, 400, 'unknown');
    if (method === 'GET') return receiveGet(wait, url, response);
    if (method === 'POST')
      return void receivePost(wait, request, url, response).catch(() => response.destroy());
    wait.report(method, url, 'wrong-method');
    return answer(response, ...ANSWERS['wrong-method']);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'HPE_HEADER_OVERFLOW') wait.report('GET', redirectUri, 'too-large');
    socket.end('HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n');
  });

  const port = await listen(server, redirectUri);
  redirectUri.port = String(port);
  return {
    redirectUri: fillPort(options.redirectUri, port),
    accepted: wait.accepted,
    expect: wait.expect,
    submit: wait.judge,
    close: () => closeServer(server),
  };
}

type Wait = ReturnType<typeof openWait>;

/** What one listener waits for, and whether it has had it. `redirectUri` gets its real port later. */
function openWait(redirectUri: URL, { onHit, expects }: LoopbackListenerOptions) {
  const accepted = Promise.withResolvers<URL>();
  let expectedState: string | null = null;
  let isUsed = false;
  return {
    path: redirectUri.pathname,
    accepted: accepted.promise,
    relays: createRelays(),
    isUsed: () => isUsed,
    isExpecting: () => expectedState !== null,
    expect(state: string): void {
      expectedState = state;
    },
    judge(url: URL): CallbackVerdict {
      const verdict = judgeCallback(url, redirectUri.pathname, expectedState, expects);
      if (verdict === 'accepted' && !isUsed) {
        isUsed = true;
        accepted.resolve(url);
      }
      return verdict;
    },
    report: (method: string, url: URL, verdict: CallbackVerdict): void =>
      onHit({ via: 'listener', method, url: url.href, verdict }),
  };
}

function receiveGet(wait: Wait, url: URL, response: ServerResponse): void {
  const verdict = wait.judge(url);
  wait.report('GET', url, verdict);
  // The answer may be in the fragment, which only a page can see.
  if (verdict === 'not-a-callback' && wait.isExpecting()) {
    response.writeHead(200, RELAY_HEADERS);
    response.end(renderRelayPage(wait.relays.issue()));
  } else {
    answer(response, ...ANSWERS[verdict]);
  }
}

async function receivePost(
  wait: Wait,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const isHere = url.pathname === wait.path;
  const kind = isHere ? readPostKind(request, wait.relays) : null;
  if (kind === null) {
    wait.report('POST', url, isHere ? 'not-a-callback' : 'wrong-path');
    request.resume();
    return answer(response, isHere ? 415 : 404, 'unknown');
  }
  const body = await readBody(request);
  if (body === null) {
    wait.report('POST', url, 'too-large');
    return answer(response, 413, 'unknown');
  }
  if (wait.isUsed()) return answer(response, 410, 'used');
  const callback = new URL(url);
  if (kind === 'relay') callback.hash = body;
  else for (const [name, value] of new URLSearchParams(body)) callback.searchParams.append(name, value);
  const verdict = wait.judge(callback);
  // The browser's own request was a GET; the page only brought what that could not carry.
  wait.report(kind === 'relay' ? 'GET' : 'POST', callback, verdict);
  answer(response, ...ANSWERS[verdict]);
}

const ANSWERS: Record<CallbackVerdict, [status: number, page: CallbackPage]> = {
  accepted: [200, 'received'],
  'wrong-state': [400, 'otherAttempt'],
  'wrong-path': [404, 'unknown'],
  'not-a-callback': [400, 'unknown'],
  'wrong-method': [405, 'unknown'],
  'too-large': [431, 'unknown'],
};

function answer(response: ServerResponse, status: number, page: CallbackPage): void {
  response.writeHead(status, { ...PAGE_HEADERS, ...(status === 405 ? { allow: 'GET, POST' } : {}) });
  response.end(CALLBACK_PAGES[page]);
}
