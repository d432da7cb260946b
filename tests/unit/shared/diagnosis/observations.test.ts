import { createHash } from 'node:crypto';
import { diagnose } from '@shared/diagnosis/diagnose';
import { hashToBase64Url } from '@shared/diagnosis/evidence/sha256';
import type { SessionView } from '@shared/model/session';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeExchanges, changeSteps, makeJwt, sendHeader } from '../../../support/change-session';
import { STARTED_AT } from '../../../support/sample-messages';
import { buildSession, ISSUER, type TraceOptions } from '../../../support/session-builder';

const describeFirst = (session: SessionView): string => {
  const [finding] = diagnose(session);
  return [
    finding?.entryId,
    ...(finding?.evidence ?? []).map(({ statement }) => statement),
    ...(finding?.fixes ?? []),
  ].join('\n');
};

test('SHA-256 agrees with the one of the platform for every text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(hashToBase64Url(text)).toBe(createHash('sha256').update(text).digest('base64url'));
    }),
  );
});

describe('access_denied', () => {
  const denied = (delays: TraceOptions['delays'] = {}) =>
    buildSession({ failAt: 'callback', callback: { code: undefined, error: 'access_denied' }, delays });

  test('at once points at a policy', () => {
    expect(describeFirst(denied())).toContain('no person pressed a button');
  });

  test('after a while may be the user', () => {
    const session = changeSteps(denied(), (step) => ({
      ...step,
      hits: step.hits.map((hit) => ({ ...hit, time: hit.time + 9_000 })),
    }));
    expect(describeFirst(session)).toContain('long enough for a person');
  });
});

describe('the state that came back', () => {
  const wrong = (state: string | undefined, more: TraceOptions['callback'] = {}) =>
    buildSession({
      failAt: 'callback',
      callback: { state, ...more },
      checks: { state: { verdict: 'fail', actual: state ?? '(absent)' } },
    });

  test('is told to be unknown, without showing it', () => {
    const text = describeFirst(wrong('state-of-somebody-else'));
    expect(text).toContain('belongs to another attempt, tab or program');
    expect(text).not.toContain('state-of-somebody-else');
  });

  test('is that of an earlier attempt', () => {
    const session = changeSteps(wrong('state-of-the-first-try'), (step) => ({
      ...step,
      artifacts: [
        { seq: step.seq, name: 'state', kind: 'secret' as const, value: 'state-of-the-first-try' },
        ...step.artifacts,
      ],
    }));
    expect(describeFirst(session)).toContain('an earlier attempt of this run');
  });

  test('is missing', () => {
    expect(describeFirst(wrong(undefined))).toContain('has no state although the request had one');
  });
});

describe('the clock, measured from Date fields', () => {
  const expired = (offsetSeconds: number) => {
    const session = buildSession({
      failAt: 'id-token',
      checks: { 'id-token-exp': { verdict: 'fail', expected: 'later than now', actual: '1700000000' } },
    });
    return changeExchanges(session, 'token', (exchange) => ({
      ...exchange,
      response: exchange.response
        ? {
            ...exchange.response,
            headers: [
              ...exchange.response.headers,
              ['Date', new Date(exchange.startedAt - offsetSeconds * 1_000).toUTCString()],
            ],
          }
        : null,
    }));
  };

  test('is ahead, with the signed seconds', () => {
    const text = describeFirst(expired(400));
    expect(text).toMatch(/^lib-jwt-expired/);
    expect(text).toMatch(/(399|400|401) s ahead of the provider/);
    expect(text).toMatch(/off by \+(399|400|401) s/);
  });

  test('is behind', () => {
    expect(describeFirst(expired(-400))).toMatch(/off by -(399|400|401) s/);
  });

  test('agrees, and is then no cause', () => {
    const text = describeFirst(expired(0));
    expect(text).toContain('agrees with');
    expect(text).not.toContain('off by');
  });
});

describe('an access token that was refused', () => {
  const refused = (claims: Record<string, unknown>) => {
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    const session = buildSession({ failAt: 'resource', answers: { resource: { status: 401, headers } } });
    return sendHeader(session, 'resource', 'authorization', `Bearer ${makeJwt(claims)}`);
  };
  const now = STARTED_AT / 1000;
  const good = { iss: ISSUER, aud: 'https://api.acme.example', exp: now + 600 };

  test.each([
    ['had expired', { ...good, exp: now - 300 }, /expired 300 s before/],
    ['is not valid yet', { ...good, nbf: now + 300 }, /valid only (299|300) s after/],
    ['is of another issuer', { ...good, iss: 'https://other.example' }, /another issuer/],
    ['is for another audience', { ...good, aud: 'https://billing.example' }, /meant for another address/],
    ['is an ID token', { ...good, nonce: 'n-1' }, /ID token was sent in place/],
  ])('%s', (_name, claims, told) => {
    const text = describeFirst(refused(claims));
    expect(text).toMatch(/^bearer-invalid-token/);
    expect(text).toMatch(told);
  });

  test('that has nothing wrong is not blamed', () => {
    expect(describeFirst(refused(good))).not.toMatch(/expired \d|another issuer|another address|in place/);
  });
});

test('a kid that the JWKS lacks is named with those that it has', () => {
  const session = buildSession({
    failAt: 'id-token',
    answers: {
      jwks: {
        body: {
          keys: [
            { kty: 'RSA', kid: 'old-1' },
            { kty: 'RSA', kid: 'old-2' },
          ],
        },
      },
    },
    checks: { 'id-token-signature': { verdict: 'fail', actual: 'the JWKS holds only other keys' } },
  });
  expect(describeFirst(session)).toContain('The JWKS has no key "k1"; it has old-1, old-2');
});

describe('a code that was never meant for this request', () => {
  const refused = (more: TraceOptions) =>
    buildSession({
      failAt: 'token',
      answers: { token: { status: 400, body: { error: 'invalid_grant' } } },
      ...more,
    });

  test('of another client', () => {
    const text = describeFirst(refused({ token: { client_id: 'mobile' } }));
    expect(text).toMatch(/^invalid-grant\n/);
    expect(text).toContain('The client_id differs');
  });

  test('of another server', () => {
    const session = changeExchanges(refused({}), 'token', (exchange) => ({
      ...exchange,
      request: { ...exchange.request, url: 'https://id.other.example/token' },
    }));
    expect(describeFirst(session)).toContain('issued at one server and redeemed at another');
  });

  test('of the same client and server: neither is said', () => {
    expect(describeFirst(refused({}))).not.toMatch(/client_id differs|at another/);
  });
});

test('a response that went to another port is found in the browser', () => {
  const elsewhere = 'http://127.0.0.1:9999/callback?code=lost-code-1&state=x';
  const session = buildSession({
    failAt: 'callback',
    pages: [{ status: 200, url: elsewhere, body: '<title>Not here</title>' }],
    error: { code: 'callback_timeout', source: 'local' },
  });
  const text = describeFirst(session);
  expect(text).toMatch(/^local-callback-timeout/);
  expect(text).toContain('to another address than the one that is listened at');
  expect(text).not.toContain('lost-code-1');
});
