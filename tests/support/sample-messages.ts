import type { ErrorRecord } from '@shared/model/error-record';
import type { ExchangePurpose, HeaderList, RecordedBody, RecordedRequest } from '@shared/model/exchange';

export const ISSUER = 'https://id.acme.example';
export const RESOURCE_URL = 'https://api.acme.example/me';
export const REDIRECT_URI = 'http://127.0.0.1:53682/callback';
export const STARTED_AT = Date.UTC(2026, 0, 15, 9, 30);

/** The secret values of the default session: a finding or a report must hold none of them. */
export const SECRETS = {
  clientSecret: 'kept-secret-8f2c71d0',
  code: 'authz-code-5b1e9f33',
  state: 'state-value-2d4470aa',
  nonce: 'nonce-value-91ac33b7',
  codeVerifier: 'M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag',
  accessToken: 'access-token-c0ffee42',
  refreshToken: 'refresh-token-7e7e7e7e',
};

/** The S256 challenge of SECRETS.codeVerifier. */
export const CODE_CHALLENGE = 'qjrzSW9gMiUgpUvqgEPE4_-8swvyCtfOVvg55o5S_es';

export const SERVER_METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/jwks`,
  scopes_supported: ['openid', 'profile', 'email'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
};

/** What an endpoint answers; `error` instead of an answer for a failure on the network. */
export interface Answer {
  status?: number;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON. */
  body?: unknown;
  error?: Partial<ErrorRecord>;
}

export type Parameters = Record<string, string | undefined>;

export const AUTHORIZE_DEFAULTS: Parameters = {
  response_type: 'code',
  client_id: 'web',
  redirect_uri: REDIRECT_URI,
  scope: 'openid profile',
  state: SECRETS.state,
  nonce: SECRETS.nonce,
  code_challenge: CODE_CHALLENGE,
  code_challenge_method: 'S256',
};

export const CALLBACK_DEFAULTS: Parameters = { code: SECRETS.code, state: SECRETS.state, iss: ISSUER };

const TOKEN_DEFAULTS: Parameters = {
  grant_type: 'authorization_code',
  code: SECRETS.code,
  redirect_uri: REDIRECT_URI,
  code_verifier: SECRETS.codeVerifier,
};

export const ID_TOKEN = [
  encodeBase64Url('{"alg":"RS256","kid":"k1"}'),
  encodeBase64Url(
    JSON.stringify({
      iss: ISSUER,
      sub: 'alice',
      aud: 'web',
      nonce: SECRETS.nonce,
      iat: STARTED_AT / 1000,
      exp: STARTED_AT / 1000 + 3600,
    }),
  ),
  encodeBase64Url('not a real signature'),
].join('.');

export const TOKEN_RESPONSE = {
  access_token: SECRETS.accessToken,
  refresh_token: SECRETS.refreshToken,
  id_token: ID_TOKEN,
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'openid profile',
};

export function buildRequest(
  purpose: ExchangePurpose,
  method: string,
  url: string,
  options: { token?: Parameters; tokenHeaders?: Record<string, string> },
): RecordedRequest {
  const headers: HeaderList = [['accept', 'application/json']];
  if (purpose === 'userinfo' || purpose === 'resource') {
    headers.push(['authorization', `Bearer ${SECRETS.accessToken}`]);
  }
  if (purpose !== 'token') return { method, url, headers, body: null };
  const form = withQuery('', { ...TOKEN_DEFAULTS, ...options.token }).slice(1);
  const sent: Record<string, string> = {
    authorization: `Basic ${btoa(`web:${SECRETS.clientSecret}`)}`,
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    ...options.tokenHeaders,
  };
  headers.push(...Object.entries(sent));
  return { method, url, headers, body: toBody(form) };
}

export function buildResponse({ status = 200, headers = {}, body = '' }: Answer) {
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body);
  const sent = isText ? headers : { 'content-type': 'application/json', ...headers };
  const list: HeaderList = Object.entries(sent).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  return { status, statusText: '', headers: list, body: text === '' ? null : toBody(text) };
}

function toBody(text: string): RecordedBody {
  return { text, encoding: 'utf8', bodyBytes: text.length, truncated: false };
}

export function withQuery(base: string, parameters: Parameters): string {
  const present = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return `${base}?${new URLSearchParams(present)}`;
}

function encodeBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
