import { findEntry } from '@shared/diagnosis/catalog/index';
import { diagnose } from '@shared/diagnosis/diagnose';
import { describe, expect, test } from 'vitest';
import { pushed, refused } from '../../../support/evidence-failures';
import {
  buildSession,
  ISSUER,
  REDIRECT_URI,
  SECRETS,
  type TraceOptions,
} from '../../../support/session-builder';
import {
  buildCauseFailure,
  buildCheckFailure,
  CAUSE_SAMPLES,
  CHECK_SAMPLES,
} from '../../../support/step-failures';

const idsOf = (options: TraceOptions) => diagnose(buildSession(options)).map(({ entryId }) => entryId);
const firstOf = (options: TraceOptions) => diagnose(buildSession(options))[0];

describe('the error of the provider is found wherever it hides', () => {
  test('in the JSON of a 500', () => {
    expect(
      idsOf({ failAt: 'token', answers: { token: { status: 500, body: { error: 'invalid_grant' } } } }),
    ).toEqual(['invalid-grant']);
  });

  test('behind a challenge at the token endpoint, which the library reads instead of the body', () => {
    const body = { error: 'invalid_grant' };
    const headers = { 'www-authenticate': 'Basic realm="token"' };
    expect(idsOf({ failAt: 'token', answers: { token: { status: 401, headers, body } } })).toEqual([
      'invalid-grant',
    ]);
  });

  test('in a 200 without access_token, with the missing token as a mere consequence', () => {
    const findings = diagnose(
      buildSession({
        failAt: 'token',
        answers: { token: { body: { error: 'invalid_client' } } },
        checks: { 'token-access-token': { verdict: 'fail', expected: 'text', actual: '(absent)' } },
      }),
    );
    expect(findings.map(({ entryId, severity }) => [entryId, severity])).toEqual([
      ['invalid-client', 'error'],
      ['lib-200-with-error-body', 'warning'],
    ]);
  });

  test('in a form, as some providers answer', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const body = 'error=invalid_grant&error_description=gone';
    expect(idsOf({ failAt: 'token', answers: { token: { headers, body } } })).toEqual(['invalid-grant']);
  });

  test('in a callback without state, where the missing state is a mere consequence', () => {
    const findings = diagnose(
      buildSession({
        failAt: 'callback',
        callback: {
          error: 'access_denied',
          error_description: 'No thanks',
          code: undefined,
          state: undefined,
        },
        checks: { state: { verdict: 'fail', actual: '(absent)' } },
        error: { code: 'OAUTH_INVALID_RESPONSE', message: 'invalid response encountered' },
      }),
    );
    expect(findings.map(({ entryId, severity }) => [entryId, severity])).toEqual([
      ['access-denied', 'error'],
      ['lib-state-missing', 'warning'],
    ]);
    expect(findings[0]?.evidence[0]?.actual).toBe('access_denied: No thanks');
  });

  test('in the text of a page that the provider shows', () => {
    const findings = idsOf({
      failAt: 'callback',
      error: { code: 'callback_timeout', source: 'local' },
      pages: [{ status: 400, body: '<h1>Error</h1><p>access_denied: blocked by policy</p>' }],
    });
    expect(findings).toEqual(['access-denied']);
  });

  test('in what the library read, where the exchange is not recorded', () => {
    const oauth = { error: 'invalid_scope', errorDescription: null, errorUri: null };
    expect(idsOf({ failAt: 'callback', error: { oauth } })).toEqual(['authz-invalid-scope']);
  });
});

test('a callback with a foreign state is named as such before the error it carries', () => {
  const url = `${REDIRECT_URI}?error=access_denied&state=foreign`;
  const findings = idsOf({
    failAt: 'callback',
    hits: [{ url, verdict: 'wrong-state' }],
    error: { code: 'callback_timeout', source: 'local' },
  });
  expect(findings).toEqual(['lib-state-mismatch', 'access-denied']);
});

describe('a failed check leads to its entry', () => {
  test.each(CHECK_SAMPLES)('%s: %s with "%s"', (failAt, id, actual, entryId) => {
    const [finding, ...rest] = diagnose(buildCheckFailure(failAt, id, actual));
    expect(finding).toMatchObject({ entryId, severity: 'error', stepId: failAt });
    expect(rest).toEqual([]);
    expect(finding?.evidence[0]).toMatchObject({ expected: 'as the rule asks', actual });
  });

  test('two failed checks are two findings', () => {
    const fail = { verdict: 'fail', actual: 'other' } as const;
    expect(
      idsOf({ failAt: 'id-token', checks: { 'id-token-iss': fail, 'id-token-aud': fail } }).sort(),
    ).toEqual(['lib-id-token-aud', 'lib-id-token-iss']);
  });
});

describe('a cause chain is read to its end', () => {
  test.each(CAUSE_SAMPLES)('%s below what the library says', (code, entryId) => {
    expect(diagnose(buildCauseFailure(code)).map((finding) => finding.entryId)).toEqual([entryId]);
  });

  test('the innermost cause counts, and one chain is one finding', () => {
    const link = (code: string) => ({ name: 'Error', message: code, code, details: {} });
    const error = {
      code: 'OAUTH_PARSE_ERROR',
      causes: [link('OAUTH_PARSE_ERROR'), link('UND_ERR_SOCKET'), link('ECONNRESET')],
    };
    expect(idsOf({ failAt: 'token', error })).toEqual(['net-econnreset']);
  });

  test('a precise pattern wins over the bare code', () => {
    const error = { code: 'EPROTO', message: 'write EPROTO: ssl3_get_record:wrong version number' };
    expect(idsOf({ failAt: 'discovery', error })).toEqual(['tls-wrong-version-number']);
  });

  test('the facts of the library tell which claim it was', () => {
    const inner = {
      name: 'OperationProcessingError',
      message: 'unexpected',
      code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      details: { claim: 'aud' },
    };
    expect(idsOf({ failAt: 'id-token', error: { code: inner.code, causes: [inner] } })).toEqual([
      'lib-id-token-aud',
    ]);
  });
});

describe('answers that are no protocol answer', () => {
  test('a page where JSON belongs', () => {
    const body = '<!doctype html><html><title>Sign in to the proxy</title></html>';
    const finding = firstOf({
      failAt: 'token',
      answers: { token: { headers: { 'content-type': 'text/html' }, body } },
      checks: { 'token-content-type': { verdict: 'fail', actual: 'text/html' } },
    });
    expect(finding).toMatchObject({ entryId: 'html-instead-of-json' });
    expect(finding?.evidence[0]?.actual).toBe('Sign in to the proxy');
  });

  test('a redirect says where it leads, without its query', () => {
    const headers = { location: 'https://sso.acme.example/login?ticket=secret-ticket' };
    const finding = firstOf({ failAt: 'token', answers: { token: { status: 302, headers } } });
    expect(finding).toMatchObject({ entryId: 'http-3xx-back-channel', code: '302' });
    expect(finding?.evidence.map(({ actual }) => actual)).toContain('https://sso.acme.example/login');
    expect(JSON.stringify(finding)).not.toContain('secret-ticket');
  });

  test('a status with a page keeps the status first and mentions the page', () => {
    const answer = { status: 503, headers: { 'content-type': 'text/html' }, body: '<title>Down</title>' };
    const finding = firstOf({ failAt: 'token', answers: { token: answer } });
    expect(finding?.entryId).toBe('http-503');
    expect(finding?.evidence.map(({ actual }) => actual)).toContain('Down');
  });

  test('an error page about the redirect URI, and no callback', () => {
    const finding = firstOf({
      failAt: 'callback',
      error: { code: 'callback_timeout', source: 'local' },
      pages: [{ status: 400, body: '<h1>invalid_redirect_uri</h1><p>redirect_uri did not match</p>' }],
    });
    expect(finding?.entryId).toBe('authz-redirect-uri-or-client-invalid');
    expect(finding?.fixes[0]).toBe(
      `Register ${REDIRECT_URI} at the provider for client "web", character by character.`,
    );
  });

  test('a login page on the way to the callback is no failure', () => {
    const pages = [{ status: 200, body: '<h1>Sign in</h1>' }];
    expect(
      idsOf({ failAt: 'callback', pages, error: { code: 'callback_timeout', source: 'local' } }),
    ).toEqual(['local-callback-timeout']);
  });

  test('what our own listener answers is no page of the provider', () => {
    const pages = [{ url: `${REDIRECT_URI}?code=x`, status: 400, body: 'invalid_client' }];
    expect(
      idsOf({ failAt: 'callback', pages, error: { code: 'callback_timeout', source: 'local' } }),
    ).toEqual(['local-callback-timeout']);
  });

  test('an unknown error code is quoted with the entry of its status', () => {
    const finding = firstOf({
      failAt: 'token',
      answers: { token: { status: 400, body: { error: 'quota_of_moon' } } },
    });
    expect(finding?.entryId).toBe('http-400');
    expect(finding?.evidence.map(({ actual }) => actual)).toContain('quota_of_moon');
  });

  test('nothing that the catalog knows leads to the generic finding with all that was seen', () => {
    const error = { code: 'E_STRANGE', message: 'never seen before' };
    const [finding, ...rest] = diagnose(buildSession({ failAt: 'token', error }));
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ entryId: 'unrecognised-failure', code: 'E_STRANGE', severity: 'error' });
    expect(finding?.evidence[0]?.statement).toContain('never seen before');
  });
});

describe('runs that did not fail by the protocol', () => {
  test('a timeout names what did reach the listener', () => {
    const finding = firstOf({
      failAt: 'callback',
      hits: [{ url: 'http://127.0.0.1:53682/favicon.ico', verdict: 'wrong-path' }],
      error: { code: 'callback_timeout', source: 'local' },
    });
    expect(finding?.entryId).toBe('local-callback-timeout');
    expect(finding?.evidence.map(({ actual }) => actual)).toContain('wrong-path');
  });

  test('a cancelled run has a warning only', () => {
    const options: TraceOptions = {
      failAt: 'callback',
      outcome: 'cancelled',
      error: { code: 'user_cancelled', source: 'local' },
    };
    expect(diagnose(buildSession(options))).toMatchObject([
      { entryId: 'callback-cancelled', severity: 'warning' },
    ]);
  });

  test('an interrupted run says so', () => {
    const [first] = diagnose(buildSession({ failAt: 'callback', outcome: 'interrupted' }));
    expect(first).toMatchObject({ entryId: 'run-interrupted', severity: 'warning' });
  });

  test('a scope that was narrowed in silence is a warning on a run that succeeded', () => {
    const checks = {
      'token-scope': { verdict: 'warn', expected: 'openid profile', actual: 'openid (left out: profile)' },
    } as const;
    expect(diagnose(buildSession({ checks }))).toMatchObject([
      { entryId: 'scope-narrowed', severity: 'warning' },
    ]);
  });

  test('a request without PKCE is a warning, also beside a failure', () => {
    const authorize = { code_challenge: undefined, code_challenge_method: undefined };
    expect(diagnose(buildSession({ authorize }))).toMatchObject([
      { entryId: 'pkce-not-s256', severity: 'warning' },
    ]);
    expect(idsOf({ authorize, failAt: 'resource', answers: { resource: { status: 500 } } })).toEqual([
      'http-500',
      'pkce-not-s256',
    ]);
  });

  test('a provider that does not check PKCE is a warning', () => {
    const checks = { 'pkce-s256': { verdict: 'fail', expected: 'a', actual: 'b' } } as const;
    expect(diagnose(buildSession({ checks }))).toMatchObject([
      { entryId: 'pkce-not-enforced', severity: 'warning' },
    ]);
  });
});

test.each([
  ['code challenge required', 'authz-pkce-required'],
  ['Authorization Server policy requires PKCE to be used for this request', 'authz-pkce-required'],
  ['not supported value of code_challenge_method', 'authz-pkce-method-unsupported'],
  ['transform algorithm not supported', 'authz-pkce-method-unsupported'],
  ['response_mode is missing', 'authz-invalid-request'],
])('invalid_request with "%s" leads to %s alone', (description, entryId) => {
  const callback = { error: 'invalid_request', error_description: description, code: undefined };
  expect(idsOf({ failAt: 'callback', callback })).toEqual([entryId]);
});

test('fixes hold the values of the run', () => {
  const finding = firstOf({
    failAt: 'token',
    answers: { token: { status: 400, body: { error: 'unsupported_grant_type' } } },
  });
  expect(finding?.fixes.join(' ')).toContain(`${ISSUER}/token supports "authorization_code"`);
});

test('a session without steps that failed still has a finding', () => {
  const session = { ...buildSession({ failAt: 'token' }), steps: [] };
  expect(diagnose(session)).toMatchObject([{ entryId: 'unrecognised-failure', stepId: null }]);
});

test('a credential that the provider echoes does not get into the finding', () => {
  const description = `code ${SECRETS.code} of ${SECRETS.clientSecret} was refused`;
  const finding = firstOf({
    failAt: 'token',
    answers: { token: { status: 400, body: { error: 'invalid_grant', error_description: description } } },
  });
  expect(finding?.evidence[0]?.actual).toBe(
    `invalid_grant: code [code, ${SECRETS.code.length} characters] of [client_secret, ${SECRETS.clientSecret.length} characters] was refused`,
  );
});

test('a credential that a cut goes through does not leave its beginning behind', () => {
  const echo = `${SECRETS.clientSecret} `.repeat(1_000);
  for (const padding of ['', 'x', 'xxxxx', 'xxxxxxxxx']) {
    const body = { error: 'invalid_grant', error_description: padding + echo };
    const finding = firstOf({ failAt: 'token', answers: { token: { status: 400, body } } });
    expect(JSON.stringify(finding)).not.toContain(SECRETS.clientSecret.slice(0, 6));
  }
});

test('every finding carries the reference and the meaning of its entry', () => {
  const finding = firstOf({
    failAt: 'token',
    answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
  });
  const entry = findEntry('invalid-grant');
  expect(finding).toMatchObject({
    title: entry?.title,
    meaning: entry?.meaning,
    reference: entry?.reference,
  });
});

describe('of what one answer may mean, the narrower stands first', () => {
  test('the place that a rule names before one that only covers it', () => {
    const findings = diagnose(pushed(refused('invalid_request', 'response_type is not valid')));
    expect(findings.map(({ entryId }) => entryId)).toEqual(['authz-invalid-request']);
  });

  test('the reason in words before the kind of grant', () => {
    const token = {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      code: undefined,
      assertion: 'ey.ey.sig',
    };
    const findings = diagnose(refused('invalid_grant', 'jti was used before', { token }));
    expect(findings.map(({ entryId }) => entryId)).not.toContain('invalid-grant-assertion');
    expect(findings[0]?.entryId).toBe('grant-assertion-replayed');
  });

  test('the error before the fixed text of a product that shared paths alone tell', () => {
    const answers = {
      token: { status: 400, body: { error: 'invalid_grant', error_description: 'grant request is invalid' } },
    };
    const metadata = {
      introspection_endpoint: `${ISSUER}/token/introspection`,
      end_session_endpoint: `${ISSUER}/session/end`,
    };
    const [first, second] = diagnose(buildSession({ failAt: 'token', answers, metadata }));
    expect(first).toMatchObject({ entryId: 'invalid-grant', provider: 'node oidc-provider' });
    expect(second).toMatchObject({
      entryId: 'oidc-provider-grant-request-is-invalid',
      severity: 'warning',
    });
  });
});
