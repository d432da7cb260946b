import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '@shared/model/parse-profile';

/** Browsers send about twenty; whatever sends more is none (RFC 9110 section 5.4 leaves the limit to us). */
export const MAX_HEADERS = 100;

/**
 * The URL that a request is about, at the listener's own origin whatever the Host header says. Null for a
 * target that is not a path (RFC 9112 section 3.2), and for one that reads otherwise once it is
 * normalised, such as `//evil/callback` or `/x/../callback`: the path must be exact as it was sent.
 */
export function readTarget(target: string | undefined, origin: string): URL | null {
  if (!target?.startsWith('/')) return null;
  const url = URL.parse(`${origin}${target}`);
  const path = target.split(/[?#]/, 1)[0];
  return url && url.origin === origin && url.pathname === path ? url : null;
}

/**
 * A page that points its own name at this machine sends that name as Host (DNS rebinding), so it must be a
 * loopback name with the listener's port, and there once (RFC 9112 section 3.2).
 */
export function isOwnHost({ headersDistinct }: IncomingMessage, port: number, protocol: string): boolean {
  const [host = '', ...more] = headersDistinct['host'] ?? [];
  const url = URL.parse(`${protocol}//${host}`);
  if (!url || more.length > 0 || url.pathname !== '/' || url.username !== '' || /[\s/?#@]/.test(host))
    return false;
  const defaultPort = protocol === 'https:' ? 443 : 80;
  return isLoopbackHost(url.hostname) && Number(url.port === '' ? defaultPort : url.port) === port;
}

/**
 * False where the browser says that a page loads the address as an image, a script or the like, in place of
 * going there (Fetch Metadata, Sec-Fetch-Dest). What is no browser does not say, and is not told apart.
 */
export function isNavigation({ headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document';
}
