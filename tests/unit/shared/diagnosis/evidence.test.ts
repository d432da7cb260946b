import { diagnose } from '@shared/diagnosis/diagnose';
import { parseRetryAfter } from '@shared/diagnosis/evidence/http-answer';
import { foldTrace } from '@shared/trace/fold-trace';
import { describe, expect, test } from 'vitest';
import {
  buildSession,
  buildTrace,
  REDIRECT_URI,
  SECRETS,
  type TraceOptions,
} from '../../../support/session-builder';

const firstOf = (options: TraceOptions) => diagnose(buildSession(options))[0];
const REFUSED: TraceOptions = {
  failAt: 'token',
  answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
};

describe('invalid_grant', () => {
  const statementsOf = (options: TraceOptions) =>
    firstOf({ ...REFUSED, ...options })?.evidence.map(({ statement }) => statement) ?? [];

  test('states what agrees, so that it can be ruled out', () => {
    const statements = statementsOf({});
    expect(statements).toEqual([
      expect.stringContaining('names the error'),
      expect.stringContaining('redirect_uri is the same'),
      expect.stringContaining('belongs to the code_challenge'),
      expect.stringContaining('between the arrival of the code'),
    ]);
  });

  test('a redirect_uri that differs leads, with both values and the fix', () => {
    const other = 'http://localhost:53682/callback';
    const finding = firstOf({ ...REFUSED, token: { redirect_uri: other } });
    expect(finding?.entryId).toBe('invalid-grant-redirect-uri-mismatch');
    expect(finding?.evidence[0]).toMatchObject({ expected: REDIRECT_URI, actual: other });
    expect(finding?.fixes[0]).toContain(`Send ${REDIRECT_URI} as redirect_uri`);
    expect(finding?.confidence).toBeGreaterThan(firstOf(REFUSED)?.confidence ?? 1);
  });

  test('a code_verifier of another attempt is told without showing it', () => {
    const verifier = 'another-verifier-0123456789-0123456789-0123456789';
    const finding = firstOf({
      ...REFUSED,
      token: { code_verifier: verifier },
      checks: { 'pkce-s256': { verdict: 'fail', expected: 'challenge', actual: 'other challenge' } },
    });
    expect(finding?.entryId).toBe('invalid-grant-pkce-mismatch');
    expect(finding?.evidence[0]?.statement).toContain('does not belong to the code_challenge');
    expect(JSON.stringify(finding)).not.toContain(verifier);
  });

  test('an old code is told with its age', () => {
    const finding = firstOf({ ...REFUSED, delays: { token: 900_000 } });
    expect(finding?.entryId).toBe('invalid-grant-code-expired');
    expect(finding?.evidence[0]?.actual).toMatch(/^900\.\d s$/);
    expect(finding?.fixes[0]).toContain('as soon as the callback arrives');
  });

  test('a code that was sent twice is told with both requests', () => {
    const once = buildTrace(REFUSED);
    const exchange = once
      .filter(({ type }) => type === 'exchange-started' || type === 'exchange-ended')
      .slice(-2);
    const first = exchange.map((event) => ({ ...event, exchangeId: 'earlier' }));
    const at = once.findIndex(({ seq }) => seq === exchange[0]?.seq);
    const events = once
      .toSpliced(at, 0, ...(first as typeof once))
      .map((event, index) => ({ ...event, seq: index + 1 }));
    const [finding] = diagnose(foldTrace(events));
    expect(finding?.entryId).toBe('invalid-grant-code-reused');
    expect(finding?.evidence[0]).toMatchObject({ actual: '2 token requests' });
    expect(finding?.evidence[0]?.statement).toContain(`event ${at + 1}`);
  });

  test('another code than the callback brought is told without showing either', () => {
    const finding = firstOf({ ...REFUSED, token: { code: 'some-other-code-123' } });
    expect(finding?.evidence[1]?.statement).toContain('another code than the callback brought');
    expect(JSON.stringify(finding)).not.toMatch(new RegExp(`some-other-code|${SECRETS.code}`));
  });
});

describe('Retry-After', () => {
  const unavailable = (field: string, date?: string): TraceOptions => ({
    failAt: 'token',
    answers: { token: { status: 503, headers: { 'Retry-After': field, ...(date ? { Date: date } : {}) } } },
  });

  test('in seconds', () => {
    const finding = firstOf(unavailable('120'));
    expect(finding).toMatchObject({ entryId: 'http-503', retryAfterSeconds: 120 });
    expect(finding?.fixes[0]).toBe('Wait 120 s, then try again.');
    expect(finding?.evidence.map(({ statement }) => statement).join()).toContain('asks to wait 120 s');
  });

  test('as a date, relative to the date of the answer', () => {
    const finding = firstOf(unavailable('Fri, 02 Jan 2026 10:01:30 GMT', 'Fri, 02 Jan 2026 10:00:00 GMT'));
    expect(finding?.retryAfterSeconds).toBe(90);
  });

  test('with 429 as well', () => {
    const answers = { resource: { status: 429, headers: { 'retry-after': '7' } } };
    expect(firstOf({ failAt: 'resource', answers })).toMatchObject({
      entryId: 'http-429',
      retryAfterSeconds: 7,
    });
  });

  test('absent: the fix reads well without it', () => {
    const finding = firstOf({ failAt: 'token', answers: { token: { status: 503 } } });
    expect(finding).toMatchObject({ retryAfterSeconds: null });
    expect(finding?.fixes[0]).toBe('Wait a short while, then try again.');
  });

  test.each([
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['Mon, nonsense', null],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['9999999999', 31_536_000],
  ])('%s is read as %s', (field, seconds) => {
    expect(parseRetryAfter(field, Date.UTC(2026, 0, 1))).toBe(seconds);
  });
});

test('405 names the method used and the ones allowed', () => {
  const finding = firstOf({
    failAt: 'token',
    answers: { token: { status: 405, headers: { Allow: 'GET, HEAD' } } },
  });
  expect(finding?.evidence.at(-1)).toMatchObject({ expected: 'GET, HEAD', actual: 'POST' });
  expect(finding?.fixes[0]).toBe('Use GET, HEAD in place of POST.');
});

describe('insufficient_scope', () => {
  const demand = (scope: string): TraceOptions => ({
    failAt: 'resource',
    answers: {
      resource: {
        status: 403,
        headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
      },
    },
  });

  test('compares the scope demanded with the one granted', () => {
    const finding = firstOf(demand('profile admin'));
    expect(finding?.evidence.at(-1)).toMatchObject({ expected: 'profile admin', actual: 'openid profile' });
    expect(finding?.evidence.at(-1)?.statement).toContain('lacks "admin"');
    expect(finding?.fixes[0]).toBe('Add "admin" to the scope of the profile and sign in again.');
  });

  test('a scope that was asked for and not granted leads to the provider', () => {
    const finding = firstOf({ ...demand('admin'), authorize: { scope: 'openid profile admin' } });
    expect(finding?.fixes[0]).toContain('was asked for but not granted');
  });
});

test('401 on a resource shows its challenge', () => {
  const headers = { 'WWW-Authenticate': 'Bearer realm="api"' };
  const finding = firstOf({ failAt: 'resource', answers: { resource: { status: 401, headers } } });
  expect(finding?.entryId).toBe('http-401');
  expect(finding?.evidence.at(-1)?.actual).toBe('Bearer realm="api"');
});

test('invalid_client shows the method used against the ones listed', () => {
  const metadata = { token_endpoint_auth_methods_supported: ['private_key_jwt'] };
  const answers = { token: { status: 401, body: { error: 'invalid_client' } } };
  const finding = firstOf({ failAt: 'token', metadata, answers });
  expect(finding?.evidence[1]).toMatchObject({ expected: 'private_key_jwt', actual: 'client_secret_basic' });
});

test('unsupported_grant_type shows a body that is not a form', () => {
  const answers = { token: { status: 400, body: { error: 'unsupported_grant_type' } } };
  const finding = firstOf({ failAt: 'token', tokenHeaders: { 'content-type': 'application/json' }, answers });
  expect(finding?.entryId).toBe('token-request-not-form');
  expect(finding?.evidence[0]).toMatchObject({ actual: 'application/json' });
});

test('invalid_scope names the scopes that the provider does not list', () => {
  const finding = firstOf({
    failAt: 'callback',
    authorize: { scope: 'openid profle' },
    callback: { error: 'invalid_scope', code: undefined },
  });
  expect(finding?.fixes[0]).toBe('Correct or remove "profle" in the scope.');
});
