import { gzipSync } from 'node:zlib';
import { diagnose } from '@shared/diagnosis/diagnose';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { runTestFlow, type TestFlowOptions } from '../support/run-test-flow';
import {
  type Reply,
  type Script,
  type ScriptedProvider,
  startScriptedProvider,
} from '../support/scripted-provider';

const started: ScriptedProvider[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((provider) => provider.close()));
});

async function run(script: Script = {}, options: Partial<TestFlowOptions> = {}) {
  const provider = await startScriptedProvider(script);
  started.push(provider);
  return runTestFlow({ issuer: provider.issuer, ...options });
}

const set = (name: string, value: string | null) => (url: URL) => {
  const changed = new URL(url);
  if (value === null) changed.searchParams.delete(name);
  else changed.searchParams.set(name, value);
  return changed;
};
const repeat = (name: string) => (url: URL) => {
  const changed = new URL(url);
  changed.searchParams.append(name, changed.searchParams.get(name) ?? 'twice');
  return changed;
};
const claim = (name: string, value: unknown): Script => ({
  claims: (claims) => ({ ...claims, [name]: value }),
});
const now = () => Math.floor(Date.now() / 1000);

const JSON_TYPE = { 'content-type': 'application/json' };
const CLIENT_SECRET = 'secret-of-client-1-6c1b2f0a9d8e7f55';
const OTHER_SECRET = 'secret-of-client-2-6c1b2f0a9d8e7f55';
const CONFIDENTIAL = { id: 'client-1', auth: 'client_secret_basic', secret: CLIENT_SECRET } as const;
const UNSIGNED: Script = {
  idToken: (jwt) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jwt.split('.')[1]}.`,
};

async function signUserinfo(): Promise<Reply> {
  const { privateKey } = await generateKeyPair('ES256');
  const body = await new SignJWT({ sub: 'alice' }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  return { headers: { 'content-type': 'application/jwt' }, body };
}

/** What is wrong, where it shows, and the row that must say so. */
interface Case {
  kind: string;
  script?: Script;
  callback?: (url: URL) => URL;
  profile?: TestFlowOptions['profile'];
  failingStep: string;
  check: string;
}

const REFUSED_BY_LIBRARY: Case[] = [
  {
    kind: 'a state of another run',
    callback: set('state', 'other'),
    failingStep: 'callback',
    check: 'state',
  },
  { kind: 'no state', callback: set('state', null), failingStep: 'callback', check: 'state' },
  { kind: 'state twice', callback: repeat('state'), failingStep: 'callback', check: 'callback-duplicates' },
  { kind: 'code twice', callback: repeat('code'), failingStep: 'callback', check: 'callback-duplicates' },
  { kind: 'no code', callback: set('code', null), failingStep: 'callback', check: 'callback-code' },
  {
    kind: 'iss of another server',
    callback: set('iss', 'https://evil.example'),
    failingStep: 'callback',
    check: 'iss',
  },
  {
    kind: 'no iss though promised',
    script: { metadata: { authorization_response_iss_parameter_supported: true } },
    failingStep: 'callback',
    check: 'iss',
  },
  {
    kind: 'an error',
    callback: set('error', 'access_denied'),
    failingStep: 'callback',
    check: 'callback-error',
  },
  {
    kind: 'an OAuth error at the token endpoint',
    script: { token: () => ({ status: 400, body: { error: 'invalid_grant' } }) },
    failingStep: 'token',
    check: 'token-error',
  },
  {
    kind: 'a token response that is HTML',
    script: { token: () => ({ body: '<p>Sign in</p>' }) },
    failingStep: 'token',
    check: 'token-content-type',
  },
  {
    kind: 'no access token',
    script: { token: (body) => ({ body: { ...body, access_token: undefined } }) },
    failingStep: 'token',
    check: 'token-access-token',
  },
  {
    kind: 'an unknown token_type',
    script: { token: (body) => ({ body: { ...body, token_type: 'mac' } }) },
    failingStep: 'token',
    check: 'token-type',
  },
  {
    kind: 'scope that is no text',
    script: { token: (body) => ({ body: { ...body, scope: ['openid'] } }) },
    failingStep: 'token',
    check: 'token-members',
  },
  {
    kind: 'no ID token',
    script: { idToken: () => undefined },
    failingStep: 'id-token',
    check: 'id-token-present',
  },
  {
    kind: 'an ID token that is no JWT',
    script: { idToken: () => 'a.b' },
    failingStep: 'id-token',
    check: 'id-token-present',
  },
  {
    kind: 'iss of another issuer',
    script: claim('iss', 'https://evil.example'),
    failingStep: 'id-token',
    check: 'id-token-iss',
  },
  {
    kind: 'another audience',
    script: claim('aud', 'client-2'),
    failingStep: 'id-token',
    check: 'id-token-aud',
  },
  {
    kind: 'several audiences without azp',
    script: claim('aud', ['client-1', 'x']),
    failingStep: 'id-token',
    check: 'id-token-azp',
  },
  { kind: 'no sub', script: claim('sub', undefined), failingStep: 'id-token', check: 'id-token-sub' },
  {
    kind: 'an expired ID token',
    script: claim('exp', now() - 3_600),
    failingStep: 'id-token',
    check: 'id-token-exp',
  },
  {
    kind: 'an ID token without iat',
    script: claim('iat', undefined),
    failingStep: 'id-token',
    check: 'id-token-iat',
  },
  {
    kind: 'nbf in an hour',
    script: claim('nbf', now() + 3_600),
    failingStep: 'id-token',
    check: 'id-token-nbf',
  },
  {
    kind: 'a nonce of another run',
    script: claim('nonce', 'other'),
    failingStep: 'id-token',
    check: 'id-token-nonce',
  },
  { kind: 'no nonce', script: claim('nonce', undefined), failingStep: 'id-token', check: 'id-token-nonce' },
  {
    kind: 'an alg that was not announced',
    script: { metadata: { id_token_signing_alg_values_supported: ['ES256'] } },
    failingStep: 'id-token',
    check: 'id-token-alg',
  },
  {
    kind: 'auth_time before max_age',
    script: claim('auth_time', now() - 3_600),
    profile: { parameters: { authorize: { max_age: '60' } } },
    failingStep: 'id-token',
    check: 'id-token-auth-time',
  },
  {
    kind: 'a signature by another key',
    script: { signsWithOtherKey: true },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'a kid that the JWKS lacks',
    script: { header: { kid: 'key-2' } },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'UserInfo about somebody else',
    script: { userinfo: { body: { sub: 'bob' } } },
    failingStep: 'userinfo',
    check: 'userinfo-sub',
  },
  {
    kind: 'UserInfo refused',
    script: { userinfo: { status: 401, body: {} } },
    failingStep: 'userinfo',
    check: 'userinfo-status',
  },
  {
    kind: 'UserInfo that is HTML',
    script: { userinfo: { body: '<p>Sign in</p>' } },
    failingStep: 'userinfo',
    check: 'userinfo-format',
  },
  {
    kind: 'UserInfo without sub',
    script: { userinfo: { body: { name: 'Alice' } } },
    failingStep: 'userinfo',
    check: 'userinfo-sub',
  },
  {
    kind: 'UserInfo signed with an algorithm that nobody announced',
    script: { userinfo: signUserinfo },
    failingStep: 'userinfo',
    check: 'userinfo-format',
  },
  {
    kind: 'an ID token that is encrypted',
    script: { idToken: () => 'a.b.c.d.e' },
    failingStep: 'id-token',
    check: 'id-token-present',
  },
  {
    kind: 'an ID token that is not signed, as announced',
    script: { ...UNSIGNED, metadata: { id_token_signing_alg_values_supported: ['none'] } },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'two keys that fit and no kid',
    script: {
      header: { kid: undefined },
      jwks: ({ keys }) => ({ body: { keys: [...keys, { ...keys[0], kid: 'key-2' }] } }),
    },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'an expired ID token that nobody asked for',
    script: claim('exp', now() - 3_600),
    profile: { scope: 'api' },
    failingStep: 'token',
    check: 'id-token-exp',
  },
  {
    kind: 'status 201 at the token endpoint',
    script: { token: (body) => ({ status: 201, body }) },
    failingStep: 'token',
    check: 'token-status',
  },
  {
    kind: 'a token response that is cut off',
    script: { token: () => ({ headers: JSON_TYPE, body: '{"access_token":"a' }) },
    failingStep: 'token',
    check: 'token-content-type',
  },
  {
    kind: 'metadata without issuer',
    script: { discovery: (metadata) => ({ body: { ...metadata, issuer: undefined } }) },
    failingStep: 'discovery',
    check: 'discovery-issuer',
  },
  {
    kind: 'no metadata',
    script: { discovery: () => ({ status: 500, body: {} }) },
    failingStep: 'discovery',
    check: 'discovery-status',
  },
  {
    kind: 'metadata that is HTML',
    script: { discovery: () => ({ body: '<p>Sign in</p>' }) },
    failingStep: 'discovery',
    check: 'discovery-json',
  },
  {
    kind: 'metadata of another issuer',
    script: { discovery: (metadata) => ({ body: { ...metadata, issuer: 'https://evil.example' } }) },
    failingStep: 'discovery',
    check: 'discovery-issuer',
  },
];

const SEEN_BY_US_ALONE: Case[] = [
  {
    kind: 'metadata without token_endpoint',
    script: { metadata: { token_endpoint: undefined } },
    failingStep: 'authorization-request',
    check: 'metadata-endpoints',
  },
  {
    kind: 'an authorization_endpoint that is no URL',
    script: { metadata: { authorization_endpoint: '/authorize' } },
    failingStep: 'authorization-request',
    check: 'metadata-endpoints',
  },
  {
    kind: 'a token endpoint over plain http elsewhere',
    script: { metadata: { token_endpoint: 'http://id.acme.example/token' } },
    failingStep: 'discovery',
    check: 'discovery-https',
  },
  {
    kind: 'an HMAC with another client secret',
    script: { signing: { alg: 'HS256', secret: OTHER_SECRET } },
    profile: { client: CONFIDENTIAL },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'an HMAC for a public client',
    script: { signing: { alg: 'HS256', secret: OTHER_SECRET } },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'an ID token without signature where there is no JWKS',
    script: {
      ...UNSIGNED,
      metadata: { jwks_uri: undefined, id_token_signing_alg_values_supported: ['none'] },
    },
    failingStep: 'id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'an at_hash of another token',
    script: claim('at_hash', 'AAAAAAAAAAAAAAAAAAAAAA'),
    failingStep: 'id-token',
    check: 'id-token-at-hash',
  },
  {
    kind: 'an issuer that differs by a trailing slash',
    script: { discovery: (metadata) => ({ body: { ...metadata, issuer: `${metadata.issuer}/` } }) },
    failingStep: 'discovery',
    check: 'discovery-issuer',
  },
  {
    kind: 'a protected resource that refuses without a challenge',
    script: { resource: { status: 403, body: {} } },
    profile: {},
    failingStep: 'resource',
    check: 'resource-status',
  },
];

async function runCase(each: Case) {
  const provider = await startScriptedProvider(each.script);
  started.push(provider);
  return runTestFlow({
    issuer: provider.issuer,
    profile: { resource: { url: `${provider.issuer}/resource` }, ...each.profile },
    clientSecret: each.profile?.client?.secret === CLIENT_SECRET ? CLIENT_SECRET : null,
    ...(each.callback ? { callback: each.callback } : {}),
  });
}

describe('the rows agree with the library', () => {
  it('when all is well: every row passes or says why it does not apply', async () => {
    const { session, failedChecks } = await run();
    expect(failedChecks()).toEqual([]);
    expect(session.outcome).toBe('succeeded');
    const verdicts = session.steps.flatMap((step) => step.checks.map((row) => row.verdict));
    expect(verdicts.filter((verdict) => verdict === 'pass').length).toBeGreaterThan(15);
  });

  const TAKEN_BY_BOTH: Pick<Case, 'kind' | 'script' | 'profile'>[] = [
    { kind: 'ES256', script: { signing: { alg: 'ES256' } } },
    { kind: 'EdDSA', script: { signing: { alg: 'EdDSA' } } },
    {
      kind: 'an HMAC with the client secret',
      script: { signing: { alg: 'HS256', secret: CLIENT_SECRET } },
      profile: { client: CONFIDENTIAL },
    },
    { kind: 'no kid and one key', script: { header: { kid: undefined } } },
    { kind: 'no jwks_uri', script: { metadata: { jwks_uri: undefined } } },
    { kind: 'an ID token that nobody asked for', profile: { scope: 'api' } },
    {
      kind: 'max_age without openid',
      script: { idToken: () => undefined },
      profile: { scope: 'api', parameters: { authorize: { max_age: '60' } } },
    },
    { kind: 'an empty scope', script: { idToken: () => undefined }, profile: { scope: '' } },
    {
      kind: 'JSON under another Content-Type',
      script: { token: (body) => ({ headers: { 'content-type': 'text/plain' }, body }) },
    },
    {
      kind: 'a compressed token response',
      script: {
        token: (body) => ({
          headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
          body: gzipSync(JSON.stringify(body)),
        }),
      },
    },
    { kind: 'a resource without content', script: { resource: { status: 204, body: '' } } },
    {
      kind: 'a challenge beside a 200 of the resource',
      script: { resource: { headers: { 'www-authenticate': 'Negotiate' }, body: {} } },
    },
  ];
  it.each(TAKEN_BY_BOTH)('on $kind: both take it', async (each) => {
    const { session, failedChecks } = await runCase({ ...each, failingStep: '', check: '' });
    expect(failedChecks()).toEqual([]);
    expect(session.outcome).toBe('succeeded');
    expect(diagnose(session).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each(REFUSED_BY_LIBRARY)('on $kind: both refuse', async (each) => {
    const result = await runCase(each);
    expect(result.session.outcome).toBe('failed');
    expect(result.failedChecks()).toContain(each.check);
    expect(result.step(each.failingStep).outcome).toBe('failed');
    expect(result.step(each.failingStep).error?.source).toBe('library');
  });

  it.each(SEEN_BY_US_ALONE)('on $kind: the row ends the step that the library lets pass', async (each) => {
    const result = await runCase(each);
    expect(result.failedChecks()).toEqual([each.check]);
    expect(result.step(each.failingStep).error).toMatchObject({
      source: 'check',
      details: { checkId: each.check },
    });
  });
});
