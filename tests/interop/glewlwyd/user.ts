import { parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import { ALICE, SCOPES } from '../account';

const MAX_REQUESTS = 20;

interface UserOptions {
  origin: string;
  /** Trusts what the provider shows; plain `fetch` unless told. */
  fetch?: typeof fetch;
}

interface Landing {
  url: URL;
  form: URLSearchParams | null;
}

export type Decision = 'allows' | 'refuses';

export interface GlewlwydUser {
  /** Opens an authorization URL and goes on until a page of another origin has the answer. */
  signIn(authorizationUrl: string, decision?: Decision): Promise<void>;
  /** Opens a verification page, with the user code in its address, and confirms it. */
  approveDevice(verificationUri: string, decision?: Decision): Promise<void>;
  /** Answers the backchannel request that waits for her, as its list shows it. */
  decide(bindingMessage: string, decision?: Decision): Promise<void>;
}

/**
 * Alice in front of Glewlwyd: does over HTTP what its sign-in page does by script. Signs in, grants the
 * client what it asks for, and goes back to the page that sent her, with `g_continue`.
 */
export function createGlewlwydUser({ origin, fetch: send = fetch }: UserOptions): GlewlwydUser {
  const jar = new CookieJar();

  const request = async (url: URL, init: RequestInit = {}) => {
    const cookie = await jar.getCookieString(url.href);
    const response = await send(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const value of response.headers.getSetCookie()) await jar.setCookie(value, url.href);
    return response;
  };

  const callApi = async (method: 'POST' | 'PUT', path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await request(new URL(`${origin}/api${path}`), {
      method,
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };

  /** Rich authorization requests are agreed to one type at a time (RFC 9396). */
  const consentToDetails = async (page: URL): Promise<void> => {
    const [plugin, client] = [page.searchParams.get('plugin'), page.searchParams.get('client_id')];
    for (const type of page.searchParams.get('authorization_details')?.split(',') ?? []) {
      await callApi('PUT', `/${plugin}/rar/${client}/${type}/1`, {});
    }
  };

  /** What the sign-in page does with the address it was opened with; null where it only says something. */
  const passSignInPage = async (page: URL, decision: Decision): Promise<URL | null> => {
    const callbackUrl = page.searchParams.get('callback_url');
    const clientId = page.searchParams.get('client_id');
    if (callbackUrl === null || clientId === null) return null;
    await callApi('POST', '/auth/', ALICE);
    const scope = decision === 'allows' ? (page.searchParams.get('scope') ?? SCOPES.join(' ')) : '';
    await callApi('PUT', `/auth/grant/${encodeURIComponent(clientId)}`, { scope });
    await consentToDetails(page);
    const next = new URL(callbackUrl);
    next.search += next.search === '' ? 'g_continue' : '&g_continue';
    return next;
  };

  /** Follows what the provider says, up to an address of somebody else or a page that asks for nothing. */
  const browse = async (start: string, decision: Decision): Promise<Landing> => {
    let next = new URL(start);
    let passedBefore: string | null = null;
    for (let count = 0; count < MAX_REQUESTS; count += 1) {
      if (next.origin !== origin) return { url: next, form: null };
      if (next.pathname === '/login.html') {
        const passed = await passSignInPage(next, decision);
        // Sent back to where she was: the page would only say that something is not available.
        if (!passed || passed.href === passedBefore) return { url: next, form: null };
        passedBefore = passed.href;
        next = passed;
        continue;
      }
      const response = await request(next, { headers: { accept: 'text/html' } });
      const location = response.headers.get('location');
      const page = await response.text();
      if (location === null) return readForm(page, next);
      next = new URL(location, next);
    }
    throw new Error(`Glewlwyd never stopped redirecting: ${next.href}`);
  };

  return {
    async signIn(authorizationUrl, decision = 'allows') {
      const landing = await browse(authorizationUrl, decision);
      if (landing.url.origin !== origin) await deliver(landing);
    },
    async approveDevice(verificationUri, decision = 'allows') {
      await browse(verificationUri, decision);
    },
    async decide(bindingMessage, decision = 'allows') {
      await callApi('POST', '/auth/', ALICE);
      const list = await request(new URL(`${origin}/api/oidc/ciba_user_list`));
      const waiting = (await list.json()) as { user_req_id: string; binding_message?: string }[];
      const mine = waiting.find((each) => each.binding_message === bindingMessage);
      if (!mine) throw new Error(`No request waits with the message ${bindingMessage}.`);
      const answer = decision === 'allows' ? '' : '&cancel';
      await browse(`${origin}/api/oidc/ciba_user_check?user_req_id=${mine.user_req_id}${answer}`, decision);
    },
  };
}

/** A form that a page submits by script (OAuth 2.0 Form Post Response Mode). */
function readForm(page: string, url: URL): Landing {
  const form = parse(page).querySelector('form');
  const action = form?.getAttribute('action');
  if (!form || action === undefined) return { url, form: null };
  const fields = form
    .querySelectorAll('input')
    .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']);
  return { url: new URL(action, url), form: new URLSearchParams(fields.filter(([name]) => name !== '')) };
}

/** Brings the answer to the client, without a cookie; a fragment as the script of the page served there would. */
async function deliver({ url, form }: Landing): Promise<void> {
  const answer = await fetch(url, form ? { method: 'POST', body: form } : {});
  const relay = url.hash === '' ? null : parse(await answer.text()).querySelector('main[data-relay]');
  if (!relay) return;
  await fetch(`${url.origin}${url.pathname}${url.search}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain', 'X-Fragment-Relay': relay.getAttribute('data-relay') ?? '' },
    body: url.hash.slice(1),
  });
}
