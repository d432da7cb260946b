/**
 * The one test of what may be handed to the operating system to open: an absolute http(s) URL. Anything
 * else (file:, javascript:, an application's own scheme) could run a program. Null where it is refused.
 */
export function parseExternalUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}
