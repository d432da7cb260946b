import { type HTMLElement, parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';

/** Where the browser stopped: a page, or (`status` 0) the first address outside of its origin. */
export interface BrowserPage {
  url: URL;
  status: number;
  headers: Headers;
  document: HTMLElement;
}

/** A browser without script: keeps cookies, follows redirects within `origin`, submits forms. */
export function createPracticeBrowser(origin: string) {
  const jar = new CookieJar();
  const cookieNames = new Set<string>();

  const request = async (url: URL, init: RequestInit = {}): Promise<BrowserPage> => {
    if (url.origin !== origin) return { url, status: 0, headers: new Headers(), document: parse('') };
    const cookie = await jar.getCookieString(url.href);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { Accept: 'text/html', cookie },
    });
    for (const value of response.headers.getSetCookie()) {
      const cookie = await jar.setCookie(value, url.href);
      if (cookie) cookieNames.add(cookie.key);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    if (location !== null) return request(new URL(location, url));
    return { url, status: response.status, headers: response.headers, document: parse(text) };
  };

  return {
    /** Names of all cookies that were ever set. */
    cookieNames,
    open: (url: URL | string) => request(new URL(url)),
    /** Fills in the form by field name and presses the button that says `label`. */
    submit(page: BrowserPage, label: string, fields: Record<string, string> = {}): Promise<BrowserPage> {
      const form = page.document.querySelector('form');
      const button = page.document.querySelectorAll('button').find((each) => each.text.trim() === label);
      if (!form || !button) throw new Error(`No button "${label}" on ${page.url.href}`);
      const body = new URLSearchParams();
      for (const input of form.querySelectorAll('input')) {
        const name = input.getAttribute('name') ?? '';
        body.set(name, fields[name] ?? input.getAttribute('value') ?? '');
      }
      const name = button.getAttribute('name');
      if (name !== undefined) body.set(name, button.getAttribute('value') ?? '');
      return request(new URL(form.getAttribute('action') ?? '', page.url), { method: 'POST', body });
    },
  };
}
