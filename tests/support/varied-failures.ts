import { makeJwt } from './change-session';
import type { Label } from './diagnosis-corpus';
import type { Parameters } from './sample-messages';
import { ISSUER, REDIRECT_URI, SECRETS, type TraceOptions } from './session-builder';

/** A failure that has several causes which look alike, in the forms in which servers put it. */
export type VariedSample = [entryId: string, name: string, options: TraceOptions, label?: Partial<Label>];

const TIMEOUT = { name: 'TimeoutError', code: 'callback_timeout', source: 'local' } as const;

const refused = (error: string, description?: string, more: TraceOptions = {}): TraceOptions => ({
  failAt: 'token',
  answers: { token: { status: 400, body: { error, error_description: description } } },
  ...more,
});
const returned = (error: string, description?: string, more: TraceOptions = {}): TraceOptions => ({
  failAt: 'callback',
  callback: { code: undefined, error, error_description: description },
  ...more,
});
const wrongState = (state: string | undefined, more: Parameters = {}): TraceOptions => ({
  failAt: 'callback',
  callback: { state, ...more },
  checks: { state: { verdict: 'fail', expected: SECRETS.state, actual: state ?? '(absent)' } },
  error: { code: 'OAUTH_INVALID_RESPONSE', message: 'invalid response encountered' },
});
const nothingCame = (more: TraceOptions = {}): TraceOptions => ({
  failAt: 'callback',
  error: TIMEOUT,
  ...more,
});
const challenged = (field: string, at: 'resource' | 'userinfo' = 'resource'): TraceOptions => ({
  failAt: at,
  answers: { [at]: { status: 401, headers: { 'WWW-Authenticate': field } } },
});
const failedClaim = (claim: string, actual: string): TraceOptions => ({
  failAt: 'id-token',
  checks: { [`id-token-${claim}`]: { verdict: 'fail', expected: 'as the rule asks', actual } },
  error: { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', message: 'unexpected JWT claim value encountered' },
});

const REFRESH = { grant_type: 'refresh_token', refresh_token: SECRETS.refreshToken, code: undefined };

const TOKEN_ENDPOINT: VariedSample[] = [
  ['invalid-grant', 'no-description', refused('invalid_grant')],
  ['invalid-grant', 'vague', refused('invalid_grant', 'The provided authorization grant is invalid')],
  ['invalid-grant-code-reused', 'redeemed', refused('invalid_grant', 'Authorization code already redeemed')],
  [
    'invalid-grant-redirect-uri-mismatch',
    'slash',
    refused('invalid_grant', 'Bad Request', { token: { redirect_uri: `${REDIRECT_URI}/` } }),
  ],
  [
    'invalid-grant-redirect-uri-mismatch',
    'localhost',
    refused('invalid_grant', undefined, {
      token: { redirect_uri: REDIRECT_URI.replace('127.0.0.1', 'localhost') },
    }),
  ],
  [
    'invalid-grant-redirect-uri-mismatch',
    'scheme',
    refused('invalid_grant', undefined, { token: { redirect_uri: REDIRECT_URI.replace('http', 'https') } }),
  ],
  [
    'invalid-grant-pkce-mismatch',
    'other-verifier',
    refused('invalid_grant', 'Invalid grant', { token: { code_verifier: 'w'.repeat(64) } }),
  ],
  [
    'token-code-verifier-missing',
    'left-out',
    refused('invalid_grant', 'Invalid grant', { token: { code_verifier: undefined } }),
  ],
  ['invalid-grant-code-expired', 'slow', refused('invalid_grant', undefined, { delays: { token: 900_000 } })],
  ['invalid-grant-refresh-token', 'revoked', refused('invalid_grant', 'Token revoked', { token: REFRESH })],
  ['invalid-client', 'no-description', refused('invalid_client')],
  ['invalid-client', 'unknown-client', refused('invalid_client', 'Client not found')],
  ['invalid-client', 'bad-secret', refused('invalid_client', 'Bad client credentials')],
  [
    'invalid-client',
    'method',
    refused('invalid_client', undefined, {
      metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
    }),
  ],
  ['token-invalid-request', 'no-description', refused('invalid_request')],
  [
    'token-invalid-request',
    'code-missing',
    refused('invalid_request', 'Missing parameter: code', { token: { code: undefined } }),
  ],
  ['token-invalid-request', 'grant-type', refused('invalid_request', 'grant_type parameter is missing')],
  [
    'client-authenticated-twice',
    'both',
    refused('invalid_request', 'Multiple authentication methods', {
      token: { client_secret: SECRETS.clientSecret },
    }),
  ],
  ['token-unauthorized-client', 'not-allowed', refused('unauthorized_client', 'Grant type not allowed')],
  ['unsupported-grant-type', 'bare', refused('unsupported_grant_type')],
];

const CALLBACK: VariedSample[] = [
  ['access-denied', 'no-description', returned('access_denied')],
  ['access-denied', 'user', returned('access_denied', 'The user denied the request')],
  ['access-denied', 'resource-owner', returned('access_denied', 'The resource owner denied the request')],
  ['access-denied', 'late', returned('access_denied', undefined, { delays: { callback: 20_000 } })],
  ['access-denied', 'policy', returned('access_denied', 'Blocked by conditional access policy')],
  ['access-denied', 'without-iss', returned('access_denied', 'Sign-in was cancelled')],
  ['authz-invalid-scope', 'no-description', returned('invalid_scope')],
  ['authz-invalid-scope', 'unknown', returned('invalid_scope', 'Unknown scope')],
  [
    'authz-invalid-scope',
    'typo',
    returned('invalid_scope', undefined, { authorize: { scope: 'openid profle' } }),
  ],
  [
    'authz-invalid-scope',
    'separator',
    returned('invalid_scope', 'Malformed', { authorize: { scope: 'openid,profile' } }),
  ],
  ['authz-invalid-scope', 'api', returned('invalid_scope', 'api:admin is not allowed for this client')],
  ['authz-invalid-scope', 'empty', returned('invalid_scope', undefined, { authorize: { scope: '' } })],
  ['authz-unauthorized-client', 'bare', returned('unauthorized_client')],
  ['authz-invalid-request', 'bare', returned('invalid_request')],
  [
    'authz-invalid-request',
    'response-type',
    returned('invalid_request', 'Missing parameter: response_type', {
      authorize: { response_type: undefined },
    }),
  ],
  ['authz-pkce-required', 'words', returned('invalid_request', 'PKCE is required for public clients')],
  ['lib-state-mismatch', 'foreign', wrongState('state-of-another-tab')],
  ['lib-state-mismatch', 'cut-off', wrongState(SECRETS.state.slice(0, 8))],
  ['lib-state-mismatch', 'upper-case', wrongState(SECRETS.state.toUpperCase())],
  ['lib-state-missing', 'absent', wrongState(undefined)],
  ['lib-state-missing', 'absent-without-iss', wrongState(undefined, { iss: undefined })],
  [
    'lib-state-mismatch',
    'hit-refused',
    nothingCame({ hits: [{ url: `${REDIRECT_URI}?code=x-1&state=old`, verdict: 'wrong-state' }] }),
  ],
  ['local-callback-timeout', 'nothing', nothingCame()],
  [
    'local-callback-timeout',
    'favicon',
    nothingCame({ hits: [{ url: 'http://127.0.0.1:53682/favicon.ico', verdict: 'wrong-path' }] }),
  ],
  [
    'local-callback-timeout',
    'login-page',
    nothingCame({ pages: [{ status: 200, body: '<title>Log in</title><input type="password">' }] }),
  ],
  [
    'local-callback-timeout',
    'consent-page',
    nothingCame({ pages: [{ status: 200, body: '<title>Authorize Acme</title><button>Allow</button>' }] }),
  ],
  [
    'authz-redirect-uri-or-client-invalid',
    'page',
    nothingCame({ pages: [{ status: 400, body: '<p>The redirect_uri is not registered.</p>' }] }),
  ],
  [
    'authz-redirect-uri-or-client-invalid',
    'unknown-client',
    nothingCame({ pages: [{ status: 401, body: '<p>invalid_client: no such client</p>' }] }),
  ],
  [
    'server-error',
    'page',
    nothingCame({ pages: [{ status: 500, body: '<h1>server_error</h1><p>Something broke</p>' }] }),
  ],
];

const ACCESS_TOKEN: VariedSample[] = [
  ['bearer-invalid-token', 'bare', challenged('Bearer error="invalid_token"')],
  [
    'bearer-invalid-token',
    'expired',
    challenged('Bearer realm="api", error="invalid_token", error_description="The token expired"'),
  ],
  ['bearer-invalid-token', 'unquoted', challenged('Bearer error=invalid_token')],
  ['bearer-invalid-token', 'after-basic', challenged('Basic realm="x", Bearer error="invalid_token"')],
  ['bearer-invalid-token', 'userinfo', challenged('Bearer error="invalid_token"', 'userinfo')],
  [
    'bearer-invalid-token',
    'other-audience',
    {
      ...challenged('Bearer error="invalid_token"'),
      answers: {
        ...challenged('Bearer error="invalid_token"').answers,
        token: {
          body: {
            access_token: makeJwt({ iss: ISSUER, aud: 'https://billing.example' }),
            token_type: 'Bearer',
          },
        },
      },
    },
  ],
];

const CLOCK: VariedSample[] = [
  ['lib-jwt-expired', 'long-ago', failedClaim('exp', '1500000000')],
  ['lib-jwt-expired', 'recently', failedClaim('exp', '1768469000')],
  ['lib-jwt-not-before', 'later', failedClaim('nbf', '1900000000')],
];

const STATUS: VariedSample[] = [415, 501, 502, 504].map((status) => [
  `http-${status}`,
  'no-description',
  { failAt: 'token', answers: { token: { status, body: 'no' } } },
]);

export const VARIED_SAMPLES: VariedSample[] = [
  ...STATUS,
  ...TOKEN_ENDPOINT,
  ...CALLBACK,
  ...ACCESS_TOKEN,
  ...CLOCK,
];
