import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackHitFacts, FrontChannelRequest } from '../flows/flow';
import { LocalFlowError } from '../flows/flow-errors';
import { CALLBACK_PAGES, type CallbackPage, PAGE_HEADERS } from './callback-pages';

/** A callback that carries more than this is not one (RFC 6749 sets no bound; real ones stay under 8 KiB). */
const MAX_URL_BYTES = 64 * 1024;

export interface LoopbackListener {
  /** The redirect URI with the port really listened on. */
  redirectUri: string;
  /** Told every accepted callback; at most once. */
  accepted: Promise<URL>;
  /** From here on a callback must carry this state to be accepted. */
  expect(state: string): void;
  /** Judges a URL that did not come over the network (pasted by the user). */
  submit(url: URL): CallbackHitFacts['verdict'];
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
 * exact path, GET only, one use. What does not fit is answered, reported as a hit, and not fatal:
 * another tab's callback must not end this run. A callback without any state is let through, so that
 * the library's refusal, and an error that a provider sent without state, reach the diagnosis.
 */
export async function openLoopbackListener(options: LoopbackListenerOptions): Promise<LoopbackListener> {
  const { onHit } = options;
  const redirectUri = new URL(options.redirectUri);
  const accepted = Promise.withResolvers<URL>();
  let expectedState: string | null = null;
  let isUsed = false;

  const judge = (url: URL): CallbackHitFacts['verdict'] => {
    const verdict = judgeCallback(url, redirectUri.pathname, expectedState, options.expects);
    if (verdict === 'accepted' && !isUsed) {
      isUsed = true;
      accepted.resolve(url);
    }
    return verdict;
  };

  const server = createServer({ maxHeaderSize: MAX_URL_BYTES }, (request, response) => {
    request.resume();
    if (isUsed) return answer(response, 410, 'used');
    const base = `http://${redirectUri.host}`;
    const url = URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base) : null;
    if (!url) return answer(response, 400, 'unknown');
    const verdict = readMethod(request) === 'GET' ? judge(url) : 'wrong-method';
    onHit({ via: 'listener', method: readMethod(request), url: url.href, verdict });
    answer(response, ...ANSWERS[verdict]);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'HPE_HEADER_OVERFLOW') {
      onHit({ via: 'listener', method: 'GET', url: redirectUri.href, verdict: 'too-large' });
    }
    socket.end('HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n');
  });

  const port = await listen(server, redirectUri);
  redirectUri.port = String(port);
  return {
    redirectUri: fillPort(options.redirectUri, port),
    accepted: accepted.promise,
    expect: (state) => {
      expectedState = state;
    },
    submit: (url) => judge(url),
    close: () => closeServer(server),
  };
}

const ANSWER_PARAMETERS = ['code', 'error', 'response', 'id_token', 'access_token'];

/** What a URL that reached the redirect URI is worth. `expectedState` null: nothing is expected yet. */
export function judgeCallback(
  url: URL,
  path: string,
  expectedState: string | null,
  expects: FrontChannelRequest['expects'] = 'authorization',
): CallbackHitFacts['verdict'] {
  if (url.pathname !== path) return 'wrong-path';
  const parameters = url.searchParams;
  // RP-Initiated Logout section 3: state is all that may come back, and a provider may drop it.
  const isCallback = expects === 'logout' || ANSWER_PARAMETERS.some((name) => parameters.has(name));
  if (!isCallback || expectedState === null) return 'not-a-callback';
  const states = parameters.getAll('state');
  return states.length === 0 || states.includes(expectedState) ? 'accepted' : 'wrong-state';
}

const ANSWERS: Record<CallbackHitFacts['verdict'], [status: number, page: CallbackPage]> = {
  accepted: [200, 'received'],
  'wrong-state': [400, 'otherAttempt'],
  'wrong-path': [404, 'unknown'],
  'not-a-callback': [400, 'unknown'],
  'wrong-method': [405, 'unknown'],
  'too-large': [431, 'unknown'],
};

function answer(response: ServerResponse, status: number, page: CallbackPage): void {
  response.writeHead(status, { ...PAGE_HEADERS, ...(status === 405 ? { allow: 'GET' } : {}) });
  response.end(CALLBACK_PAGES[page]);
}

function readMethod(request: IncomingMessage): string {
  return request.method ?? 'GET';
}

async function listen(server: Server, redirectUri: URL): Promise<number> {
  // Every name below localhost is loopback (RFC 6761 section 6.3), though not every resolver knows.
  const host = redirectUri.hostname.replace(/^\[|\]$/g, '').replace(/^.+\.(?=localhost$)/, '');
  const port = redirectUri.port === '' ? 80 : Number(redirectUri.port);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(describeListenError(error, host, port)));
    server.listen({ host, port }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function describeListenError(error: NodeJS.ErrnoException, host: string, port: number): LocalFlowError {
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} at ${host} is taken by another program.`,
    EACCES: `This user may not listen on port ${port}.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine.`,
  };
  const code = error.code ?? 'listen_failed';
  const message = messages[code] ?? `Listening at ${host}:${port} failed.`;
  return new LocalFlowError(code.toLowerCase(), message, { facts: { address: host, port } });
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // The browser's keep-alive connections would hold the port; the answer itself gets out first.
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 50);
  await closed;
  clearTimeout(timer);
}

/** The URI stays as it was written, since providers compare strings; only a port 0 is filled in. */
function fillPort(redirectUri: string, port: number): string {
  return redirectUri.replace(/^(http:\/\/[^/?#]*):0(?=[/?#]|$)/i, `$1:${port}`);
}
