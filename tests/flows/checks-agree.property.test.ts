import { checkCallback } from '@shared/checks/check-callback';
import { checkIdTokenClaims } from '@shared/checks/check-id-token';
import { checkTokenResponse } from '@shared/checks/check-token-response';
import { checkUserinfo } from '@shared/checks/check-userinfo';
import type { CheckResult } from '@shared/model/check';
import type { RecordedResponse } from '@shared/model/exchange';
import fc from 'fast-check';
import * as client from 'openid-client';
import { expect, it } from 'vitest';

const ISSUER = 'https://id.acme.example';
const NOW = Math.floor(Date.now() / 1000);
const CALLBACK = 'http://127.0.0.1:1/callback';

/** The library with a provider that gives one answer to whatever it is asked. */
function createConfiguration(answer: () => Response, metadata: Record<string, unknown> = {}) {
  const server = {
    issuer: ISSUER,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/userinfo`,
    id_token_signing_alg_values_supported: ['none'],
    ...metadata,
  };
  const configuration = new client.Configuration(server, 'client-1', undefined, client.None());
  configuration[client.customFetch] = async () => answer();
  return configuration;
}

function isRefusedByUs(rows: CheckResult[]): boolean {
  return rows.some((row) => row.verdict === 'fail');
}

async function isRefused(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => false,
    () => true,
  );
}

function record(response: Response, text: string): RecordedResponse {
  const { status, headers } = response;
  const body = { text, encoding: 'utf8' as const, bodyBytes: text.length, truncated: false };
  return { status, statusText: '', headers: [...headers], body: text === '' ? null : body };
}

it('on any callback the rows refuse what the library refuses', async () => {
  const values: Record<string, string[]> = {
    state: ['s', 'S', ''],
    iss: [ISSUER, `${ISSUER}/`, ''],
    error: ['access_denied', ''],
    code: ['c', '', 'a b'],
    other: ['x'],
  };
  const parameter = fc.constantFrom(
    ...Object.entries(values).flatMap(([name, each]) => each.map((value): [string, string] => [name, value])),
  );
  const strange = fc.array(parameter, { maxLength: 6 });
  const usual = fc.array(parameter, { maxLength: 1 }).map((more): [string, string][] => {
    return [['state', 's'], ['code', 'c'], ...more];
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(strange, usual), fc.boolean(), async (pairs, issSupported) => {
      const url = new URL(CALLBACK);
      for (const [name, value] of pairs) url.searchParams.append(name, value);
      const rows = checkCallback(url.searchParams, { issuer: ISSUER, issSupported, state: 's' });
      const answer = () => Response.json({ access_token: 'a', token_type: 'bearer' });
      const configuration = createConfiguration(answer, {
        authorization_response_iss_parameter_supported: issSupported,
      });
      const call = client.authorizationCodeGrant(configuration, url, { expectedState: 's' });
      expect([isRefusedByUs(rows), url.search]).toEqual([await isRefused(call), url.search]);
    }),
    { numRuns: 300 },
  );
});

const oddValue = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, -1, 1.5, '60', [], ['x'], {}, true);

it('on any token response the rows refuse what the library refuses', async () => {
  const member = (usual: unknown) => fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, oddValue);
  const body = fc.record({
    access_token: member('a'),
    token_type: member('Bearer'),
    expires_in: member(60),
    refresh_token: member('r'),
    scope: member('api'),
  });
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(200, 200, 200, 201, 400, 500), async (members, status) => {
      const text = JSON.stringify(members);
      const answer = () => new Response(text, { status, headers: { 'content-type': 'application/json' } });
      const rows = checkTokenResponse(record(answer(), text), 'api');
      const url = new URL(`${CALLBACK}?code=c&state=s`);
      const call = client.authorizationCodeGrant(createConfiguration(answer), url, { expectedState: 's' });
      expect([isRefusedByUs(rows), text]).toEqual([await isRefused(call), text]);
    }),
    { numRuns: 400 },
  );
});

it('on any claims of an ID token the rows refuse what the library refuses', async () => {
  const claim = (...usual: unknown[]) =>
    fc.oneof({ weight: 24, arbitrary: fc.constantFrom(...usual) }, oddValue);
  const claims = fc.record({
    iss: claim(ISSUER),
    aud: claim('client-1', 'client-1', ['client-1'], ['client-1', 'x']),
    azp: claim(undefined, 'client-1'),
    sub: claim('alice'),
    exp: claim(NOW + 300, NOW + 300, NOW + 300, NOW - 300),
    iat: claim(NOW),
    nbf: claim(undefined, NOW, NOW, NOW + 300),
    nonce: claim('n'),
    auth_time: claim(undefined, NOW, NOW - 3_600),
  });
  await fc.assert(
    fc.asyncProperty(claims, fc.constantFrom(null, 60), async (given, maxAgeSeconds) => {
      const text = JSON.stringify(given);
      const encode = (part: string) => Buffer.from(part).toString('base64url');
      const idToken = `${encode('{"alg":"none"}')}.${encode(text)}.`;
      const answer = () => Response.json({ access_token: 'a', token_type: 'bearer', id_token: idToken });
      const rows = checkIdTokenClaims(
        { header: { alg: 'none' }, claims: JSON.parse(text) },
        {
          issuer: ISSUER,
          clientId: 'client-1',
          nonce: 'n',
          maxAgeSeconds,
          algorithms: ['none'],
          now: Math.floor(Date.now() / 1000),
          toleranceSeconds: 30,
        },
      );
      // The library takes an empty sub, which names nobody (OpenID Connect Core section 2).
      const shared = rows.filter((row) => row.id !== 'id-token-sub' || given.sub !== '');
      const url = new URL(`${CALLBACK}?code=c&state=s`);
      const call = client.authorizationCodeGrant(createConfiguration(answer), url, {
        expectedState: 's',
        expectedNonce: 'n',
        ...(maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds }),
      });
      expect([isRefusedByUs(shared), text]).toEqual([await isRefused(call), text]);
    }),
    { numRuns: 800 },
  );
});

it('on any UserInfo response the rows refuse what the library refuses', async () => {
  const body = fc.oneof(
    fc.constantFrom('', '<p>', '[]', 'null', '{"sub":""}', '{"sub":"bob"}', 'a.b.c'),
    fc.constant('{"sub":"alice"}'),
  );
  const type = fc.constantFrom('application/json', 'text/html', 'application/json; charset=utf-8');
  await fc.assert(
    fc.asyncProperty(body, type, fc.constantFrom(200, 200, 401, 500), async (text, contentType, status) => {
      const answer = () => new Response(text, { status, headers: { 'content-type': contentType } });
      const rows = checkUserinfo(record(answer(), text), { subject: 'alice', algorithms: null });
      const call = client.fetchUserInfo(createConfiguration(answer), 'a', 'alice');
      expect([isRefusedByUs(rows), text]).toEqual([await isRefused(call), text]);
    }),
    { numRuns: 200 },
  );
});
