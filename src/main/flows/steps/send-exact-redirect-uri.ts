/**
 * The library derives redirect_uri from the callback and so drops a query of its own and normalises
 * the rest; providers compare strings (RFC 6749 section 4.1.3, RFC 9700 section 4.1.3). This puts back
 * the one that the authorization request carried.
 */
export function sendExactRedirectUri(
  fetch: typeof globalThis.fetch,
  redirectUri: string,
): typeof globalThis.fetch {
  return (input, init) => {
    const form = new URLSearchParams(String(init?.body ?? ''));
    if (!form.has('redirect_uri') || form.get('redirect_uri') === redirectUri) return fetch(input, init);
    form.set('redirect_uri', redirectUri);
    return fetch(input, { ...init, body: form });
  };
}
