import { type HTMLElement, parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import { LocalFlowError } from '../flows/flow-errors';
import type { PracticeSignIn } from '../host/services';
import { PRACTICE_PASSWORD } from './accounts';

const MAX_REQUESTS = 20;

/** What a user would type, by the name of the field. */
const ANSWERS: Record<string, string> = { username: 'alice', password: PRACTICE_PASSWORD };

interface BrowserRequest {
  method: 'GET' | 'POST';
  url: URL;
  form: URLSearchParams | null;
}

/**
 * A user without a browser: opens the authorization URL, signs in as alice, allows everything, and
 * follows the redirects until one leads to `redirectUri`, which it requests too, with the form or the
 * fragment that the answer may come in; without one, up to the page that asks for nothing more. Throws a
 * LocalFlowError with code `provider_error_page` where the provider shows a page it cannot get past.
 */
export async function signInAtPractice(options: PracticeSignIn): Promise<void> {
  const jar = new CookieJar();
  let request: BrowserRequest = { method: 'GET', url: new URL(options.authorizationUrl), form: null };
  let submittedForm: string | null = null;
  for (let count = 0; count < MAX_REQUESTS; count += 1) {
    if (isCallback(request.url, options.redirectUri)) return deliver(request, options);
    const response = await send(request, jar, options);
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      request = { method: 'GET', url: new URL(location, request.url), form: null };
      continue;
    }
    const next = fillForm(await response.text(), request.url);
    const signature = next && `${next.url} ${next.form}`;
    if (!next && options.redirectUri === null && response.ok) return;
    if (!next || signature === submittedForm) throw describeStop(response, request.url);
    submittedForm = signature;
    request = next;
  }
  throw new LocalFlowError('provider_error_page', 'The provider redirected too many times.');
}

/** Brings the answer, without a cookie; a fragment as the script of the page that is served there would. */
async function deliver({ method, url, form }: BrowserRequest, options: PracticeSignIn): Promise<void> {
  const init = { redirect: 'manual', signal: options.signal } as const;
  const answer = await options.fetch(url, { ...init, method, ...(form === null ? {} : { body: form }) });
  const page = await answer.text();
  const relay = url.hash === '' ? null : parse(page).querySelector('main[data-relay]');
  if (!relay) return;
  const handed = await options.fetch(`${url.origin}${url.pathname}${url.search}`, {
    ...init,
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', 'X-Fragment-Relay': relay.getAttribute('data-relay') ?? '' },
    body: url.hash.slice(1),
  });
  await handed.arrayBuffer();
}

async function send(request: BrowserRequest, jar: CookieJar, options: PracticeSignIn): Promise<Response> {
  const cookie = await jar.getCookieString(request.url.href);
  const response = await options.fetch(request.url, {
    method: request.method,
    redirect: 'manual',
    signal: options.signal,
    headers: { Accept: 'text/html', ...(cookie === '' ? {} : { Cookie: cookie }) },
    ...(request.form === null ? {} : { body: request.form }),
  });
  for (const value of response.headers.getSetCookie()) await jar.setCookie(value, request.url.href);
  return response;
}

/**
 * The submission of the page's form with its first button, or null where there is no form to fill in. A
 * form of hidden fields alone needs no button: its page submits it by script.
 */
function fillForm(page: string, pageUrl: URL): BrowserRequest | null {
  const form = parse(page).querySelector('form[method=post]');
  if (!form) return null;
  const inputs = form.querySelectorAll('input');
  const isHidden = inputs.length > 0 && inputs.every((input) => input.getAttribute('type') === 'hidden');
  // The page of a logout has its buttons beside the form.
  const button = form.querySelector('button[type=submit]') ?? findOutsideButton(form);
  if (!button && !isHidden) return null;
  const fields = new URLSearchParams();
  for (const input of inputs) {
    const name = input.getAttribute('name');
    if (name !== undefined) fields.set(name, ANSWERS[name] ?? input.getAttribute('value') ?? '');
  }
  if (button) addButton(fields, button);
  return { method: 'POST', url: new URL(form.getAttribute('action') ?? '', pageUrl), form: fields };
}

function findOutsideButton(form: HTMLElement): HTMLElement | null {
  const id = form.getAttribute('id');
  const buttons = form.parentNode?.querySelectorAll('button[type=submit]') ?? [];
  return buttons.find((button) => id !== undefined && button.getAttribute('form') === id) ?? null;
}

function addButton(fields: URLSearchParams, button: HTMLElement): void {
  const name = button.getAttribute('name');
  if (name !== undefined) fields.set(name, button.getAttribute('value') ?? '');
}

function describeStop(response: Response, url: URL): LocalFlowError {
  return new LocalFlowError(
    'provider_error_page',
    `The provider showed a page with status ${response.status} instead of redirecting back.`,
    { facts: { status: response.status, url: `${url.origin}${url.pathname}` } },
  );
}

function isCallback(url: URL, redirectUri: string | null): boolean {
  if (redirectUri === null) return false;
  const target = new URL(redirectUri);
  return url.origin === target.origin && url.pathname === target.pathname;
}
