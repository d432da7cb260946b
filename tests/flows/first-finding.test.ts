import { diagnose } from '@shared/diagnosis/diagnose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runTestFlow, type TestFlowOptions } from '../support/run-test-flow';
import { type Script, startScriptedProvider } from '../support/scripted-provider';

interface Case {
  kind: string;
  script?: Script;
  callback?: TestFlowOptions['callback'];
  failingStep: string;
  /** All findings of severity error: what only follows from the cause must not stand beside it. */
  errors: string[];
}

const HTML = '<html><title>Log in</title></html>';
const JSON_TYPE = { 'content-type': 'application/json' };

const withQuery = (query: string) => (url: URL) => {
  const changed = new URL(url);
  changed.search = query.replace('STATE', url.searchParams.get('state') ?? '');
  return changed;
};

const CASES: Case[] = [
  {
    kind: 'a JARM response that nobody asked for',
    callback: withQuery('?response=a.b.c'),
    failingStep: 'callback',
    errors: ['lib-jarm-unexpected'],
  },
  {
    kind: 'an error without state',
    callback: withQuery('?error=access_denied&error_description=no'),
    failingStep: 'callback',
    errors: ['access-denied'],
  },
  {
    kind: 'an encrypted ID token',
    script: { idToken: () => 'a.b.c.d.e' },
    failingStep: 'id-token',
    errors: ['lib-jwe-not-configured'],
  },
  {
    kind: 'a token endpoint that redirects to a login page',
    script: { token: () => ({ status: 302, headers: { location: '/login' }, body: '' }) },
    failingStep: 'token',
    errors: ['http-3xx-back-channel'],
  },
  {
    kind: 'an empty 400',
    script: { token: () => ({ status: 400, body: '' }) },
    failingStep: 'token',
    errors: ['token-error-without-body', 'http-400'],
  },
  {
    kind: 'an empty 401',
    script: { token: () => ({ status: 401, body: '' }) },
    failingStep: 'token',
    errors: ['token-error-without-body', 'http-401', 'challenge-missing'],
  },
  {
    kind: 'an error inside of a 200',
    script: { token: () => ({ body: { error: 'bad_verification_code' } }) },
    failingStep: 'token',
    errors: ['github-bad-verification-code'],
  },
  {
    kind: 'a challenge of another scheme beside a JSON error',
    script: {
      token: () => ({
        status: 401,
        headers: { 'www-authenticate': 'Negotiate' },
        body: { error: 'invalid_client' },
      }),
    },
    failingStep: 'token',
    errors: ['invalid-client'],
  },
  {
    kind: 'a JSON error inside of a 500',
    script: { token: () => ({ status: 500, body: { error: 'invalid_grant' } }) },
    failingStep: 'token',
    errors: ['invalid-grant'],
  },
  {
    kind: 'a body that is not compressed as its header says',
    script: {
      token: (body) => ({
        headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
        body: JSON.stringify(body),
      }),
    },
    failingStep: 'token',
    errors: ['lib-parse-error'],
  },
  {
    kind: 'metadata without token_endpoint',
    script: { metadata: { token_endpoint: undefined } },
    failingStep: 'authorization-request',
    errors: ['lib-missing-server-metadata'],
  },
  {
    kind: 'a relative token_endpoint',
    script: { metadata: { token_endpoint: '/token' } },
    failingStep: 'authorization-request',
    errors: ['lib-invalid-server-metadata'],
  },
  {
    kind: 'a token endpoint over plain http elsewhere',
    script: { metadata: { token_endpoint: 'http://id.acme.example/token' } },
    failingStep: 'discovery',
    errors: ['lib-http-request-forbidden'],
  },
  {
    kind: 'a JWKS that is unreachable',
    script: { metadata: { jwks_uri: 'http://127.0.0.1:9/jwks' } },
    failingStep: 'id-token',
    errors: ['net-econnrefused'],
  },
  {
    kind: 'a JWKS that is HTML',
    script: { jwks: () => ({ body: HTML }) },
    failingStep: 'id-token',
    errors: ['html-instead-of-json'],
  },
  {
    kind: 'a JWKS with something that is no key',
    script: { jwks: ({ keys }) => ({ body: { keys: [...keys, 'x'] } }) },
    failingStep: 'id-token',
    errors: ['lib-invalid-response'],
  },
  {
    kind: 'a JWKS behind a 500',
    script: { jwks: () => ({ status: 500, body: {} }) },
    failingStep: 'id-token',
    errors: ['http-500'],
  },
  {
    kind: 'an ID token that is not signed',
    script: {
      idToken: (jwt) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jwt.split('.')[1]}.`,
      metadata: { id_token_signing_alg_values_supported: ['none'] },
    },
    failingStep: 'id-token',
    errors: ['lib-jwt-alg-not-allowed'],
  },
  {
    kind: 'UserInfo that is HTML',
    script: { userinfo: { body: HTML } },
    failingStep: 'userinfo',
    errors: ['html-instead-of-json'],
  },
  {
    kind: 'UserInfo without sub',
    script: { userinfo: { body: { name: 'Alice' } } },
    failingStep: 'userinfo',
    errors: ['lib-invalid-response'],
  },
  {
    kind: 'a resource with several challenges',
    script: {
      resource: {
        status: 401,
        headers: { 'www-authenticate': ['Basic realm="x"', 'Bearer error="invalid_token"'] },
        body: '',
      },
    },
    failingStep: 'resource',
    errors: ['bearer-invalid-token'],
  },
  {
    kind: 'a resource that redirects',
    script: { resource: { status: 302, headers: { location: '/login' }, body: '' } },
    failingStep: 'resource',
    errors: ['http-3xx-back-channel'],
  },
];

it.each(CASES)('$kind: the right step fails, and the finding names the cause with proof', async (each) => {
  const provider = await startScriptedProvider(each.script);
  onTestFinished(provider.close);
  const { session } = await runTestFlow({
    issuer: provider.issuer,
    profile: { resource: { url: `${provider.issuer}/resource` } },
    ...(each.callback ? { callback: each.callback } : {}),
  });
  expect(session.steps.at(-1)).toMatchObject({ name: each.failingStep, outcome: 'failed' });
  expect(session.steps.at(-1)?.exchanges.every((exchange) => exchange.endSeq !== null)).toBe(true);
  const errors = diagnose(session).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ entryId }) => entryId)).toEqual(each.errors);
  expect(errors[0]?.evidence.length).toBeGreaterThan(0);
});

it('a token response too large to check ends the step, also while the library waits for the keys', async () => {
  const provider = await startScriptedProvider({
    token: (body) => ({ body: { ...body, pad: 'x'.repeat(6_000_000) } }),
  });
  onTestFinished(provider.close);
  const { step } = await runTestFlow({ issuer: provider.issuer, profile: { scope: 'api' } });
  expect(step('token')).toMatchObject({ outcome: 'failed', error: { source: 'check' } });
});

it('records what the client really sent for HS256, and asks the token endpoint once', async () => {
  const secret = 'secret-of-client-1-6c1b2f0a9d8e7f55';
  const provider = await startScriptedProvider({ signing: { alg: 'HS256', secret } });
  onTestFinished(provider.close);
  const { session } = await runTestFlow({
    issuer: provider.issuer,
    profile: { client: { id: 'client-1', auth: 'client_secret_basic', secret } },
    clientSecret: secret,
  });
  expect(session.outcome).toBe('succeeded');
  expect(provider.tokenRequests).toHaveLength(1);
});

describe('client credentials with special characters', () => {
  const id = 'client-1';
  const secret = 'a:b+c %é&=';
  const authorizationOf = async (client: object) => {
    const provider = await startScriptedProvider();
    onTestFinished(provider.close);
    const { step, session } = await runTestFlow({
      issuer: provider.issuer,
      profile: { client: { id, secret, ...client } },
      clientSecret: secret,
    });
    expect(session.outcome).toBe('succeeded');
    const headers = new Headers(step('token').exchanges[0]?.request.headers);
    const basic = headers.get('authorization')?.replace(/^Basic /, '') ?? null;
    return {
      basic: basic === null ? null : Buffer.from(basic, 'base64').toString('utf8'),
      form: provider.tokenRequests[0],
    };
  };

  it('are form-encoded for Basic (RFC 6749 section 2.3.1)', async () => {
    const { basic, form } = await authorizationOf({ auth: 'client_secret_basic' });
    const [sentId = '', sentSecret = ''] = basic?.split(':') ?? [];
    const decode = (text: string) => new URLSearchParams(`x=${text}`).get('x');
    expect([decode(sentId), decode(sentSecret)]).toEqual([id, secret]);
    expect(form?.has('client_secret')).toBe(false);
  });

  it('are sent as they are where the server does not decode', async () => {
    const { basic } = await authorizationOf({ auth: 'client_secret_basic', basicEncoding: 'raw' });
    expect(basic).toBe(`${id}:${secret}`);
  });

  it('stand in the form for client_secret_post', async () => {
    const { basic, form } = await authorizationOf({ auth: 'client_secret_post' });
    expect(basic).toBeNull();
    expect([form?.get('client_id'), form?.get('client_secret')]).toEqual([id, secret]);
  });
});
