import { checkPreflight } from '@shared/checks/check-preflight';
import type { Verdict } from '@shared/model/check';
import { FLOW_IDS, type ProfileInput, profileSchema } from '@shared/model/profile';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ISSUER, SERVER_METADATA } from '../../../support/sample-messages';

type Metadata = Record<string, unknown>;

function check(profile: Partial<ProfileInput> = {}, metadata: Metadata = {}) {
  const parsed = profileSchema.parse({
    name: 'Acme',
    issuer: ISSUER,
    client: { id: 'web', auth: 'client_secret_basic', secret: { env: 'X' } },
    ...profile,
  });
  return checkPreflight(parsed, { ...SERVER_METADATA, ...metadata });
}

const authorize = (parameters: Record<string, string>): Partial<ProfileInput> => ({
  parameters: { authorize: parameters, token: {} },
});

test('a profile that fits its server passes every row that the metadata can judge', () => {
  const rows = check(
    {},
    { response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'] },
  );
  expect(rows.length).toBeGreaterThanOrEqual(9);
  expect(rows.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

interface Case {
  what: string;
  row: string;
  verdict: Verdict;
  actual: RegExp;
  profile?: Partial<ProfileInput>;
  metadata?: Metadata;
}

const CASES: Case[] = [
  {
    what: 'an issuer with a slash more',
    row: 'issuer',
    verdict: 'warn',
    actual: /acme\.example$/,
    profile: { issuer: `${ISSUER}/` },
  },
  {
    what: 'endpoints that are not there',
    row: 'endpoints',
    verdict: 'warn',
    actual: /^no authorization_endpoint, no token_endpoint$/,
    metadata: { authorization_endpoint: 1, token_endpoint: null },
  },
  {
    what: 'a grant that is not listed',
    row: 'grant',
    verdict: 'warn',
    actual: /^client_credentials$/,
    profile: { flow: 'client-credentials' },
  },
  {
    what: 'an empty list',
    row: 'grant',
    verdict: 'warn',
    actual: /^authorization_code$/,
    metadata: { grant_types_supported: [] },
  },
  {
    what: 'a list that is absent',
    row: 'grant',
    verdict: 'skip',
    actual: /^not in the metadata$/,
    metadata: { grant_types_supported: undefined },
  },
  {
    what: 'a response type that is not listed',
    row: 'response-type',
    verdict: 'warn',
    actual: /^code$/,
    metadata: { response_types_supported: ['token'] },
  },
  {
    what: 'a response type set by hand',
    row: 'response-type',
    verdict: 'warn',
    actual: /^token$/,
    profile: authorize({ response_type: 'token' }),
    metadata: { response_types_supported: ['code'] },
  },
  {
    what: 'a response type with its words in another order',
    row: 'response-type',
    verdict: 'pass',
    actual: /^id_token code$/,
    profile: authorize({ response_type: 'id_token code' }),
    metadata: { response_types_supported: ['code  id_token'] },
  },
  {
    what: 'a response mode that is not listed',
    row: 'response-mode',
    verdict: 'warn',
    actual: /^form_post$/,
    profile: authorize({ response_mode: 'form_post' }),
    metadata: { response_modes_supported: ['query'] },
  },
  {
    what: 'a client authentication that is not listed',
    row: 'auth-method',
    verdict: 'warn',
    actual: /^client_secret_basic$/,
    metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
  },
  {
    what: 'a public client, which few servers list',
    row: 'auth-method',
    verdict: 'info',
    actual: /^none$/,
    profile: { client: { id: 'spa' } },
  },
  {
    what: 'a PKCE method that is not listed',
    row: 'pkce',
    verdict: 'warn',
    actual: /^plain$/,
    profile: { pkce: 'plain' },
  },
  {
    what: 'a list of PKCE methods that is none',
    row: 'pkce',
    verdict: 'skip',
    actual: /^not in the metadata$/,
    metadata: { code_challenge_methods_supported: 'S256' },
  },
  {
    what: 'a scope of OpenID Connect that is not listed',
    row: 'scope',
    verdict: 'warn',
    actual: /^offline_access$/,
    profile: { scope: 'openid  offline_access' },
  },
  {
    what: 'a scope of an API that is not listed',
    row: 'scope',
    verdict: 'info',
    actual: /^orders:read$/,
    profile: { scope: 'openid orders:read' },
  },
  {
    what: 'both kinds of scope',
    row: 'scope',
    verdict: 'warn',
    actual: /^orders:read, phone$/,
    profile: { scope: 'orders:read phone' },
  },
  {
    what: 'algorithms that need the client secret',
    row: 'id-token-alg',
    verdict: 'warn',
    actual: /^HS256, none$/,
    metadata: { id_token_signing_alg_values_supported: ['HS256', 'none'] },
  },
  {
    what: 'an http endpoint',
    row: 'https',
    verdict: 'warn',
    actual: /^token_endpoint http:\/\/id\.acme\.example\/token$/,
    metadata: { token_endpoint: 'http://id.acme.example/token?key=1' },
  },
  {
    what: 'an http endpoint that the profile allows',
    row: 'https',
    verdict: 'info',
    actual: /^jwks_uri /,
    profile: { allowInsecure: true },
    metadata: { jwks_uri: 'http://id.acme.example/jwks' },
  },
  {
    what: 'an endpoint on another host',
    row: 'hosts',
    verdict: 'info',
    actual: /^jwks_uri keys\.example$/,
    metadata: { jwks_uri: 'https://keys.example/jwks' },
  },
];

test.each(CASES)('$what: the row $row says $verdict, and no other warns', (given) => {
  const rows = check(given.profile, given.metadata);
  const id = `preflight-${given.row}`;
  expect(rows.find((row) => row.id === id)).toMatchObject({
    verdict: given.verdict,
    actual: expect.stringMatching(given.actual),
  });
  expect(rows.filter((row) => row.verdict === 'warn' && row.id !== id)).toEqual([]);
});

test.each([
  ['device-code', 'device_authorization_endpoint'],
  ['ciba', 'backchannel_authentication_endpoint'],
  ['registration', 'registration_endpoint'],
] as const)('the flow %s needs %s', (flow, name) => {
  const find = (metadata: Metadata) =>
    check({ flow }, metadata).find(({ id }) => id === 'preflight-endpoints')?.verdict;
  expect(find({})).toBe('warn');
  expect(find({ [name]: `${ISSUER}/${flow}` })).toBe('pass');
});

test('what the profile does not ask for has no row', () => {
  const ids = check({ pkce: 'off', scope: '', flow: 'implicit' }).map(({ id }) => id);
  for (const rule of ['pkce', 'scope', 'id-token-alg', 'response-mode', 'auth-method']) {
    expect(ids).not.toContain(`preflight-${rule}`);
  }
});

test('http on loopback is in order', () => {
  const issuer = 'http://127.0.0.1:4000';
  const profile = profileSchema.parse({ name: 'x', issuer, client: { id: 'x' } });
  const metadata = { issuer, authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t` };
  const loud = checkPreflight(profile, metadata).filter(({ verdict }) => !['pass', 'skip'].includes(verdict));
  expect(loud).toEqual([]);
});

test('metadata of any shape is survived, fails nothing, and keeps the rows short', () => {
  const names = [
    ...Object.keys(SERVER_METADATA),
    'response_types_supported',
    'response_modes_supported',
    'grant_types_supported',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(fc.anything(), fc.array(fc.string()), fc.webUrl(), fc.string({ maxLength: 5_000 }));
  const metadata = fc.dictionary(fc.constantFrom(...names), value);
  fc.assert(
    fc.property(metadata, fc.constantFrom(...FLOW_IDS), fc.string(), (given, flow, text) => {
      const parameters = authorize({ response_type: text, response_mode: text });
      for (const row of check({ flow, scope: `openid ${text}`, ...parameters }, given)) {
        expect(['pass', 'warn', 'info', 'skip']).toContain(row.verdict);
        expect(row.expected.length + row.actual.length).toBeLessThan(1_200);
      }
    }),
  );
});
