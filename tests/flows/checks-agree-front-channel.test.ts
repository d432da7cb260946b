import { exportPKCS8, generateKeyPair } from 'jose';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { authorizationCodeFlow } from '../../src/main/flows/authorization-code';
import { hybridFlow } from '../../src/main/flows/hybrid';
import { implicitFlow } from '../../src/main/flows/implicit';
import { type AnswerOptions, buildResponseJwt, buildTokenAnswer } from '../support/answer-builder';
import { runTestFlow, type TestFlowOptions } from '../support/run-test-flow';
import { type Script, type ScriptedProvider, startScriptedProvider } from '../support/scripted-provider';

const started: ScriptedProvider[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((provider) => provider.close()));
});

let clientKey = '';
beforeAll(async () => {
  clientKey = await exportPKCS8((await generateKeyPair('ES256', { extractable: true })).privateKey);
});

const now = () => Math.floor(Date.now() / 1000);
const claim =
  (name: string, value: unknown): NonNullable<AnswerOptions['claims']> =>
  (claims) => ({ ...claims, [name]: value });
const drop = (name: string) => (answer: URLSearchParams) => answer.delete(name);
const put = (name: string, value: string) => (answer: URLSearchParams) => answer.set(name, value);
const twice = (name: string) => (answer: URLSearchParams) => answer.append(name, answer.get(name) ?? '');

interface Case extends AnswerOptions {
  kind: string;
  script?: Script;
  profile?: TestFlowOptions['profile'];
  failingStep: string;
  check: string;
}

type Kind = 'hybrid' | 'implicit' | 'implicit with token' | 'JARM' | 'PAR' | 'JAR' | 'PAR and JAR';

const FLOWS = { hybrid: hybridFlow, implicit: implicitFlow, 'implicit with token': implicitFlow };

async function run(kind: Kind, { script = {}, profile, ...options }: Partial<Case> = {}) {
  const provider = await startScriptedProvider(script);
  started.push(provider);
  const type = kind === 'hybrid' ? 'code id_token' : kind === 'implicit' ? 'id_token' : 'id_token token';
  const isCode = !(kind in FLOWS);
  const callback = isCode ? buildResponseJwt(provider, options) : buildTokenAnswer(provider, type, options);
  const authorize = kind === 'JARM' ? { response_mode: 'jwt' } : isCode ? {} : { response_type: type };
  return runTestFlow({
    issuer: provider.issuer,
    flow: kind in FLOWS ? FLOWS[kind as keyof typeof FLOWS] : authorizationCodeFlow,
    profile: {
      flow: isCode ? 'authorization-code' : kind === 'hybrid' ? 'hybrid' : 'implicit',
      par: kind.startsWith('PAR'),
      requestObject: kind.endsWith('JAR') ? {} : null,
      ...profile,
      client: { id: 'client-1', key: { from: clientKey, alg: 'ES256' } },
      parameters: { authorize: { ...authorize, ...profile?.parameters?.authorize } },
    },
    secrets: { 'client.key.from': clientKey },
    ...(isCode && kind !== 'JARM' ? {} : { callback }),
  });
}

describe.each<Kind>(['hybrid', 'implicit', 'implicit with token', 'JARM', 'PAR', 'JAR', 'PAR and JAR'])(
  'on a good answer: %s',
  (kind) => {
    it.each(['S256', 'plain', 'off'] as const)('both take it, with PKCE %s', async (pkce) => {
      const { session, failedChecks } = await run(kind, { profile: { pkce } });
      expect(failedChecks()).toEqual([]);
      expect(session.steps.map((step) => step.error?.message)).toEqual(session.steps.map(() => undefined));
      const row = session.steps.flatMap((step) => step.checks).find(({ id }) => id === 'pkce-s256');
      const expected = pkce === 'off' ? 'skip' : 'pass';
      if (!kind.startsWith('implicit')) expect([row?.id, row?.verdict]).toEqual(['pkce-s256', expected]);
    });
  },
);

const HYBRID: Case[] = [
  {
    kind: 'c_hash of another code',
    claims: claim('c_hash', 'AAAA'),
    failingStep: 'front-id-token',
    check: 'id-token-c-hash',
  },
  {
    kind: 'no c_hash',
    claims: claim('c_hash', undefined),
    failingStep: 'front-id-token',
    check: 'id-token-c-hash',
  },
  {
    kind: 's_hash of another state',
    claims: claim('s_hash', 'AAAA'),
    failingStep: 'front-id-token',
    check: 'id-token-s-hash',
  },
  {
    kind: 'a nonce of another run',
    claims: claim('nonce', 'other'),
    failingStep: 'front-id-token',
    check: 'id-token-nonce',
  },
  {
    kind: 'no nonce',
    claims: claim('nonce', undefined),
    failingStep: 'front-id-token',
    check: 'id-token-nonce',
  },
  {
    kind: 'another audience',
    claims: claim('aud', 'client-2'),
    failingStep: 'front-id-token',
    check: 'id-token-aud',
  },
  {
    kind: 'an expired ID token',
    claims: claim('exp', now() - 3_600),
    failingStep: 'front-id-token',
    check: 'id-token-exp',
  },
  {
    kind: 'an ID token of two hours ago',
    claims: claim('iat', now() - 7_200),
    failingStep: 'front-id-token',
    check: 'id-token-iat',
  },
  {
    kind: 'a signature by another key',
    withOtherKey: true,
    failingStep: 'front-id-token',
    check: 'id-token-signature',
  },
  {
    kind: 'a kid that the JWKS lacks',
    header: { kid: 'key-2' },
    failingStep: 'front-id-token',
    check: 'id-token-signature',
  },
  { kind: 'no ID token', answer: drop('id_token'), failingStep: 'callback', check: 'callback-id-token' },
  { kind: 'no code', answer: drop('code'), failingStep: 'callback', check: 'callback-code' },
  {
    kind: 'an error',
    answer: put('error', 'access_denied'),
    failingStep: 'callback',
    check: 'callback-error',
  },
  { kind: 'a state of another run', answer: put('state', 'other'), failingStep: 'callback', check: 'state' },
  { kind: 'no state', answer: drop('state'), failingStep: 'callback', check: 'state' },
  {
    kind: 'iss of another server',
    answer: put('iss', 'https://evil.example'),
    failingStep: 'callback',
    check: 'iss',
  },
  {
    kind: 'id_token twice',
    answer: twice('id_token'),
    failingStep: 'callback',
    check: 'callback-duplicates',
  },
];

const IMPLICIT: Case[] = HYBRID.filter(
  ({ check, kind }) =>
    !/hash|code/.test(check) && kind !== 'an ID token of two hours ago' && kind !== 'id_token twice',
);

const JARM: Case[] = [
  {
    kind: 'iss of another issuer',
    claims: claim('iss', 'https://evil.example'),
    failingStep: 'response-jwt',
    check: 'jarm-iss',
  },
  { kind: 'no iss', claims: claim('iss', undefined), failingStep: 'response-jwt', check: 'jarm-iss' },
  {
    kind: 'another audience',
    claims: claim('aud', 'client-2'),
    failingStep: 'response-jwt',
    check: 'jarm-aud',
  },
  { kind: 'no aud', claims: claim('aud', undefined), failingStep: 'response-jwt', check: 'jarm-aud' },
  {
    kind: 'an expired response',
    claims: claim('exp', now() - 3_600),
    failingStep: 'response-jwt',
    check: 'jarm-exp',
  },
  { kind: 'no exp', claims: claim('exp', undefined), failingStep: 'response-jwt', check: 'jarm-exp' },
  {
    kind: 'a signature by another key',
    withOtherKey: true,
    failingStep: 'response-jwt',
    check: 'jarm-signature',
  },
  {
    kind: 'a kid that the JWKS lacks',
    header: { kid: 'key-2' },
    failingStep: 'response-jwt',
    check: 'jarm-signature',
  },
  {
    kind: 'an alg that was not announced',
    script: { metadata: { authorization_signing_alg_values_supported: ['ES256'] } },
    failingStep: 'response-jwt',
    check: 'jarm-alg',
  },
  {
    kind: 'a state of another run',
    claims: claim('state', 'other'),
    failingStep: 'response-jwt',
    check: 'state',
  },
  { kind: 'no state', claims: claim('state', undefined), failingStep: 'response-jwt', check: 'state' },
  {
    kind: 'an error inside',
    claims: claim('error', 'access_denied'),
    failingStep: 'response-jwt',
    check: 'callback-error',
  },
  {
    kind: 'no code inside',
    claims: claim('code', undefined),
    failingStep: 'response-jwt',
    check: 'callback-code',
  },
  {
    kind: 'something that is no JWT',
    answer: put('response', 'a.b'),
    failingStep: 'response-jwt',
    check: 'jarm-response',
  },
  {
    kind: 'an encrypted response and no key',
    answer: put('response', 'a.b.c.d.e'),
    failingStep: 'response-jwt',
    check: 'jarm-response',
  },
  { kind: 'a plain answer', answer: drop('response'), failingStep: 'callback', check: 'jarm-response' },
  { kind: 'response twice', answer: twice('response'), failingStep: 'callback', check: 'jarm-response' },
];

const pushed = (status: number, change: object = {}): Script => ({
  push: (body) => ({ status, body: { ...body, ...change } }),
});
const PAR: Case[] = [
  { kind: 'status 200', script: pushed(200), failingStep: 'pushed-request', check: 'par-status' },
  {
    kind: 'an OAuth error',
    script: pushed(400, { error: 'invalid_request', request_uri: undefined }),
    failingStep: 'pushed-request',
    check: 'par-error',
  },
  {
    kind: 'no request_uri',
    script: pushed(201, { request_uri: undefined }),
    failingStep: 'pushed-request',
    check: 'par-request-uri',
  },
  {
    kind: 'an empty request_uri',
    script: pushed(201, { request_uri: '' }),
    failingStep: 'pushed-request',
    check: 'par-request-uri',
  },
  {
    kind: 'no expires_in',
    script: pushed(201, { expires_in: undefined }),
    failingStep: 'pushed-request',
    check: 'par-expires-in',
  },
  {
    kind: 'a negative expires_in',
    script: pushed(201, { expires_in: -1 }),
    failingStep: 'pushed-request',
    check: 'par-expires-in',
  },
];

describe('the rows agree with the library', () => {
  const refused: [Kind, Case[]][] = [
    ['hybrid', HYBRID],
    ['implicit', IMPLICIT],
    ['implicit with token', IMPLICIT],
    ['JARM', JARM],
    ['PAR', PAR],
  ];
  const rows = refused.flatMap(([kind, cases]) => cases.map((each) => [kind, each.kind, each] as const));

  it.each(rows)('%s with %s: both refuse', async (kind, _name, each) => {
    const result = await run(kind, each);
    expect(result.session.outcome).toBe('failed');
    expect(result.failedChecks()).toContain(each.check);
    expect(result.session.steps.at(-1)?.name).toBe(each.failingStep);
    expect(result.step(each.failingStep).error?.source).toBe('library');
  });

  const alone: [Kind, Case][] = [
    [
      'implicit with token',
      {
        kind: 'at_hash of another token',
        claims: claim('at_hash', 'AAAA'),
        failingStep: 'front-id-token',
        check: 'id-token-at-hash',
      },
    ],
    [
      'implicit with token',
      {
        kind: 'no at_hash',
        claims: claim('at_hash', undefined),
        failingStep: 'front-id-token',
        check: 'id-token-at-hash',
      },
    ],
    [
      'implicit with token',
      {
        kind: 'no access token',
        answer: drop('access_token'),
        failingStep: 'callback',
        check: 'callback-access-token',
      },
    ],
    [
      'hybrid',
      {
        kind: 'another user than in the token response',
        claims: claim('sub', 'bob'),
        failingStep: 'id-token',
        check: 'id-tokens-sub',
      },
    ],
    [
      'hybrid',
      {
        kind: 'its tokens in the query',
        place: 'query',
        failingStep: 'callback',
        check: 'callback-response-mode',
      },
    ],
    [
      'implicit',
      {
        kind: 'its token in the query',
        place: 'query',
        failingStep: 'callback',
        check: 'callback-response-mode',
      },
    ],
  ];
  it.each(alone)('%s with $kind: the row ends the step that the library lets pass', async (kind, each) => {
    const result = await run(kind, each);
    expect(result.failedChecks()).toEqual([each.check]);
    expect(result.step(each.failingStep).error).toMatchObject({
      source: 'check',
      details: { checkId: each.check },
    });
  });

  it('on what is advised against, but taken by both: a row warns', async () => {
    const warned = async (kind: Kind, each: Partial<Case>) => {
      const { session, failedChecks } = await run(kind, each);
      expect([session.outcome, failedChecks()]).toEqual(['succeeded', []]);
      return session.steps
        .flatMap(({ checks }) => checks.filter(({ verdict }) => verdict === 'warn'))
        .map(({ id }) => id)
        .filter((id) => !id.startsWith('preflight-'));
    };
    expect(await warned('implicit with token', {})).toEqual(['response-type-advice']);
    expect(await warned('JARM', { place: 'fragment' })).toEqual(['callback-response-mode']);
    expect(await warned('PAR', { script: pushed(201, { expires_in: 1 }) })).toEqual(['par-expires-in']);
    const demanded = { metadata: { require_pushed_authorization_requests: true } };
    expect(await warned('JAR', { script: demanded })).toEqual(['par-required']);
    expect(await warned('PAR', { script: demanded })).toEqual([]);
  });
});

describe('RFC 9207', () => {
  const promised = { metadata: { authorization_response_iss_parameter_supported: true } };

  it('asks for no iss where an ID token or a response JWT names the issuer', async () => {
    for (const kind of ['hybrid', 'implicit', 'JARM'] as const) {
      const { session, failedChecks } = await run(kind, { script: promised });
      expect([kind, session.outcome, failedChecks()]).toEqual([kind, 'succeeded', []]);
    }
  });

  it('asks for iss after a pushed request too', async () => {
    const { failedChecks } = await run('PAR', { script: promised });
    expect(failedChecks()).toEqual(['iss']);
  });
});

describe('a request object', () => {
  it('says what was meant, with numbers and objects as what they are', async () => {
    const { step, session } = await run('PAR and JAR', {
      profile: {
        parameters: {
          authorize: {
            max_age: '600',
            claims: '{"userinfo":{"email":null}}',
            resource: ['https://api.example/a', 'https://api.example/b'],
            authorization_details: '[{"type":"payment"}]',
          },
        },
      },
      script: { claims: (claims) => ({ ...claims, auth_time: now() }) },
    });
    expect(session.outcome).toBe('succeeded');
    expect(step('request-object').checks.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['request-object-form', 'pass'],
      ['request-object-alg', 'skip'],
      ['request-object-iss', 'pass'],
      ['request-object-aud', 'pass'],
      ['request-object-exp', 'pass'],
      ['request-object-claims', 'pass'],
    ]);
    expect(step('request-object').artifacts).toMatchObject([{ name: 'request-object', kind: 'jwt' }]);
  });

  it('cannot be encrypted for a server that publishes no key for it', async () => {
    const { step } = await run('JAR', {
      profile: { requestObject: { encryption: { alg: 'RSA-OAEP-256' } } },
    });
    expect(step('request-object').error).toMatchObject({ source: 'local', code: 'encryption_key_missing' });
  });
});
