import { decodeJwt } from 'jose';
import { type CarelessReply, type CarelessState, randomText } from './careless-state';
import { signIdToken } from './issue-tokens';

/** Where a client is sent that names no redirect URI: some client has it. */
const SOME_REDIRECT_URI = 'http://127.0.0.1/callback';

/** The parameters of a request: plain, pushed, or in a request object that nobody verifies. */
export function readRequestParameters(state: CarelessState, sent: URLSearchParams): URLSearchParams {
  const parameters = state.findPushed(sent.get('request_uri') ?? '') ?? sent;
  const request = parameters.get('request');
  if (request === null) return parameters;
  const claims = Object.entries(decodeJwt(request)).map(
    ([name, value]) => [name, String(value)] as [string, string],
  );
  return new URLSearchParams(claims);
}

/** Sends the browser back with all that was asked for, and the state as it came: without its escapes. */
export async function answerAuthorization(
  state: CarelessState,
  asked: URLSearchParams,
): Promise<CarelessReply> {
  const redirectUri = asked.get('redirect_uri') ?? SOME_REDIRECT_URI;
  const types = (asked.get('response_type') ?? 'code').split(' ');
  const isFragment = types.includes('id_token') || types.includes('token');
  const answer = await buildAnswer(state, asked, types);
  const text = Object.entries(answer)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  if (asked.get('response_mode') === 'form_post') return { body: renderForm(redirectUri, answer) };
  const mode = asked.get('response_mode') ?? (isFragment ? 'fragment' : 'query');
  const separator = mode === 'fragment' ? '#' : redirectUri.includes('?') ? '&' : '?';
  return { status: 302, location: `${redirectUri}${separator}${text}` };
}

async function buildAnswer(
  state: CarelessState,
  asked: URLSearchParams,
  types: readonly string[],
): Promise<Record<string, string>> {
  const request = {
    clientId: asked.get('client_id') ?? '',
    scope: asked.get('scope') ?? '',
    nonce: asked.get('nonce'),
  };
  const isImplicit = !types.includes('code') && (types.includes('id_token') || types.includes('token'));
  const code = isImplicit ? null : randomText();
  const accessToken = types.includes('token') ? randomText() : null;
  if (code !== null) state.requests.set(code, request);
  const sent = asked.get('state');
  return {
    ...(code === null ? {} : { code }),
    ...(accessToken === null ? {} : { access_token: accessToken, token_type: 'Bearer', expires_in: '3600' }),
    ...(types.includes('id_token')
      ? { id_token: await signIdToken(state, request, { code, accessToken }) }
      : {}),
    ...(sent === null ? {} : { state: sent }),
  };
}

function renderForm(action: string, fields: Record<string, string>): string {
  const escapeText = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  );
  return `<!doctype html><html lang="en"><title>Signed in</title><form method="post" action="${escapeText(action)}">${inputs.join('')}<button type="submit">Go on</button></form><script>document.forms[0].submit()</script></html>`;
}
