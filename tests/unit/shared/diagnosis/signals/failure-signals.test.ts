import { collectRunContext } from '@shared/diagnosis/run-facts';
import { readFailureSignals, type Signal } from '@shared/diagnosis/signals';
import type { RecordedBody } from '@shared/model/exchange';
import type { SessionView } from '@shared/model/session';
import { describe, expect, test } from 'vitest';
import { buildSession, ISSUER, REDIRECT_URI, type TraceOptions } from '../../../../support/session-builder';

type AnswerOf = NonNullable<NonNullable<TraceOptions['answers']>['token']>;

function readSession(session: SessionView): Signal[] {
  const step = session.steps.find(({ outcome }) => outcome === 'failed');
  return step ? readFailureSignals(step, collectRunContext(session).metadata) : [];
}

const read = (options: TraceOptions) => readSession(buildSession(options));
const readToken = (answer: AnswerOf) =>
  read({ failAt: 'token', answers: { token: { status: 400, ...answer } } });
const valuesOf = (signals: Signal[], kind: Signal['kind']) =>
  signals.filter((signal) => signal.kind === kind).map(({ value }) => value);

/** A token answer with a body that is not what text would make of it. */
function readBody(body: Partial<RecordedBody>, contentType = 'application/json'): Signal[] {
  const session = buildSession({
    failAt: 'token',
    answers: { token: { status: 400, body: 'x', headers: { 'content-type': contentType } } },
  });
  const response = session.steps.at(-1)?.exchanges.at(-1)?.response;
  if (response) response.body = { text: '', encoding: 'utf8', bodyBytes: 9, truncated: false, ...body };
  return readSession(session);
}

const CLOSED: TraceOptions = { failAt: 'callback', error: { code: 'window_closed', source: 'local' } };

/** What is read of a capture window that showed this when it was closed. */
function readShown(value: string): Signal[] {
  const session = buildSession(CLOSED);
  session.steps.at(-1)?.artifacts.push({ seq: session.lastSeq, name: 'last-page', kind: 'text', value });
  return readSession(session);
}

describe('codes of a provider', () => {
  test.each<[string, AnswerOf, string[]]>([
    [
      'in error_codes and in a description',
      {
        body: {
          error: 'invalid_grant',
          error_description: 'AADSTS70008: expired',
          error_codes: [70008, 50058],
        },
      },
      ['AADSTS70008', 'AADSTS50058'],
    ],
    ['as a sub-error', { body: { error: 'invalid_grant', suberror: 'bad_token' } }, ['bad_token']],
    [
      'of Okta, in place of error',
      { body: { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit' } },
      ['E0000047'],
    ],
    [
      'of AWS, behind a namespace',
      { body: { __type: 'com.amazon#NotAuthorizedException', message: 'no' } },
      ['NotAuthorizedException'],
    ],
    [
      'of Facebook, as numbers',
      {
        body: {
          error: {
            message: 'used',
            type: 'OAuthException',
            code: 100,
            error_subcode: 36009,
            fbtrace_id: 'A',
          },
        },
      },
      ['100', '36009', 'OAuthException'],
    ],
    [
      'of Slack, with 200',
      { status: 200, body: { ok: false, error: 'bad_client_secret' } },
      ['bad_client_secret'],
    ],
    [
      'of GitHub, with 200 in a form',
      { status: 200, body: 'error=bad_verification_code&error_description=expired' },
      ['bad_verification_code'],
    ],
    ['in a header', { headers: { 'x-ms-error-code': 'AADSTS50011' } }, ['AADSTS50011']],
    ['in a text', { body: 'ORA-12541: no listener' }, ['ORA-12541']],
    [
      'in a list of errors',
      { body: { errors: [{ code: 'QUOTA_EXCEEDED', message: 'x' }] } },
      ['QUOTA_EXCEEDED'],
    ],
  ])('%s', (_name, answer, codes) => {
    expect(valuesOf(readToken(answer), 'provider-code')).toEqual(codes);
  });

  test('in a callback, and in the words of an error that nothing else holds', () => {
    const callback = {
      error: 'server_error',
      error_description: 'AADSTS90094: ask an admin',
      code: undefined,
    };
    expect(valuesOf(read({ failAt: 'callback', callback }), 'provider-code')).toEqual(['AADSTS90094']);
    const error = { message: 'interaction_required: AADSTS50076: use MFA' };
    expect(valuesOf(read({ failAt: 'authorization-request', error }), 'provider-code')).toEqual([
      'AADSTS50076',
    ]);
  });

  test('on a page with HTTP 200 that only its script holds, where no callback came', () => {
    const body =
      '<title>Sign in</title><script>$Config={"strServiceExceptionMessage":"AADSTS50011: The redirect URI does not match"}</script>';
    const signals = read({
      failAt: 'callback',
      error: { code: 'callback_timeout', source: 'local' },
      pages: [{ status: 200, body }],
    });
    expect(valuesOf(signals, 'provider-code')).toEqual(['AADSTS50011']);
    expect(signals.find(({ kind }) => kind === 'text')?.text).toContain('The redirect URI does not match');
  });

  test('in the words of the page that was shown last, where no response holds them', () => {
    const shown = 'Sorry\nredirect_uri_mismatch The address is not registered. AADSTS50011';
    const told = readShown(shown);
    expect(valuesOf(told, 'oauth-error')).toEqual(['redirect_uri_mismatch']);
    expect(valuesOf(told, 'provider-code')).toContain('AADSTS50011');
    expect(told.find(({ kind }) => kind === 'text')).toMatchObject({
      where: 'authorization page',
      text: shown,
    });
    expect(valuesOf(readShown('Sign in'), 'oauth-error')).toEqual([]);
  });

  test('a page that was left before its answer does not hide the error page before it', () => {
    const session = buildSession({
      ...CLOSED,
      pages: [
        { status: 400, body: 'invalid_client' },
        { status: 200, body: '' },
      ],
    });
    const step = session.steps.at(-1);
    const left = step?.exchanges.at(-1);
    if (!step?.error || !left) throw new Error('The session lacks what the test is about.');
    left.response = null;
    left.error = { ...step.error, code: 'hop_cut_off' };
    expect(valuesOf(readSession(session), 'oauth-error')).toEqual(['invalid_client']);
  });

  test('a page of the way to a callback that came says nothing', () => {
    const pages = [{ status: 200, body: 'AADSTS50011' }];
    expect(valuesOf(read({ failAt: 'callback', callback: {}, pages }), 'provider-code')).toEqual([]);
  });
});

describe('errors in forms of their own', () => {
  test.each<[string, AnswerOf, string]>([
    ['a JSON error in a 5xx', { status: 502, body: { error: 'invalid_grant' } }, 'json-in-5xx'],
    ['an error with 200', { status: 200, body: { error: 'invalid_grant' } }, 'error-with-success-status'],
    ['a form', { body: 'error=invalid_grant' }, 'error-in-form'],
    ['a nested error', { body: { error: { code: 'invalid_grant' } } }, 'error-not-standard'],
    ['a cut-off body', { body: '{"error":"invalid_grant","error_descr' }, 'cut-off'],
    ['a repeated member', { body: '{"error":"x","error":"invalid_grant"}' }, 'repeated-member'],
    ['a __proto__ member', { body: '{"__proto__":{"error":"x"},"error":"invalid_grant"}' }, 'proto-member'],
  ])('%s is named, and its error is read', (_name, answer, oddity) => {
    const signals = readToken(answer);
    expect(valuesOf(signals, 'answer')).toContain(oddity);
    expect(valuesOf(signals, 'oauth-error')).toEqual(['invalid_grant']);
    expect(signals.find(({ value }) => value === oddity)?.statement).toMatch(/^The .+\.$/);
  });

  test.each([
    { error: 401 },
    { error: { code: 7 } },
    { ErrorCode: 'X1' },
    { error_code: 17 },
    { message: 'no', code: 'E1' },
  ])('%j is a code of the provider, not an OAuth error', (body) => {
    const signals = readToken({ body });
    expect(valuesOf(signals, 'oauth-error')).toEqual([]);
    expect(valuesOf(signals, 'provider-code')).toHaveLength(1);
    expect(valuesOf(signals, 'answer')).toContain('error-not-standard');
  });

  test('a sound answer with members called code or message is no error', () => {
    const body = { code: 'abc', message: 'hello', type: 'user', sub: 'alice' };
    const signals = read({ failAt: 'userinfo', answers: { userinfo: { status: 200, body } } });
    expect(signals.filter(({ kind }) => kind !== 'check')).toEqual([]);
  });

  test.each([
    [
      'latin 1 by its charset',
      'application/json; charset=iso-8859-1',
      '{"error":"invalid_grant","error_description":"expir\xe9"}',
    ],
    [
      'bytes without a charset',
      'application/json',
      '{"error":"invalid_grant","error_description":"expir\xe9"}',
    ],
  ])('%s is read, and named', (_name, contentType, text) => {
    const signals = readBody({ text: btoa(text), encoding: 'base64' }, contentType);
    expect(valuesOf(signals, 'answer')).toContain('not-utf8');
    expect(signals.find(({ kind }) => kind === 'oauth-error')?.actual).toBe('invalid_grant: expiré');
  });

  test('a picture is not read', () => {
    const signals = readBody({ text: btoa('\x89PNG error=invalid_grant'), encoding: 'base64' }, 'image/png');
    expect(valuesOf(signals, 'oauth-error')).toEqual([]);
  });
});

describe('answers that say little', () => {
  test.each([400, 401, 403])('an empty %i is named', (status) => {
    expect(valuesOf(readToken({ status, body: '' }), 'answer')).toContain('empty');
  });

  test.each<[string, string | undefined, string]>([
    ['none', undefined, 'challenge-missing'],
    ['one without a scheme', 'error="invalid_token"', 'challenge-without-scheme'],
    ['one of another scheme', 'Basic realm="api"', 'challenge-other-scheme'],
    ['one of an unknown scheme', 'Token realm="api"', 'challenge-unknown-scheme'],
  ])('a 401 of a resource with a challenge: %s', (_name, challenge, value) => {
    const headers = challenge === undefined ? {} : { 'www-authenticate': challenge };
    const signals = read({ failAt: 'resource', answers: { resource: { status: 401, headers } } });
    expect(valuesOf(signals, 'answer')).toContain(value);
  });

  test('the error of a challenge without a scheme is read all the same', () => {
    const headers = { 'www-authenticate': 'error="invalid_token", error_description="expired"' };
    const signals = read({ failAt: 'resource', answers: { resource: { status: 401, headers } } });
    expect(valuesOf(signals, 'challenge')).toEqual(['invalid_token']);
  });

  test('a Bearer challenge at the token endpoint is named', () => {
    const headers = { 'www-authenticate': 'Bearer error="invalid_client"' };
    expect(valuesOf(readToken({ status: 401, headers }), 'answer')).toContain('challenge-bearer-at-token');
  });

  test('a login page in place of JSON gives its title and what a person reads on it', () => {
    const body =
      '<html><title>Acme &amp; Co: Sign in</title><script>var secret</script><form><input type="password"></form><p>Use your badge</p></html>';
    const signals = readToken({ status: 200, headers: { 'content-type': 'text/html' }, body });
    expect(signals.find(({ value }) => value === 'login-page')?.actual).toBe('Acme & Co: Sign in');
    const text = signals.find(({ kind }) => kind === 'text')?.text;
    expect(text).toContain('Use your badge');
    expect(text).not.toContain('secret');
  });
});

describe('parameters of a callback', () => {
  const stray = (url: string) =>
    read({
      failAt: 'callback',

      error: { message: 'x' },
      hits: [{ url, verdict: 'not-a-callback' }],
    });

  test.each([
    ['in the fragment', `${REDIRECT_URI}#error=access_denied&error_description=no`, 'in-fragment'],
    ['encoded twice', `${REDIRECT_URI}?error%3Daccess_denied%26error_description%3Dno`, 'encoded-twice'],
    [
      'with a value encoded twice',
      `${REDIRECT_URI}?error=access_denied&error_description=no%2520way`,
      'encoded-twice',
    ],
    ['joined as in HTML', `${REDIRECT_URI}?error=access_denied&amp;error_description=no`, 'html-escaped'],
    ['repeated', `${REDIRECT_URI}?error=access_denied&error=server_error&error_description=no`, 'repeated'],
  ])('%s are read, and how they came is named', (_name, url, oddity) => {
    const signals = stray(url);
    expect(valuesOf(signals, 'oauth-error')).toEqual(['access_denied']);
    expect(valuesOf(signals, 'callback')).toContain(oddity);
    expect(signals.find(({ kind }) => kind === 'oauth-error')?.actual).toMatch(/^access_denied: no/);
    expect(signals.find(({ kind }) => kind === 'oauth-error')?.statement).toContain(
      oddity.replaceAll('-', ' '),
    );
  });

  test('an error under another name is read', () => {
    const signals = stray(`${REDIRECT_URI}?error_code=100&error_message=Bad+app`);
    expect(valuesOf(signals, 'provider-code')).toEqual(['100']);
  });
});

test('endpoints without a purpose of their own are told apart by the metadata, else by their path', () => {
  const session = buildSession({
    failAt: 'token',
    metadata: { pushed_authorization_request_endpoint: `${ISSUER}/push` },
    answers: { token: { status: 400, body: { error: 'invalid_request' } } },
  });
  const exchange = session.steps.at(-1)?.exchanges.at(-1);
  if (!exchange) throw new Error('The step has an exchange.');
  exchange.purpose = 'other';
  for (const [url, where] of [
    [`${ISSUER}/push`, 'PAR response'],
    [`${ISSUER}/oauth2/introspect`, 'introspection response'],
    [`${ISSUER}/else`, 'other response'],
  ] as const) {
    exchange.request.url = url;
    expect(readSession(session)[0]?.where).toBe(where);
  }
});
