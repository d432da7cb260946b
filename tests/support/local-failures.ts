import { ISSUER, REDIRECT_URI, type TraceOptions } from './session-builder';
import type { VariedSample } from './varied-failures';

/** A failure of this program's own part, by its code. */
const local = (code: string, message: string, more: TraceOptions = {}): TraceOptions => ({
  failAt: 'callback',
  error: { name: 'LocalFlowError', code, message, source: 'local' },
  ...more,
});
const nothingCame = (more: TraceOptions = {}): TraceOptions =>
  local('callback_timeout', 'No callback came within 300 s.', more);

const LISTENER: VariedSample[] = [
  [
    'local-skipped-step',
    'token-step',
    local('skipped_step_needed', 'This needs what the step "token" makes, which was skipped.', {
      failAt: 'id-token',
    }),
    { not: ['callback-cancelled', 'lib-abort', 'run-interrupted'] },
  ],
  [
    'local-browser-not-opened',
    'no-command',
    local('browser_not_opened', 'The browser could not be opened.'),
    { not: ['local-callback-timeout', 'local-window-closed'] },
  ],
  [
    'local-window-closed',
    'closed',
    local('window_closed', 'The sign-in window was closed.'),
    { not: ['callback-cancelled', 'local-browser-not-opened', 'access-denied', 'local-skipped-step'] },
  ],
  [
    'callback-cancelled',
    'by-the-user',
    local('user_cancelled', 'The run was cancelled.', { outcome: 'cancelled' }),
    { not: ['local-window-closed', 'lib-abort', 'run-interrupted'] },
  ],
  [
    'local-callback-wrong-path-or-duplicate',
    'second-request',
    local('unexpected_callback_request', 'A second callback came.'),
    { not: ['lib-callback-duplicate-parameter', 'local-callback-timeout'] },
  ],
  [
    'local-callback-wrong-path-or-duplicate',
    'answer-at-another-path',
    nothingCame({
      hits: [{ url: 'http://127.0.0.1:53682/cb?code=c&state=s', verdict: 'wrong-path' }],
      waitMs: 300_000,
    }),
    {
      not: ['local-pasted-callback-refused', 'local-callback-certificate-refused', 'callback-cancelled'],
      says: 'in 300 s, none of them the callback',
    },
  ],
  [
    'local-callback-wrong-path-or-duplicate',
    'cancelled-after-an-answer-elsewhere',
    local('user_cancelled', 'The run was cancelled.', {
      outcome: 'cancelled',
      hits: [{ url: 'http://127.0.0.1:53682/cb?error=access_denied&state=s', verdict: 'wrong-path' }],
    }),
    { not: ['access-denied', 'local-callback-timeout'], says: 'came to another path' },
  ],
  [
    'local-pasted-callback-refused',
    'login-page-pasted',
    nothingCame({
      hits: [
        { via: 'pasted', url: `${ISSUER}/login?session=1`, verdict: 'wrong-host' },
        { url: 'http://127.0.0.1:53682/favicon.ico', verdict: 'wrong-path' },
      ],
    }),
    {
      not: ['local-callback-wrong-path-or-duplicate', 'lib-callback-no-code', 'lib-state-mismatch'],
      says: 'What was pasted is at another address',
    },
  ],
  [
    'lib-state-mismatch',
    'pasted-from-another-attempt',
    nothingCame({
      hits: [{ via: 'pasted', url: `${REDIRECT_URI}?code=c&state=other`, verdict: 'wrong-state' }],
      waitMs: 60_000,
    }),
    { not: ['local-pasted-callback-refused', 'lib-state-missing'], says: 'in 60 s' },
  ],
  [
    'local-callback-certificate-refused',
    'browser-broke-off',
    nothingCame({
      hits: [{ method: 'TLS', url: 'https://127.0.0.1:53682/callback', verdict: 'not-secure' }],
    }),
    {
      not: ['tls-self-signed-leaf', 'local-callback-connection-refused'],
      says: 'does not trust the certificate yet',
    },
  ],
  [
    'local-callback-timeout',
    'only-a-rebinding-page',
    nothingCame({
      hits: [
        { url: 'http://127.0.0.1:53682/callback?error=access_denied', verdict: 'wrong-host' },
        { method: 'HEAD', url: REDIRECT_URI, verdict: 'wrong-method' },
      ],
    }),
    { not: ['access-denied', 'lib-state-missing'], says: 'host name that is not loopback' },
  ],
  [
    'local-callback-fragment-lost',
    'fragment-asked-for',
    nothingCame({
      authorize: { response_type: 'id_token' },
      hits: [{ url: REDIRECT_URI, verdict: 'not-a-callback' }],
    }),
    { not: ['lib-callback-no-code', 'local-callback-wrong-path-or-duplicate'] },
  ],
  [
    'local-callback-timeout',
    'icon-only',
    nothingCame({ hits: [{ url: 'http://127.0.0.1:53682/favicon.ico', verdict: 'wrong-path' }] }),
    {
      not: [
        'local-callback-wrong-path-or-duplicate',
        'local-callback-fragment-lost',
        'local-browser-not-opened',
      ],
      says: 'none of them the callback',
    },
  ],
  [
    'local-callback-timeout',
    'never-left-the-login-page',
    nothingCame({ pages: [{ status: 200, body: '<title>Sign in</title><input type="password">' }] }),
    {
      not: ['oidc-prompt-none-ignored', 'authz-redirect-uri-or-client-invalid', 'authorization-page-empty'],
      says: 'No request at all',
    },
  ],
  [
    'local-own-origin-refused',
    'issuer',
    local('own_origin_refused', 'The address is that of this program.', { failAt: 'discovery' }),
    { not: ['local-proxy-not-supported', 'net-econnrefused', 'lib-http-request-forbidden'] },
  ],
  [
    'local-proxy-not-supported',
    'socks',
    local('proxy_not_supported', 'Only http and https proxies are supported.', { failAt: 'discovery' }),
    { not: ['local-own-origin-refused', 'net-proxy-407', 'local-secret-missing'] },
  ],
  [
    'local-secret-missing',
    'variable-not-set',
    local('secret_missing', 'client_secret_basic needs the client secret.', { failAt: 'token' }),
    { not: ['invalid-client', 'google-client-secret-missing', 'local-own-origin-refused'] },
  ],
];

/** What is worth a warning although the run went through. */
const ADVICE: VariedSample[] = [
  [
    'scope-narrowed',
    'granted-less',
    {
      checks: { 'token-scope': { verdict: 'warn', expected: 'openid profile', actual: 'openid' } },
    },
    { not: ['bearer-insufficient-scope', 'authz-invalid-scope', 'pkce-not-enforced'] },
  ],
  [
    'scope-narrowed',
    'although-announced',
    {
      preflight: { 'preflight-scope': { verdict: 'pass' }, 'preflight-pkce': { verdict: 'info' } },
      checks: { 'token-scope': { verdict: 'warn', expected: 'openid profile', actual: 'openid' } },
    },
    { not: ['profile-contradicts-metadata', 'pkce-not-s256'] },
  ],
  [
    'profile-contradicts-metadata',
    'method-not-listed',
    {
      preflight: {
        'preflight-auth-method': {
          verdict: 'warn',
          expected: 'one of private_key_jwt',
          actual: 'client_secret_basic',
        },
      },
    },
    { not: ['invalid-client', 'scope-narrowed', 'discovery-redirected'] },
  ],
  [
    'pkce-not-s256',
    'plain',
    { authorize: { code_challenge_method: 'plain' } },
    { not: ['pkce-not-enforced', 'authz-pkce-method-unsupported', 'authz-pkce-required'] },
  ],
  [
    'pkce-not-enforced',
    'wrong-verifier-taken',
    { checks: { 'pkce-s256': { verdict: 'fail', expected: 'the challenge', actual: 'another' } } },
    { not: ['pkce-not-s256', 'invalid-grant-pkce-mismatch', 'scope-narrowed'] },
  ],
  [
    'discovery-redirected',
    'to-the-issuer',
    {
      notes: {
        discovery: { code: 'discovery-redirected', message: `${ISSUER}/ redirects to ${ISSUER}/v2.` },
      },
    },
    { not: ['http-3xx-back-channel', 'discovery-behind-sign-on', 'redirect-loop'] },
  ],
  [
    'run-interrupted',
    'at-the-callback',
    { failAt: 'callback', outcome: 'interrupted' },
    { not: ['callback-cancelled', 'local-callback-timeout', 'local-window-closed'] },
  ],
  [
    'invalid-grant-pkce-mismatch',
    'wrong-verifier-refused',
    {
      failAt: 'token',
      token: { code_verifier: 'y'.repeat(50) },
      answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
    },
    { not: ['pkce-not-enforced', 'pkce-not-s256'] },
  ],
];

export const LOCAL_SAMPLES: VariedSample[] = [...LISTENER, ...ADVICE];
