import { detectProvider } from '@shared/diagnosis/detect-provider';
import { diagnose } from '@shared/diagnosis/diagnose';
import { PROVIDER_SETTINGS } from '@shared/diagnosis/provider-settings';
import { PROVIDER_SIGNS } from '@shared/diagnosis/provider-signs';
import { PROVIDERS } from '@shared/diagnosis/providers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSession, type TraceOptions } from '../../../support/session-builder';

const nameOf = (options: TraceOptions, metadata?: Record<string, unknown>) =>
  detectProvider(buildSession(options), metadata)?.provider ?? null;

test('a session with no sign of a provider names none', () => {
  expect(nameOf({})).toBeNull();
});

test.each([
  ['https://login.microsoftonline.com/common/v2.0', 'Microsoft Entra ID'],
  ['https://contoso.b2clogin.com/contoso/policy/v2.0', 'Microsoft Entra ID'],
  ['https://sso.acme.example/realms/staff', 'Keycloak'],
  ['https://accounts.google.com', 'Google'],
  ['https://dev-1.okta.com', 'Okta'],
  ['https://acme.eu.auth0.com/', 'Auth0'],
  ['https://github.com/login/oauth', 'GitHub'],
  ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x', 'Amazon Cognito'],
  ['https://acme.projects.oryapis.com', 'Ory Hydra'],
  ['https://slack.com', 'Slack'],
  ['https://appleid.apple.com', 'Apple'],
  ['https://login.salesforce.com', 'Salesforce'],
  ['https://gitlab.com', 'GitLab (Doorkeeper)'],
  ['https://www.facebook.com', 'Facebook'],
  ['https://www.linkedin.com/oauth', 'LinkedIn'],
])('by the host or path of the issuer: %s is %s', (issuer, provider) => {
  expect(nameOf({ profile: { issuer } })).toBe(provider);
});

test('a host that only looks like one of a provider is not one', () => {
  for (const issuer of ['https://login.microsoftonline.com.evil.example', 'https://notokta.com']) {
    expect(nameOf({ profile: { issuer } })).toBeNull();
  }
});

test.each([
  [{ 'x-okta-request-id': 'a' }, 'Okta'],
  [{ 'x-ms-ests-server': 'a' }, 'Microsoft Entra ID'],
  [{ 'X-Auth0-RequestId': 'a' }, 'Auth0'],
  [{ 'x-github-request-id': 'a' }, 'GitHub'],
  [{ 'set-cookie': 'KC_RESTART=x; Path=/' }, 'Keycloak'],
  [{ server: 'PingFederate' }, 'PingFederate'],
] as const)('by a response header: %j is %s', (headers, provider) => {
  expect(nameOf({ failAt: 'token', answers: { token: { status: 400, headers } } })).toBe(provider);
});

test.each([
  [{ error: 'invalid_grant', error_description: 'AADSTS70008: expired' }, 'Microsoft Entra ID'],
  [{ errorCode: 'E0000011', errorSummary: 'Invalid token provided' }, 'Okta'],
  [{ ok: false, error: 'invalid_code' }, 'Slack'],
  [{ error: { message: 'used', type: 'OAuthException', code: 100, fbtrace_id: 'A' } }, 'Facebook'],
] as const)('by the form of an error: %j is %s', (body, provider) => {
  expect(nameOf({ failAt: 'token', answers: { token: { status: 400, body } } })).toBe(provider);
});

test('by members and endpoints of the metadata', () => {
  expect(nameOf({}, { tenant_region_scope: 'EU' })).toBe('Microsoft Entra ID');
  expect(nameOf({}, { jwks_uri: 'https://id.acme.example/.well-known/openid-configuration/jwks' })).toBe(
    'Duende IdentityServer',
  );
  expect(nameOf({}, { jwks_uri: 'https://id.acme.example/oauth2/jwks' })).toBe('Spring Authorization Server');
});

test('the provider that the client talks to counts more than one whose code it hands on', () => {
  const session = buildSession({
    profile: { issuer: 'https://acme.auth0.com/' },
    failAt: 'callback',
    callback: { error: 'access_denied', error_description: 'AADSTS65004: User declined', code: undefined },
  });
  expect(detectProvider(session)?.provider).toBe('Auth0');
  // The code is Entra's all the same, and its entry is the one that explains it.
  expect(diagnose(session)[0]).toMatchObject({ entryId: 'entra-aadsts65004', provider: 'Auth0' });
});

test('a finding of a provider says by what it was told', () => {
  const body = { error: 'invalid_grant', error_description: 'AADSTS70008: expired' };
  const [finding] = diagnose(buildSession({ failAt: 'token', answers: { token: { status: 400, body } } }));
  expect(finding?.provider).toBe('Microsoft Entra ID');
  expect(finding?.evidence.map(({ statement }) => statement).join()).toContain(
    'The provider is Microsoft Entra ID',
  );
});

test('every provider has signs and names for its settings', () => {
  expect(PROVIDER_SIGNS.map(({ provider }) => provider).toSorted()).toEqual([...PROVIDERS].sort());
  expect(Object.keys(PROVIDER_SETTINGS).sort()).toEqual([...PROVIDERS].sort());
});

test('metadata of any shape is survived', () => {
  const session = buildSession();
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('issuer', 'token_endpoint', 'jwks_uri', '__proto__'), fc.anything()),
      (metadata) => {
        detectProvider(session, metadata);
      },
    ),
  );
});
