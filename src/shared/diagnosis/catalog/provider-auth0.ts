import type { Reference } from '../../model/check';
import type { CatalogEntry } from '../catalog-entry';
import { matchOwnCode, matchPage } from '../provider-rules';

const APPLICATION_SETTINGS: Reference = {
  label: 'Auth0: application settings',
  url: 'https://auth0.com/docs/get-started/applications/application-settings',
};
const API_SETTINGS: Reference = {
  label: 'Auth0: API settings',
  url: 'https://auth0.com/docs/get-started/apis/api-settings',
};

/** Auth0 says access_denied for much that RFC 6749 has other codes for; its descriptions tell them apart. */
export const AUTH0_ENTRIES: CatalogEntry[] = [
  {
    id: 'auth0-callback-mismatch',
    family: 'provider',
    code: 'Callback URL mismatch',
    core: false,
    title: 'Auth0: callback URL mismatch',
    meaning:
      'Auth0 shows "Callback URL mismatch": the redirect_uri is not in the list of allowed callback URLs of the application. It does not redirect back.',
    where: ['authorization page'],
    provider: 'Auth0',
    match: [
      ...matchPage('callback url mismatch|is not in the list of allowed callback urls'),
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'callback url mismatch|is not in the list of allowed callback urls',
        where: ['authorization page', 'authorization response', 'other response'],
      },
    ],
    causes: [
      'The URL is missing in Allowed Callback URLs, or differs in scheme, host, port, path or trailing slash.',
      'The port of the listener changes with each run: Auth0 compares the port of loopback addresses too.',
      'The client_id is that of another application of the tenant.',
    ],
    fixes: [
      'Add {redirectUri} under Applications, {clientId}, Settings, Allowed Callback URLs, and save.',
      'Use a fixed port in the redirect URI.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: APPLICATION_SETTINGS,
  },
  {
    id: 'auth0-grant-type-not-allowed',
    family: 'provider',
    code: 'unauthorized_client',
    core: false,
    title: 'Auth0: grant type not allowed for the client',
    meaning:
      'Auth0 answers "Grant type ... not allowed for the client": the grant type is not ticked for this application.',
    where: ['authorization response', 'token response'],
    provider: 'Auth0',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: '^[a-z_]{1,40} Grant type .{0,100}not allowed for the client',
      },
    ],
    causes: [
      'The grant is not ticked under Advanced Settings, Grant Types.',
      'The application type does not offer it: client credentials need a confidential application.',
    ],
    fixes: [
      'Tick the grant for {grantType} under Applications, {clientId}, Settings, Advanced Settings, Grant Types.',
      'Check that the application type fits the flow.',
    ],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: {
      label: 'Auth0: application grant types',
      url: 'https://auth0.com/docs/get-started/applications/application-grant-types',
    },
  },
  {
    id: 'auth0-audience-not-enabled',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Auth0: no API has this audience (token request)',
    meaning:
      'Auth0 answers "Service not enabled within domain" and repeats the audience: no API of the tenant has this identifier.',
    where: ['token response'],
    provider: 'Auth0',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'Service not enabled within domain' }],
    causes: [
      'The audience is not the identifier of an API, down to the trailing slash and the scheme.',
      'The API was created in another tenant, or not at all.',
    ],
    fixes: [
      'Copy the Identifier from APIs, Settings, and send exactly that as audience.',
      'Or create an API with this identifier; the identifier of an API cannot be changed later.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: API_SETTINGS,
  },
  {
    id: 'auth0-audience-not-found',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Auth0: no API has this audience (authorization request)',
    meaning:
      'Auth0 answers "Service not found" and repeats the audience of the authorization request: no API of the tenant has this identifier.',
    where: ['authorization response', 'authorization page'],
    provider: 'Auth0',
    match: [
      { signal: 'oauth-error', value: 'access_denied', pattern: '^access_denied Service not found: ' },
      ...matchPage('service not found: .{1,300}'),
    ],
    causes: [
      'The audience is an address or a placeholder of a sample, in place of the identifier of an API.',
      'The identifier differs in its trailing slash or scheme, or belongs to another tenant.',
    ],
    fixes: [
      'Copy the Identifier from APIs, Settings, and send exactly that as audience.',
      'Leave audience out if the application only signs users in.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: API_SETTINGS,
  },
  {
    id: 'auth0-client-not-granted-api',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Auth0: the application is not authorized for the API',
    meaning:
      'Auth0 answers "Client is not authorized to access resource server": the API exists, but this application has no grant for it.',
    where: ['authorization response', 'token response'],
    provider: 'Auth0',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          'Client .{0,120}is not authorized to access (resource server|.?https?://)|create a .{0,3}client-grant',
      },
    ],
    causes: [
      'The application is not authorized for the API, which client credentials need.',
      'The grant was made for another application or another API of the tenant.',
    ],
    fixes: [
      'Authorize {clientId} under APIs, the API, Machine to Machine Applications (Application Access), and tick its permissions.',
    ],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: API_SETTINGS,
  },
  {
    id: 'auth0-wrong-secret',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Auth0: client authentication failed',
    meaning:
      'The token endpoint answers access_denied with the bare word "Unauthorized". At Auth0 it means what RFC 6749 calls invalid_client, not that a user refused.',
    where: ['token response'],
    provider: 'Auth0',
    match: [
      {
        signal: 'oauth-error',
        value: 'access_denied',
        pattern: '^access_denied Unauthorized\\.?\\s{0,2}$',
        where: ['token response', 'other response'],
      },
    ],
    causes: [
      'The client secret is wrong, was rotated, or belongs to another application.',
      'The secret is sent in another way than the application is set to: Basic in place of Post, or none.',
    ],
    fixes: [
      'Copy the secret again from Applications, {clientId}, Settings.',
      'Compare Authentication Method under Credentials with what the profile uses: {authMethod}.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: APPLICATION_SETTINGS,
  },
  {
    id: 'auth0-refresh-token-invalid',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Auth0: unknown or invalid refresh token',
    meaning:
      'Auth0 answers "Unknown or invalid refresh token": the token has expired, was revoked, or was replaced by rotation. After a reuse Auth0 revokes the whole family of tokens.',
    where: ['token response'],
    provider: 'Auth0',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'Unknown or invalid refresh token' }],
    causes: [
      'A rotated token was used a second time, by parallel refreshes or from an old copy.',
      'The idle or absolute lifetime of the refresh token has passed, or the user was blocked.',
      'The token was issued to another application or tenant.',
    ],
    fixes: [
      'Have the user sign in again.',
      'Store the refresh token of each answer at once, and let only one refresh run at a time.',
      'Set Rotation Overlap Period of the application, if the answer of a refresh can be lost.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: {
      label: 'Auth0: refresh token rotation',
      url: 'https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation',
    },
  },
  {
    id: 'auth0-mfa-required',
    family: 'provider',
    code: 'mfa_required',
    core: false,
    title: 'Auth0: a second factor is required',
    meaning:
      'Auth0 answers mfa_required, "Multifactor authentication required", with an mfa_token: the first factor was right, and the second is still to come.',
    where: ['token response'],
    provider: 'Auth0',
    match: matchOwnCode('mfa_required'),
    causes: [
      'The tenant, a policy or an Action asks for MFA, and the password grant has no page to ask for it.',
      'A refresh asks for an audience or scope that needs a step up.',
    ],
    fixes: [
      'Use the authorization code flow: the login page of Auth0 asks for the second factor.',
      'Or complete it with the MFA API: tick the MFA grant of {clientId} and go on with the mfa_token.',
    ],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: {
      label: 'Auth0: password flow with MFA',
      url: 'https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa',
    },
  },
  {
    id: 'auth0-too-many-attempts',
    family: 'provider',
    code: 'too_many_attempts',
    core: false,
    title: 'Auth0 has blocked the account after too many attempts',
    meaning:
      'Brute-force protection blocked this account for this address: "Your account has been blocked after multiple consecutive login attempts".',
    where: ['token response', 'authorization page', 'authorization response'],
    provider: 'Auth0',
    match: [
      ...matchOwnCode('too_many_attempts'),
      { signal: 'oauth-error', value: '*', pattern: 'blocked after multiple consecutive login attempts' },
      ...matchPage('account has been blocked after multiple consecutive login attempts'),
    ],
    causes: [
      'Ten wrong passwords in a row (the default) from one address.',
      'A server signs users in with the password grant, so that all attempts come from its own address.',
    ],
    fixes: [
      'Unblock the user in the Dashboard, or have the user follow the link in the e-mail that Auth0 sent.',
      'A server that uses the password grant must send the auth0-forwarded-for header with the address of the user.',
    ],
    actors: ['provider admin', 'user'],
    retry: 'after_delay',
    reference: {
      label: 'Auth0: brute-force protection',
      url: 'https://auth0.com/docs/secure/attack-protection/brute-force-protection',
    },
  },
];
