import { createHash } from 'node:crypto';
import { checkCallback } from '@shared/checks/check-callback';
import { checkResponseJwt, readResponseParameters } from '@shared/checks/check-response-jwt';
import type { CheckResult } from '@shared/model/check';
import { decodeJwt } from '@shared/model/read-jwt';
import fc from 'fast-check';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import * as client from 'openid-client';
import { beforeAll, expect, it } from 'vitest';

const ISSUER = 'https://id.acme.example';
const NOW = Math.floor(Date.now() / 1000);
const CALLBACK = 'http://127.0.0.1:1/callback';

let privateKey: CryptoKey;
let jwk: JWK;
beforeAll(async () => {
  const keys = await generateKeyPair('ES256');
  privateKey = keys.privateKey;
  jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'ES256' };
});

/** The library with a provider that gives its keys, and a token to whatever else it is asked. */
function createConfiguration(metadata: Record<string, unknown> = {}) {
  const server = {
    issuer: ISSUER,
    token_endpoint: `${ISSUER}/token`,
    jwks_uri: `${ISSUER}/jwks`,
    id_token_signing_alg_values_supported: ['ES256'],
    authorization_signing_alg_values_supported: ['ES256'],
    ...metadata,
  };
  const configuration = new client.Configuration(server, 'client-1', undefined, client.None());
  configuration[client.customFetch] = async (url) =>
    url.endsWith('/jwks')
      ? Response.json({ keys: [jwk] })
      : Response.json({ access_token: 'a', token_type: 'bearer' });
  return configuration;
}

function sign(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'key-1' }).sign(privateKey);
}

const isRefusedByUs = (rows: CheckResult[]) => rows.some((row) => row.verdict === 'fail');

function isRefused(call: Promise<unknown>, isOurs: (error: Error) => boolean = () => false) {
  return call.then(
    () => false,
    (error) => !isOurs(error),
  );
}

/** What the token response lacks is not the answer's fault. */
const isAboutTokenResponse = ({ cause }: Error) =>
  /"id_token" property/.test((cause as Error)?.message ?? '');

it('on any hybrid answer the rows refuse what the library refuses', async () => {
  const cHash = createHash('sha256').update('c').digest().subarray(0, 16).toString('base64url');
  const claims = {
    iss: ISSUER,
    aud: 'client-1',
    sub: 'alice',
    iat: NOW,
    exp: NOW + 300,
    nonce: 'n',
    c_hash: cHash,
  };
  const idToken = await sign(claims);
  const values: Record<string, string[]> = {
    state: ['s', 'S', ''],
    iss: [ISSUER, `${ISSUER}/`, ''],
    error: ['access_denied', ''],
    code: ['c', ''],
    id_token: [idToken, ''],
    other: ['x'],
  };
  const parameter = fc.constantFrom(
    ...Object.entries(values).flatMap(([name, each]) => each.map((value): [string, string] => [name, value])),
  );
  const strange = fc.array(parameter, { maxLength: 6 });
  const usual = fc.array(parameter, { maxLength: 1 }).map((more): [string, string][] => {
    return [['state', 's'], ['code', 'c'], ['id_token', idToken], ...more];
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(strange, usual), fc.boolean(), async (pairs, issSupported) => {
      const answer = new URLSearchParams([...pairs, ['extra', '1']]);
      const rows = checkCallback(answer, {
        issuer: ISSUER,
        issSupported,
        state: 's',
        responseType: 'code id_token',
      });
      const configuration = createConfiguration({
        authorization_response_iss_parameter_supported: issSupported,
      });
      client.useCodeIdTokenResponseType(configuration);
      const url = new URL(`${CALLBACK}#${answer}`);
      const checks = { expectedState: 's', expectedNonce: 'n' };
      const call = client.authorizationCodeGrant(configuration, url, checks);
      expect([isRefusedByUs(rows), url.hash]).toEqual([
        await isRefused(call, isAboutTokenResponse),
        url.hash,
      ]);
    }),
    { numRuns: 200 },
  );
});

it('on any claims of a response JWT the rows refuse what the library refuses', async () => {
  const odd = fc.constantFrom<unknown>(undefined, null, '', 'x', 0, [], ['x'], {}, true);
  const claim = (...usual: unknown[]) => fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, odd);
  const claims = fc.record({
    iss: claim(ISSUER, ISSUER, `${ISSUER}/`),
    aud: claim('client-1', 'client-1', ['client-1'], ['client-1', 'x']),
    exp: claim(NOW + 300, NOW + 300, NOW - 300),
    code: claim('c'),
    state: claim('s'),
    error: fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, fc.constant('access_denied')),
  });
  await fc.assert(
    fc.asyncProperty(claims, async (given) => {
      const response = await sign(JSON.parse(JSON.stringify(given)));
      const decoded = decodeJwt(response);
      if (!decoded) throw new Error('It was signed just now.');
      const expected = {
        issuer: ISSUER,
        clientId: 'client-1',
        algorithms: ['ES256'],
        now: NOW,
        toleranceSeconds: 30,
      };
      const inside = checkCallback(readResponseParameters(decoded), {
        issuer: ISSUER,
        issSupported: false,
        state: 's',
      });
      const configuration = createConfiguration();
      client.useJwtResponseMode(configuration);
      const url = new URL(`${CALLBACK}?response=${response}`);
      const call = client.authorizationCodeGrant(configuration, url, { expectedState: 's' });
      const told = JSON.stringify(given);
      expect([isRefusedByUs([...checkResponseJwt(decoded, expected), ...inside]), told]).toEqual([
        await isRefused(call),
        told,
      ]);
    }),
    { numRuns: 300 },
  );
});
