import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseJsonObject } from '@shared/model/read-message';
import type { CallbackHitFacts, PingListener, PingListenerRequest } from '../flows/flow';
import { openHitBook } from './hit-book';
import { fillPort, openPort } from './loopback-port';

/** A ping is one id; more than this is none. */
const MAX_BODY_BYTES = 16 * 1024;

/**
 * Listens for the ping of OpenID Connect CIBA Core section 10.2 at exactly the notification URI: POST with
 * this run's notification token as bearer token, and JSON about this run's request. What does not fit is
 * answered, reported as a hit, and not fatal: anybody on this machine can reach the port.
 */
export async function openPingListener(request: PingListenerRequest): Promise<PingListener> {
  const notificationUri = new URL(request.notificationUri);
  const expected = Promise.withResolvers<string | null>();
  const pinged = Promise.withResolvers<void>();

  const judge = async (message: IncomingMessage, url: URL): Promise<CallbackHitFacts['verdict']> => {
    if (url.pathname !== notificationUri.pathname) return 'wrong-path';
    if (message.method !== 'POST') return 'wrong-method';
    if (!hasToken(message, request.notificationToken)) return 'wrong-token';
    const body = await readBody(message);
    if (body === null) return 'too-large';
    const authReqId = parseJsonObject(body)?.['auth_req_id'];
    // The ping may be faster than the answer that says which request is ours.
    return typeof authReqId === 'string' && authReqId === (await expected.promise)
      ? 'accepted'
      : 'wrong-request';
  };

  const book = openHitBook(request.onHit);
  const receive = async (message: IncomingMessage, response: ServerResponse) => {
    message.on('error', () => {});
    const base = `http://${notificationUri.host}`;
    const url = URL.parse(message.url ?? '', base) ?? new URL(base);
    const verdict = await judge(message, url).catch(() => 'wrong-request' as const);
    message.resume();
    book.record({ via: 'listener', method: message.method ?? 'POST', url: url.href, verdict });
    response.writeHead(STATUSES[verdict], HEADERS[verdict] ?? {}).end();
    if (verdict === 'accepted') pinged.resolve();
  };
  const open = await openPort(() => createServer(receive), notificationUri);
  notificationUri.port = String(open.port);
  return {
    notificationUri: fillPort(request.notificationUri, open.port),
    expect: (authReqId) => expected.resolve(authReqId),
    pinged: pinged.promise,
    async close() {
      expected.resolve(null);
      await open.close();
    },
  };
}

/** CIBA Core section 10.2 asks for 204; a token that is wrong is answered as RFC 6750 section 3 says. */
const STATUSES: Record<CallbackHitFacts['verdict'], number> = {
  accepted: 204,
  'wrong-token': 401,
  'wrong-request': 400,
  'wrong-path': 404,
  'wrong-method': 405,
  'too-large': 413,
  'wrong-state': 400,
  'not-a-callback': 400,
  'wrong-host': 421,
  malformed: 400,
  'too-slow': 408,
  'already-used': 410,
  'not-secure': 400,
};

const HEADERS: Partial<Record<CallbackHitFacts['verdict'], Record<string, string>>> = {
  'wrong-token': { 'www-authenticate': 'Bearer error="invalid_token"' },
  'wrong-method': { allow: 'POST' },
};

/** Compared by digest, so that the time taken tells nothing about the token. */
function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const presented = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(presented), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Null where it is too large. */
async function readBody(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of message) {
    bodyBytes += (chunk as Buffer).length;
    if (bodyBytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
