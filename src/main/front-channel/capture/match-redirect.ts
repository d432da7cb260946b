/** True for a URL that leads to the redirect URI, whatever parameters it carries. */
export type MatchRedirect = (url: URL) => boolean;

/**
 * Compares as a browser addresses: scheme, host, port and path, each parsed and whole (RFC 9700 section
 * 4.1). Never by prefix, and never by what the URL carries: a `code` is in other URLs too. User
 * information, query and fragment are no part of the address.
 */
export function createRedirectMatcher(redirectUri: string): MatchRedirect {
  const target = new URL(redirectUri);
  return (url) =>
    url.protocol === target.protocol && url.host === target.host && url.pathname === target.pathname;
}

/** True where the system hands the URL to an application (RFC 8252 section 7.1), so that no network request is made. */
export function hasOwnScheme(url: URL): boolean {
  return url.protocol !== 'http:' && url.protocol !== 'https:';
}

/** Where a redirect leads; a fragment is inherited where the new address has none (RFC 9110 section 10.2.2). */
export function resolveLocation(location: string, requestUrl: URL): URL | null {
  const url = URL.parse(location, requestUrl.href);
  if (url && url.hash === '' && !location.includes('#')) url.hash = requestUrl.hash;
  return url;
}
