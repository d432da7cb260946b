import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { pickVerdicts, readImported } from '../../../support/imported';

const ISSUER = 'https://a.example';
const APP = 'https://app.example/cb';
/** When the token response of `buildEntries` came, by the times of buildHar. */
const TOKEN_AT = Date.UTC(2026, 0, 15, 9, 0, 3) / 1000;

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEYS = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] };

const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: ['ES256', 'HS256'],
};

const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-0';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function buildIdToken(claims: object = {}, header: object = {}): string {
  const all = {
    iss: ISSUER,
    aud: 'web',
    sub: 'u1',
    nonce: 'n1',
    iat: TOKEN_AT,
    exp: TOKEN_AT + 300,
    ...claims,
  };
  const data = `${encode({ alg: 'ES256', kid: 'k1', ...header })}.${encode(all)}`;
  const signature = sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${data}.${signature.toString('base64url')}`;
}

function authorizeUrl(parameters: Record<string, string> = {}): string {
  const all = {
    client_id: 'web',
    response_type: 'code',
    scope: 'openid',
    state: 's1',
    nonce: 'n1',
    redirect_uri: APP,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...parameters,
  };
  return `${ISSUER}/authorize?${new URLSearchParams(all)}`;
}

const discovery = buildHarEntry({ url: `${ISSUER}/.well-known/openid-configuration`, answer: METADATA });
const authorize = buildHarEntry({ url: authorizeUrl(), status: 302 });
const callback = buildHarEntry({ url: `${APP}?code=c1&state=s1` });
const keys = buildHarEntry({ url: `${ISSUER}/jwks`, answer: KEYS });

function token(answer: object, form: Record<string, string> = {}, status = 200) {
  const all = {
    grant_type: 'authorization_code',
    code: 'c1',
    client_id: 'web',
    code_verifier: VERIFIER,
    redirect_uri: APP,
    ...form,
  };
  return buildHarEntry({
    method: 'POST',
    url: `${ISSUER}/token`,
    form: String(new URLSearchParams(all)),
    status,
    answer,
  });
}

const tokens = (idToken: string) => ({
  access_token: 'kept-secret-8f2c71d0',
  token_type: 'Bearer',
  scope: 'openid',
  id_token: idToken,
});

const readSignIn = (idToken: string, ...more: object[]) =>
  readImported(buildHar([discovery, authorize, callback, token(tokens(idToken)), keys, ...more]));

describe('the ID token of a HAR', () => {
  test('is validated as in a run: claims, signature, times of the recording', () => {
    const { checks, session, findings } = readSignIn(buildIdToken());
    expect({ outcome: session.outcome, findings }).toEqual({ outcome: 'succeeded', findings: [] });
    expect(session.steps.map(({ name }) => name)).toEqual([
      'discovery',
      'callback',
      'token',
      'jwks',
      'id-token',
    ]);
    const ids = ['present', 'alg', 'iss', 'aud', 'sub', 'exp', 'iat', 'nonce', 'signature'];
    for (const id of ids) expect(checks[`id-token-${id}`], id).toMatchObject({ verdict: 'pass' });
    expect(checks['pkce-s256']).toMatchObject({ verdict: 'pass' });
  });

  test.each([
    ['a nonce of another request', { nonce: 'other' }, 'id-token-nonce', 'lib-id-token-nonce'],
    ['another audience', { aud: 'other' }, 'id-token-aud', 'lib-id-token-aud'],
    ['an exp that had passed', { exp: TOKEN_AT - 120 }, 'id-token-exp', 'lib-jwt-expired'],
  ])('%s fails', (_name, claims, check, entryId) => {
    const { checks, top, session } = readSignIn(buildIdToken(claims));
    expect(checks[check]?.verdict).toBe('fail');
    expect(session.steps.find(({ outcome }) => outcome === 'failed')?.name).toBe('id-token');
    expect(top).toBe(entryId);
  });

  test('a signature of another key fails', () => {
    const idToken = buildIdToken().replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
    expect(readSignIn(idToken).checks['id-token-signature']?.verdict).toBe('fail');
  });

  test('a kid that the keys lack fails, and the keys it has are named', () => {
    const { checks } = readSignIn(buildIdToken({}, { kid: 'k9' }));
    expect(checks['id-token-signature']).toMatchObject({
      verdict: 'fail',
      actual: 'the JWKS holds only k1',
    });
  });

  test('an HMAC is verified with the secret of the token request', () => {
    const [head, payload] = buildIdToken({}, { alg: 'HS256', kid: undefined }).split('.');
    const data = `${head}.${payload}`;
    const idToken = `${data}.${createHmac('sha256', 'kept').update(data).digest('base64url')}`;
    const read = (form: Record<string, string>) =>
      readImported(buildHar([discovery, authorize, callback, token(tokens(idToken), form)])).checks[
        'id-token-signature'
      ];
    expect(read({ client_secret: 'kept' })?.verdict).toBe('pass');
    expect(read({ client_secret: 'other' })?.verdict).toBe('fail');
    expect(read({})).toMatchObject({ verdict: 'skip', actual: 'not in the recording' });
  });

  test('at_hash is compared with the access token beside it', () => {
    const hash = createHash('sha256').update('kept-secret-8f2c71d0').digest();
    const atHash = hash.subarray(0, 16).toString('base64url');
    const read = (value: string) =>
      readSignIn(buildIdToken({ at_hash: value })).checks['id-token-at-hash']?.verdict;
    expect([read(atHash), read('AAAAAAAAAAAAAAAAAAAAAA')]).toEqual(['pass', 'fail']);
  });

  test('what the recording lacks leaves rows open, and fails nothing', () => {
    const { checks, session } = readImported(buildHar([token(tokens(buildIdToken()))]));
    expect(session.outcome).toBe('succeeded');
    for (const id of ['iss', 'alg', 'nonce', 'signature', 'auth-time']) {
      expect(checks[`id-token-${id}`], id).toMatchObject({
        verdict: 'skip',
        actual: 'not in the recording',
      });
    }
    expect(pickVerdicts(checks, 'id-token-aud', 'id-token-exp', 'pkce-s256')).toEqual({
      'id-token-aud': 'pass',
      'id-token-exp': 'pass',
      'pkce-s256': 'skip',
    });
  });

  test('without times, the Date of the answer counts; without one the times stay open', () => {
    const read = (date: string) => {
      const body = JSON.stringify(tokens(buildIdToken()));
      const head = `HTTP/1.1 200 OK\nContent-Type: application/json\n${date}\n${body}`;
      const request = 'POST /token HTTP/1.1\nHost: a.example\n\ngrant_type=authorization_code&client_id=web';
      return readImported(`${request}\n\n${head}`).checks['id-token-exp']?.verdict;
    };
    expect(read('Date: Thu, 15 Jan 2026 09:00:03 GMT\n')).toBe('pass');
    expect(read('Date: Thu, 15 Jan 2026 19:00:03 GMT\n')).toBe('fail');
    expect(read('')).toBe('skip');
  });

  test('that is missing although openid was asked for fails', () => {
    const answer = { access_token: 'kept-secret-8f2c71d0', token_type: 'Bearer' };
    const { checks } = readImported(buildHar([discovery, authorize, callback, token(answer)]));
    expect(checks['id-token-present']?.verdict).toBe('fail');
  });

  test('values that a tool hid are not compared', () => {
    const hidden = buildHarEntry({ url: authorizeUrl({ nonce: '***', state: 'REDACTED' }), status: 302 });
    const idToken = buildIdToken().replace(/\.[^.]+$/, '.REDACTED');
    const { checks, session } = readImported(
      buildHar([discovery, hidden, callback, token(tokens(idToken)), keys]),
    );
    expect(session.outcome).toBe('succeeded');
    expect(pickVerdicts(checks, 'state', 'id-token-nonce', 'id-token-signature')).toEqual({
      state: 'skip',
      'id-token-nonce': 'skip',
      'id-token-signature': 'skip',
    });
  });
});

test('a UserInfo response about somebody else fails', () => {
  const userinfo = buildHarEntry({
    url: `${ISSUER}/userinfo`,
    token: 'kept-secret-8f2c71d0',
    answer: { sub: 'u2' },
  });
  const { checks, top } = readSignIn(buildIdToken(), userinfo);
  expect(checks['userinfo-sub']).toMatchObject({ verdict: 'fail', expected: 'u1', actual: 'u2' });
  expect(top).toBe('lib-userinfo-sub-mismatch');
});

test('a verifier of another request is told although the provider says only invalid_grant', () => {
  const refused = token({ error: 'invalid_grant' }, { code_verifier: VERIFIER.replace('0', '1') }, 400);
  const { top } = readImported(buildHar([discovery, authorize, callback, refused]));
  expect(top).toBe('invalid-grant-pkce-mismatch');
});

describe('the callback of a HAR', () => {
  test('may be a form that the browser posts', () => {
    const posted = buildHarEntry({
      method: 'POST',
      url: APP,
      form: 'error=access_denied&error_description=The+user+said+no&state=s1',
    });
    const { top, checks, session } = readImported(buildHar([authorize, posted]));
    expect(top).toBe('access-denied');
    expect(checks['state']?.verdict).toBe('pass');
    expect(session.steps[0]?.hits).toMatchObject([{ method: 'POST', verdict: 'accepted' }]);
  });

  test('may come in the fragment, with an ID token that is validated', () => {
    const asked = buildHarEntry({
      url: authorizeUrl({ response_type: 'id_token' }),
      status: 302,
      location: `${APP}#id_token=${buildIdToken({ nonce: 'other' })}&state=s1`,
    });
    const { checks, top } = readImported(buildHar([discovery, asked, keys]));
    expect(pickVerdicts(checks, 'state', 'id-token-nonce', 'id-token-signature')).toEqual({
      state: 'pass',
      'id-token-nonce': 'fail',
      'id-token-signature': 'pass',
    });
    expect(top).toBe('lib-id-token-nonce');
  });

  test('a provider that asks another one behind it is told apart from the client', () => {
    const inner = `https://b.example/auth?${new URLSearchParams({
      client_id: 'a',
      response_type: 'code',
      state: 'inner',
      redirect_uri: `${ISSUER}/broker`,
    })}`;
    const { checks, session } = readImported(
      buildHar([
        authorize,
        buildHarEntry({ url: inner, status: 302 }),
        buildHarEntry({ url: `${ISSUER}/broker?code=x&state=inner`, status: 302 }),
        callback,
      ]),
    );
    expect({ outcome: session.outcome, state: checks['state']?.verdict }).toEqual({
      outcome: 'succeeded',
      state: 'pass',
    });
  });

  test.each([
    [
      'with HTTP 200',
      [buildHarEntry({ url: authorizeUrl(), page: 'AADSTS50011: The redirect URI differs' })],
    ],
    [
      'behind a redirect',
      [
        buildHarEntry({ url: authorizeUrl(), status: 302, location: '/oops' }),
        buildHarEntry({ url: `${ISSUER}/oops`, page: 'AADSTS50011: The redirect URI differs' }),
      ],
    ],
  ])('an error page %s is the failure', (_name, entries) => {
    const { top, session } = readImported(buildHar(entries));
    expect({ outcome: session.outcome, top }).toEqual({ outcome: 'failed', top: 'entra-aadsts50011' });
  });

  test('a page that asks to sign in is none', () => {
    const page = '<title>Sign in</title><input type="password">';
    expect(readImported(buildHar([buildHarEntry({ url: authorizeUrl(), page })])).session.outcome).toBe(
      'succeeded',
    );
  });
});

describe('several attempts in one HAR', () => {
  const second = (parameters: Record<string, string> = {}) =>
    buildHarEntry({ url: authorizeUrl({ state: 's2', nonce: 'n2', ...parameters }), status: 302 });
  const answer = { access_token: 'kept-secret-8f2c71d0', token_type: 'Bearer', scope: 'openid' };

  test('the last that failed is judged, and a code of an earlier one is seen to be used again', () => {
    const { session, findings, notes } = readImported(
      buildHar([
        buildHarEntry({ url: authorizeUrl({ scope: 'email' }), status: 302 }),
        callback,
        token({ ...answer, scope: 'email' }),
        second({ scope: 'email' }),
        buildHarEntry({ url: `${APP}?code=c2&state=s2` }),
        token({ error: 'invalid_grant' }, { code: 'c1' }, 400),
      ]),
    );
    expect(session.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['earlier-attempts', 'skipped'],
      ['callback', 'succeeded'],
      ['token', 'failed'],
    ]);
    expect(findings[0]?.code).toBe('invalid_grant');
    expect(JSON.stringify(findings)).toContain('The same code was sent in 2 token requests');
    expect(notes).toContain('One attempt before the one that is judged: kept to compare with.');
  });

  test('a state of an earlier one is told', () => {
    const { top, findings } = readImported(
      buildHar([authorize, second(), buildHarEntry({ url: `${APP}?code=c2&state=s1` })]),
    );
    expect(top).toBe('lib-state-mismatch');
    expect(JSON.stringify(findings)).toContain('The state is that of an earlier attempt');
  });

  test('one that failed before another went through is still the failure', () => {
    const { top, notes } = readImported(
      buildHar([
        authorize,
        buildHarEntry({ url: `${APP}?error=access_denied&state=s1` }),
        second(),
        buildHarEntry({ url: `${APP}?code=c2&state=s2` }),
      ]),
    );
    expect(top).toBe('access-denied');
    expect(notes).toContain('One attempt after this one went through, and is left out.');
  });

  test('a silent one that asks for a person is none, where a later one went through', () => {
    const { session } = readImported(
      buildHar([
        buildHarEntry({ url: authorizeUrl({ prompt: 'none' }), status: 302 }),
        buildHarEntry({ url: `${APP}?error=login_required&state=s1` }),
        second(),
        buildHarEntry({ url: `${APP}?code=c2&state=s2` }),
      ]),
    );
    expect(session.outcome).toBe('succeeded');
  });
});

describe('what is malformed in a HAR is named', () => {
  test.each([
    [
      'a parameter that repeats',
      buildHarEntry({ url: `${authorizeUrl()}&redirect_uri=https%3A%2F%2Fother.example`, status: 302 }),
      'Duplicate parameter redirect_uri in the authorization request',
    ],
    [
      'a parameter of a form that repeats',
      buildHarEntry({ method: 'POST', url: `${ISSUER}/token`, form: 'grant_type=x&code=a&code=b' }),
      'Duplicate parameter code in the token request',
    ],
    [
      'a member that repeats',
      buildHarEntry({ url: `${ISSUER}/token?grant_type=x`, text: '{"error":"a","error":"invalid_grant"}' }),
      'Duplicate member error in the JSON of the token response',
    ],
    [
      'a member that touches prototypes',
      buildHarEntry({
        url: `${ISSUER}/token?grant_type=x`,
        text: '{"error":"a","__proto__":{"x":1},"constructor":1}',
      }),
      'has a member called __proto__',
    ],
  ])('%s', (_name, entry, words) => {
    expect(readImported(buildHar([entry])).notes.join('\n')).toContain(words);
  });
});
