/** The only page the window ever shows. */
export const PAGE_URL = 'app://grantscope/index.html';

export const APP_SCHEME = 'app';

/**
 * True for the page itself. Compared by scheme and host, because the `origin` of a URL with a scheme of
 * our own is opaque. `pageUrl` is another one only while developing.
 */
export function isOwnPage(url: string, pageUrl: string = PAGE_URL): boolean {
  const parsed = URL.parse(url);
  const page = new URL(pageUrl);
  return parsed !== null && parsed.protocol === page.protocol && parsed.host === page.host;
}
