import { foreseeFindings, PREFLIGHT_SEQ } from '@shared/diagnosis/preflight';
import { type ProfileInput, profileSchema } from '@shared/model/profile';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ISSUER, SERVER_METADATA } from '../../../support/sample-messages';

const WEB = { id: 'web', auth: 'client_secret_basic' as const, secret: { env: 'X' } };

function check(profile: Partial<ProfileInput> = {}, metadata: Record<string, unknown> = {}) {
  const parsed = profileSchema.parse({
    name: 'Acme',
    issuer: ISSUER,
    client: WEB,
    ...profile,
  });
  return foreseeFindings(parsed, { ...SERVER_METADATA, ...metadata });
}

test('a profile that fits its server has nothing to warn of', () => {
  expect(check()).toEqual([]);
});

test.each<[string, Partial<ProfileInput>, Record<string, unknown>]>([
  ['unsupported-grant-type', { flow: 'client-credentials' }, {}],
  ['unsupported-response-type', {}, { response_types_supported: ['token'] }],
  ['invalid-client', {}, { token_endpoint_auth_methods_supported: ['private_key_jwt'] }],
  ['authz-pkce-method-unsupported', { pkce: 'plain' }, {}],
  ['authz-invalid-scope', { scope: 'openid offline_access' }, {}],
  ['lib-jwt-alg-not-allowed', {}, { id_token_signing_alg_values_supported: ['HS256', 'none'] }],
  ['lib-http-request-forbidden', {}, { token_endpoint: 'http://id.acme.example/token' }],
  ['lib-missing-server-metadata', { flow: 'device-code' }, { grant_types_supported: undefined }],
  ['par-required', {}, { require_pushed_authorization_requests: true }],
  ['lib-missing-server-metadata', { par: true }, {}],
  ['jar-request-not-supported', { requestObject: {} }, { request_parameter_supported: false }],
  [
    'jar-invalid-request-object',
    { requestObject: {}, client: { ...WEB, key: { from: { env: 'K' }, alg: 'ES256' } } },
    { request_object_signing_alg_values_supported: ['RS256'] },
  ],
  ['lib-discovery-issuer-mismatch', { issuer: `${ISSUER}/` }, {}],
])('warns of %s', (entryId, profile, metadata) => {
  const [finding] = check(profile, metadata);
  expect(finding).toMatchObject({ entryId, severity: 'warning', stepId: null });
  expect(finding?.evidence[0]?.seq).toBe(PREFLIGHT_SEQ);
});

test('a response mode that is not listed leads to an entry of the catalog', () => {
  const parameters = { authorize: { response_mode: 'form_post' }, token: {} };
  expect(check({ parameters }, { response_modes_supported: ['query'] })[0]?.severity).toBe('warning');
});

test('an issuer that differs by a slash is shown character by character', () => {
  const evidence = check({ issuer: `${ISSUER}/` })[0]?.evidence[0];
  expect(evidence?.statement).toContain('a trailing slash is missing');
  expect(evidence?.difference?.segments.at(-1)).toEqual({ text: '/', kind: 'removed' });
});

test('what may well be in order is only worth a note', () => {
  expect(check({}, { jwks_uri: 'https://keys.example/jwks' })[0]).toMatchObject({
    entryId: 'endpoint-on-another-host',
    severity: 'info',
  });
  expect(check({ scope: 'openid orders:read' })[0]).toMatchObject({
    entryId: 'authz-invalid-scope',
    severity: 'info',
  });
  expect(check({ client: { id: 'spa' } })[0]).toMatchObject({ entryId: 'invalid-client', severity: 'info' });
});

test('lists that the metadata leaves out, and plain http on loopback, say nothing', () => {
  const local = 'http://127.0.0.1:4000';
  const metadata = Object.fromEntries(
    ['authorization_endpoint', 'token_endpoint', 'jwks_uri'].map((name) => [name, `${local}/${name}`]),
  );
  expect(
    foreseeFindings(profileSchema.parse({ name: 'x', issuer: local, client: { id: 'x' } }), metadata),
  ).toEqual([]);
});

test('metadata of any shape is survived', () => {
  const name = fc.constantFrom(...Object.keys(SERVER_METADATA), 'response_types_supported', '__proto__');
  fc.assert(fc.property(fc.dictionary(name, fc.anything()), (metadata) => void check({}, metadata)));
});
