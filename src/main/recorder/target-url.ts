import { LocalFlowError } from '../flows/flow-errors';
import type { NetworkOptions } from './network';

/**
 * The URL to send to, or a refusal before anything is sent. Messages never repeat the URL: it may hold
 * a password or a code.
 */
export function readTargetUrl(text: string, network: NetworkOptions): URL {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new LocalFlowError('url_scheme_not_supported', 'Only http and https URLs can be requested.', {
      facts: { scheme: url.protocol.slice(0, -1) },
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new LocalFlowError(
      'url_has_credentials',
      'A URL with a user name or password in it is not requested.',
    );
  }
  const reason = network.refuse(url);
  if (reason !== null) throw new LocalFlowError('own_origin_refused', reason);
  return url;
}

export interface ProxyTarget {
  url: URL;
  /** The value of Proxy-Authorization, where the proxy's URL names a user. */
  authorization: string | null;
}

export function readProxy(text: string | null): ProxyTarget | null {
  if (text === null) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new LocalFlowError('proxy_not_supported', 'Only http and https proxies are supported.', {
      facts: { scheme: url.protocol.slice(0, -1) },
    });
  }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const authorization = user === ':' ? null : `Basic ${Buffer.from(user).toString('base64')}`;
  return { url, authorization };
}

/** Host name or address for a socket: IPv6 without its brackets. */
export function readHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

export function readPort(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

export function formatAuthority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
