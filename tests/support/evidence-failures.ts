import type { ExchangeView, SessionView } from '@shared/model/session';
import { changeExchanges, changeSteps, makeJwt, sendHeader } from './change-session';
import { buildSession, REDIRECT_URI, SECRETS, type TraceOptions } from './session-builder';

export interface EvidenceSample {
  id: string;
  fires: SessionView;
  misses: SessionView;
  /** The general entry that comes first, where `id` can only be suggested beside it; null where `id` comes first. */
  behind: string | null;
}

export const refused = (error: string, description?: string, more: TraceOptions = {}): SessionView =>
  buildSession({
    failAt: 'token',
    answers: { token: { status: 400, body: { error, error_description: description } } },
    ...more,
  });
const returned = (error: string, description?: string): SessionView =>
  buildSession({ failAt: 'callback', callback: { error, error_description: description, code: undefined } });
const status = (
  code: number,
  purpose: 'token' | 'resource' | 'userinfo' = 'resource',
  body = '',
): SessionView => buildSession({ failAt: purpose, answers: { [purpose]: { status: code, body } } });
const challenged = (field: string, purpose: 'token' | 'resource' | 'userinfo' = 'resource'): SessionView =>
  buildSession({
    failAt: purpose,
    answers: { [purpose]: { status: 401, headers: { 'WWW-Authenticate': field }, body: { fault: 'no' } } },
  });
const failed = (code: string | null, message: string): SessionView =>
  buildSession({ failAt: 'token', answers: { token: { body: '{}' } }, error: { code, message } });
export const page = (code: number, body: string, authorize: TraceOptions['authorize'] = {}): SessionView =>
  buildSession({
    authorize,
    failAt: 'callback',
    pages: [{ status: code, body }],
    error: { name: 'TimeoutError', code: 'callback_timeout', source: 'local' },
  });

/** The token request once more, after a first one that `change` made of it. */
export function sendTwice(session: SessionView, change: (first: ExchangeView) => ExchangeView): SessionView {
  return changeSteps(session, (step) => ({
    ...step,
    exchanges: step.exchanges.flatMap((each) =>
      each.purpose === 'token'
        ? [change({ ...each, id: 'first', startedAt: each.startedAt - 900 }), each]
        : [each],
    ),
  }));
}

const answerWith = (code: number, body: unknown) => (exchange: ExchangeView) => ({
  ...exchange,
  response: exchange.response
    ? {
        ...exchange.response,
        status: code,
        body: { text: JSON.stringify(body), encoding: 'utf8' as const, bodyBytes: 9, truncated: false },
      }
    : null,
});

const withToken = (token: string, scheme = 'Bearer', purpose: 'resource' | 'userinfo' = 'resource') =>
  sendHeader(
    challenged('Bearer error="invalid_token"', purpose),
    purpose,
    'authorization',
    `${scheme} ${token}`,
  );

/** A request for another endpoint than the ones that the builder knows. */
export const pushed = (session: SessionView, url = 'https://id.acme.example/par'): SessionView =>
  changeExchanges(session, 'token', (each) => ({
    ...each,
    purpose: 'other',
    request: { ...each.request, url },
  }));

const REFRESH = { grant_type: 'refresh_token', refresh_token: SECRETS.refreshToken, code: undefined };
const DEVICE = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', code: undefined };
const SERVICE = { grant_type: 'client_credentials', code: undefined };
const DEFAULT_JWT = makeJwt({ sub: 'alice' });

const PAGES_IN_A_CIRCLE = Array.from({ length: 6 }, () => ({
  status: 302,
  headers: { Location: '/authorize' },
}));

const GRANTS: EvidenceSample[] = [
  first(
    'invalid-grant-code-expired',
    refused('invalid_grant', 'The code has expired'),
    refused('invalid_grant', 'Code is invalid or expired'),
  ),
  first(
    'invalid-grant-code-expired',
    refused('invalid_grant', undefined, { delays: { token: 95_000 } }),
    refused('invalid_grant', undefined, { delays: { token: 20_000 } }),
  ),
  first(
    'invalid-grant-code-reused',
    refused('invalid_grant', 'The code was already used'),
    refused('invalid_grant', 'Code not found or already used'),
  ),
  first(
    'invalid-grant-code-reused',
    sendTwice(refused('invalid_grant'), (first) => first),
    sendTwice(refused('invalid_grant'), answerWith(400, { error: 'use_dpop_nonce' })),
  ),
  first(
    'invalid-grant-redirect-uri-mismatch',
    refused('invalid_grant', undefined, { token: { redirect_uri: `${REDIRECT_URI}/` } }),
    refused('invalid_grant', undefined, { token: REFRESH }),
  ),
  first(
    'invalid-grant-pkce-mismatch',
    refused('invalid_grant', undefined, { token: { code_verifier: 'v'.repeat(43) } }),
    refused('invalid_grant'),
  ),
  first(
    'invalid-grant-pkce-mismatch',
    refused('invalid_grant', 'The PKCE verifier is wrong'),
    refused('invalid_grant', 'Verification failed'),
  ),
  first(
    'invalid-grant-refresh-token',
    refused('invalid_grant', undefined, { token: REFRESH }),
    refused('invalid_grant'),
  ),
  first(
    'invalid-grant-refresh-token',
    sendTwice(
      refused('invalid_grant', undefined, { token: REFRESH }),
      answerWith(200, { access_token: 'fresh-token' }),
    ),
    refused('invalid_client', undefined, { token: REFRESH }),
  ),
  first(
    'token-code-verifier-missing',
    refused('invalid_grant', undefined, { token: { code_verifier: undefined } }),
    refused('invalid_grant', undefined, {
      token: { code_verifier: undefined },
      authorize: { code_challenge: undefined },
    }),
  ),
  first(
    'token-code-verifier-missing',
    refused('invalid_request', 'code_verifier is required'),
    refused('invalid_request', 'code is required'),
  ),
  first(
    'token-code-verifier-malformed',
    refused('invalid_request', undefined, { token: { code_verifier: 'short' } }),
    refused('invalid_request'),
  ),
  first(
    'token-code-verifier-unexpected',
    refused('invalid_grant', undefined, { authorize: { code_challenge: undefined } }),
    refused('invalid_grant'),
  ),
  first(
    'authz-code-challenge-malformed',
    returned('invalid_request', 'code_challenge must be 43 characters'),
    returned('invalid_request', 'code_challenge required'),
  ),
  first(
    'unsupported-response-mode',
    returned('unsupported_response_mode'),
    returned('unsupported_response_type'),
  ),
  first(
    'device-code-unknown',
    refused('invalid_grant', undefined, { token: DEVICE }),
    refused('expired_token', undefined, { token: DEVICE }),
  ),
];

const FORMATS: EvidenceSample[] = [
  first(
    'token-redirect-uri-mismatch',
    refused('unauthorized_client', undefined, { token: { redirect_uri: undefined } }),
    refused('unauthorized_client'),
  ),
  first(
    'client-authenticated-twice',
    refused('invalid_request', undefined, { token: { client_secret: SECRETS.clientSecret } }),
    refused('invalid_request'),
  ),
  first(
    'client-basic-malformed',
    refused('invalid_client', undefined, { tokenHeaders: { authorization: 'Basic web:secret' } }),
    refused('invalid_client', undefined, {
      tokenHeaders: { authorization: 'Basic [redacted:credential-1]' },
    }),
  ),
  first(
    'client-basic-encoding',
    refused('invalid_client', undefined, { tokenHeaders: { authorization: `Basic ${btoa('web:s+cr%et')}` } }),
    refused('invalid_client', undefined, { tokenHeaders: { authorization: `Basic ${btoa('web:s/cret=')}` } }),
  ),
  below(
    'client-basic-encoding',
    'invalid-client',
    refused('invalid_client', undefined, {
      tokenHeaders: { authorization: `Basic ${btoa('web:s%2Bcret')}` },
    }),
    refused('invalid_client'),
  ),
  first(
    'token-request-not-form',
    refused('invalid_request', undefined, { tokenHeaders: { 'content-type': 'application/json' } }),
    refused('invalid_request'),
  ),
  first(
    'oauth-error-not-standard',
    buildSession({
      failAt: 'token',
      answers: { token: { status: 400, body: { code: 4711, message: 'no' } } },
    }),
    refused('invalid_request'),
  ),
  first('token-error-without-body', status(400, 'token'), status(400, 'token', 'Bad Request: code')),
  first('par-error-without-body', pushed(status(401, 'token')), pushed(status(401, 'token', 'denied'))),
  first('resource-error-without-body', status(403, 'resource'), status(403, 'resource', 'role missing')),
  first('authorization-page-empty', page(403, ''), page(403, '<p>Not allowed</p>')),
  first(
    'cors-blocked',
    failed(null, 'Access to fetch has been blocked by CORS policy'),
    failed(null, 'Access to fetch has been blocked'),
  ),
  first(
    'cors-blocked',
    sendHeader(
      sendHeader(status(403, 'userinfo', 'no'), 'userinfo', 'origin', 'https://app.acme.example'),
      'userinfo',
      'sec-fetch-mode',
      'cors',
    ),
    sendHeader(status(403, 'userinfo', 'no'), 'userinfo', 'origin', 'https://app.acme.example'),
  ),
  first(
    'http-on-tls-port',
    status(400, 'token', 'The plain HTTP request was sent to HTTPS port'),
    status(400, 'token', 'HTTPS port'),
  ),
  first(
    'par-request-uri-nested',
    pushed(refused('invalid_request', 'request_uri must not be used here')),
    pushed(refused('invalid_request', 'request_uri is unknown')),
  ),
  first(
    'par-request-uri-other-client',
    returned('invalid_request', 'request_uri was issued to another client'),
    returned('invalid_request', 'request_uri has expired'),
  ),
  first(
    'oidc-prompt-none-ignored',
    page(200, '<title>Sign in</title>', { prompt: 'none' }),
    page(200, '<title>Sign in</title>', { prompt: 'login' }),
  ),
  first(
    'oidc-prompt-none-needs-hint',
    returned('invalid_request', 'id_token_hint is required with prompt none'),
    returned('login_required'),
  ),
  first(
    'oidc-nonce-required',
    returned('invalid_request', 'Missing parameter: nonce'),
    returned('invalid_request', 'announcement required'),
  ),
  first(
    'oidc-max-age-refused',
    returned('invalid_request', 'Invalid max_age'),
    returned('invalid_request', 'Invalid max_stale'),
  ),
  first(
    'oidc-openid-scope-missing',
    buildSession({
      failAt: 'userinfo',
      authorize: { scope: 'profile' },
      answers: { userinfo: { status: 403, body: { fault: 1 } } },
    }),
    buildSession({ failAt: 'userinfo', answers: { userinfo: { status: 403, body: { fault: 1 } } } }),
  ),
  first(
    'callback-encoded-twice',
    buildSession({
      failAt: 'callback',
      callback: { code: undefined, state: undefined, iss: undefined, 'code=x&state': 'y' },
    }),
    buildSession({
      failAt: 'callback',
      callback: { code: undefined, state: undefined, iss: undefined, 'code%20': 'y' },
    }),
  ),
  first(
    'discovery-behind-sign-on',
    buildSession({
      failAt: 'discovery',
      answers: {
        discovery: { status: 302, headers: { Location: 'https://sso.acme.example/login' }, body: 'x' },
      },
    }),
    buildSession({
      failAt: 'discovery',
      answers: { discovery: { status: 302, headers: { Location: 'https://id.acme.example/v2' }, body: 'x' } },
    }),
  ),
];

const BEARER: EvidenceSample[] = [
  first(
    'mtls-bound-token-mismatch',
    withToken(makeJwt({ cnf: { 'x5t#S256': 'abc' } })),
    withToken(DEFAULT_JWT),
  ),
  first(
    'mtls-bound-token-mismatch',
    challenged('Bearer error="invalid_token", error_description="certificate thumbprint mismatch"'),
    challenged('Bearer error="invalid_token"'),
  ),
  first(
    'dpop-bound-token-as-bearer',
    withToken(makeJwt({ cnf: { jkt: 'abc' } })),
    withToken(makeJwt({ cnf: { jkt: 'abc' } }), 'DPoP'),
  ),
  first(
    'userinfo-without-user',
    buildSession({
      failAt: 'userinfo',
      token: SERVICE,
      answers: {
        token: { body: { access_token: SECRETS.accessToken, token_type: 'Bearer' } },
        userinfo: { status: 403, body: { fault: 1 } },
      },
    }),
    buildSession({ failAt: 'userinfo', answers: { userinfo: { status: 403, body: { fault: 1 } } } }),
  ),
  first(
    'authorization-scheme-case',
    sendHeader(challenged('Bearer realm="api"'), 'resource', 'authorization', 'bearer access-1'),
    sendHeader(challenged('Bearer realm="api"'), 'resource', 'authorization', 'Bearer access-1'),
  ),
  below(
    'authorization-scheme-case',
    'bearer-invalid-token',
    withToken(SECRETS.accessToken, 'bearer'),
    withToken(SECRETS.accessToken),
  ),
  below('challenge-missing', 'http-401', status(401, 'resource', 'no'), challenged('Bearer')),
  below(
    'challenge-without-scheme',
    'bearer-invalid-token',
    challenged('error="invalid_token"'),
    challenged('Bearer error="invalid_token"'),
  ),
  first('challenge-unknown-scheme', challenged('Acme realm="x"'), challenged('Basic realm="x"')),
  first(
    'challenge-bearer-at-token',
    challenged('Bearer realm="x"', 'token'),
    challenged('Basic realm="x"', 'token'),
  ),
];

const HTTP: EvidenceSample[] = [
  ...[406, 408, 409, 413, 414, 422, 428, 431].map((code) =>
    first(`http-${code}`, status(code, 'token', 'no'), status(code + 1, 'token', 'no')),
  ),
  first(
    'redirect-loop',
    buildSession({
      failAt: 'callback',
      pages: PAGES_IN_A_CIRCLE,
      error: { code: 'callback_timeout', source: 'local' },
    }),
    buildSession({
      failAt: 'callback',
      pages: PAGES_IN_A_CIRCLE.slice(0, 3),
      error: { code: 'callback_timeout', source: 'local' },
    }),
  ),
  first('redirect-loop', failed('ERR_TOO_MANY_REDIRECTS', 'stopped'), failed('ERR_TOO_FEW', 'stopped')),
  first(
    'http-unexpected-success-status',
    buildSession({
      failAt: 'token',
      answers: { token: { status: 204 } },
      error: { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' },
    }),
    buildSession({
      failAt: 'token',
      answers: { token: { status: 418 } },
      error: { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' },
    }),
  ),
];

const LIBRARY: EvidenceSample[] = [
  first('lib-invalid-request', failed('OAUTH_INVALID_REQUEST', 'no'), failed('OAUTH_INVALID_RESPONSE', 'no')),
  first(
    'lib-decryption-failed',
    failed('OAUTH_DECRYPTION_FAILED', 'decryption failed'),
    failed('OAUTH_TIMEOUT', 'no'),
  ),
  first('lib-something-went-wrong', failed(null, 'something went wrong'), failed(null, 'something else')),
  first(
    'lib-alg-configuration-missing',
    failed(
      null,
      'missing client or server configuration to verify used JWT "alg" (JWS Algorithm) Header Parameter',
    ),
    failed(null, 'missing client'),
  ),
];

export const EVIDENCE_SAMPLES: EvidenceSample[] = [...GRANTS, ...FORMATS, ...BEARER, ...HTTP, ...LIBRARY];

function first(id: string, fires: SessionView, misses: SessionView): EvidenceSample {
  return { id, fires, misses, behind: null };
}

function below(id: string, behind: string, fires: SessionView, misses: SessionView): EvidenceSample {
  return { id, fires, misses, behind };
}
