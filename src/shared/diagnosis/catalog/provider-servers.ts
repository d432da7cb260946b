import { rfc } from '../../model/reference';
import type { CatalogEntry, MatchRule, Where } from '../catalog-entry';

const AUTHORIZATION: Where[] = ['authorization response', 'authorization page'];
const PAGE: Where[] = ['authorization page'];
const TOKEN: Where[] = ['token response', 'other response'];
const FOSITE = { label: 'Ory Fosite source', url: 'https://github.com/ory/fosite' };
const OIDC_PROVIDER = {
  label: 'node oidc-provider source',
  url: 'https://github.com/panva/node-oidc-provider',
};
const DOORKEEPER = { label: 'Doorkeeper source', url: 'https://github.com/doorkeeper-gem/doorkeeper' };
/** Scopes are judged by the entry of invalid_scope, which compares them; logout has entries of its own. */
const SPRING_PARAMETER =
  'OAuth 2\\.0 Parameter: (?!scope\\b|post_logout_redirect_uri|id_token_hint)\\w{1,40}';
const DUENDE = { label: 'Duende products source', url: 'https://github.com/DuendeSoftware/products' };

/**
 * The wordings of servers that people run themselves. A wording that says no more than its OAuth error
 * is listened to weakly, in the text alone, so that the entry of the error keeps its place and its proof.
 */
export const SERVER_PRODUCT_ENTRIES: CatalogEntry[] = [
  {
    id: 'hydra-client-auth-method',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Ory Hydra: this client authenticates in another way',
    meaning:
      'The client is set to one authentication method, and the request uses another; the secret was not even looked at.',
    where: TOKEN,
    provider: 'Ory Hydra',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_client',
        pattern: 'OAuth 2\\.0 Client supports client authentication method',
      },
    ],
    causes: [
      'Clients of Hydra use client_secret_basic unless told otherwise, while many libraries send client_secret_post.',
      'The client was created as a public one (none) and now sends a secret, or the other way round.',
    ],
    fixes: [
      'Set token_endpoint_auth_method of {clientId} to what this run used, {authMethod}; the error names both.',
      'Or set client.auth in the profile, and the method of the application, to the one that Hydra names.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: FOSITE,
  },
  {
    id: 'hydra-redirect-uri',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Ory Hydra: the redirect URI is not among those of the client',
    meaning: 'Hydra knows the client, and the redirect_uri of the request equals none of its redirect_uris.',
    where: PAGE,
    provider: 'Ory Hydra',
    match: onPage("redirect_uri'? parameter does not match any"),
    causes: [
      'The strings differ: scheme, host, port, path, trailing slash or case.',
      'The client was created for another environment.',
    ],
    fixes: [
      'Add {redirectUri} to redirect_uris of {clientId}, with the admin API or hydra update oauth2-client.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: FOSITE,
  },
  {
    id: 'hydra-invalid-state',
    family: 'provider',
    code: 'invalid_state',
    core: false,
    title: 'Ory Hydra: state is missing or too short',
    meaning: 'Hydra demands a state of at least 8 characters, unless it is configured otherwise.',
    where: AUTHORIZATION,
    provider: 'Ory Hydra',
    match: [
      { signal: 'oauth-error', value: 'invalid_state', where: AUTHORIZATION },
      { signal: 'provider-code', value: 'invalid_state', where: AUTHORIZATION },
      {
        signal: 'text',
        value: '*',
        pattern: 'state is missing or (does not have enough|has less than \\d{1,3}) characters',
        where: AUTHORIZATION,
      },
    ],
    causes: ['The request has no state, or a short fixed one.'],
    fixes: [
      'Send a new random state of 16 characters or more with each request, and compare it in the callback.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: FOSITE,
  },
  {
    id: 'hydra-code-already-used',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Ory Hydra: the code was redeemed twice',
    meaning:
      'The authorization code had been used before. Hydra takes this for an attack and revokes the tokens of the first use as well.',
    where: TOKEN,
    provider: 'Ory Hydra',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: 'issued to another client\\W{1,3}The authorization code has already been used',
      },
    ],
    causes: [
      'The callback ran twice: a reload, a double render, a prefetch, or a retry of the token request.',
      'Two instances of the application redeem the same code.',
    ],
    fixes: [
      'Redeem each code once, and do not repeat a token request that may have arrived.',
      'Have the user sign in again: the tokens of the first use no longer work.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: FOSITE,
  },
  {
    id: 'hydra-audience',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Ory Hydra: the audience is not allowed for the client',
    meaning: 'The audience of the request is not in the list of audiences of this client.',
    where: [...AUTHORIZATION, 'token response'],
    provider: 'Ory Hydra',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'Requested audience .{0,120}has not been whitelisted',
      },
    ],
    causes: ['The audience list of the client lacks it, or spells it differently: a trailing slash counts.'],
    fixes: ['Add the audience that the error names to audience of {clientId}, or ask for one that is there.'],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: FOSITE,
  },
  {
    id: 'hydra-concurrent-refresh',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Ory Hydra: two refreshes ran at the same time',
    meaning:
      'Two requests used the same refresh token at once and collided in the database. One of them went through.',
    where: TOKEN,
    provider: 'Ory Hydra',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'multiple concurrent requests using the same token',
      },
    ],
    causes: [
      'Several tabs, threads or instances noticed the expired access token and refreshed it together.',
    ],
    fixes: [
      'Let one caller refresh, and have the others wait for its result.',
      'Read the newest refresh token, then try once more; it is not the one that just failed.',
    ],
    actors: ['app developer'],
    retry: 'after_delay',
    reference: FOSITE,
  },
  {
    id: 'oidc-provider-grant-request-is-invalid',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'node oidc-provider: grant request is invalid',
    meaning:
      'The fixed text of this server for every invalid_grant. The reason is in its log alone, as error_detail.',
    where: TOKEN,
    provider: 'node oidc-provider',
    match: [
      {
        signal: 'text',
        value: '*',
        pattern: '\\bgrant request is invalid\\b',
        where: TOKEN,
        strength: 'weak',
      },
    ],
    causes: [
      'The code or refresh token is expired, used, unknown, or of another client.',
      'redirect_uri or code_verifier does not fit the authorization request.',
    ],
    fixes: [
      'Compare both requests in the recording: the code, {redirectUri}, and the code_verifier.',
      'On the server, listen to the event grant.error and read error_detail.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: OIDC_PROVIDER,
  },
  {
    id: 'oidc-provider-invalid-redirect-uri',
    family: 'provider',
    code: 'invalid_redirect_uri',
    core: false,
    title: 'node oidc-provider: the redirect URI is not registered',
    meaning: 'The server knows the client, and the redirect_uri of the request is none of its redirect_uris.',
    where: PAGE,
    provider: 'node oidc-provider',
    match: [
      {
        signal: 'text',
        value: '*',
        pattern: 'redirect_uri did not match any of the client.{0,3}s registered redirect_uris',
        where: PAGE,
        strength: 'weak',
      },
      {
        signal: 'text',
        value: '*',
        pattern: 'redirect_uri did not match any of the client.{0,3}s registered redirect_uris',
        where: ['authorization response'],
        strength: 'weak',
      },
    ],
    causes: [
      'The strings differ; only for native clients does the port of a loopback address not count.',
      'A client of application_type web may not use http or localhost.',
    ],
    fixes: [
      'Add {redirectUri} to redirect_uris of {clientId}.',
      'For a loopback address set application_type of the client to native.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: OIDC_PROVIDER,
  },
  {
    id: 'oidc-provider-client-auth-failed',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'node oidc-provider: client authentication failed',
    meaning:
      'The fixed text of this server for every invalid_client. The reason is in its log alone, as error_detail.',
    where: ['token response', 'PAR response'],
    provider: 'node oidc-provider',
    match: [
      {
        signal: 'text',
        value: '*',
        pattern: '\\bclient authentication failed(?! due to| \\(| for example)',
        where: ['token response', 'PAR response'],
        strength: 'weak',
      },
    ],
    causes: [
      'The client is unknown, or its secret is wrong or has expired.',
      'The method of authentication is not the registered one; a Basic challenge is added where the Authorization header was used.',
    ],
    fixes: [
      'Compare token_endpoint_auth_method of {clientId} with {authMethod}, then the secret.',
      'On the server, read error_detail of the failed request.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: OIDC_PROVIDER,
  },
  {
    id: 'gitlab-redirect-uri-invalid',
    family: 'provider',
    code: 'invalid_redirect_uri',
    core: false,
    title: 'GitLab (Doorkeeper): the redirect URI is not registered',
    meaning:
      'GitLab, like other servers on Doorkeeper, shows an error page: the redirect URI is not one of the application.',
    where: PAGE,
    provider: 'GitLab (Doorkeeper)',
    match: onPage(
      'redirect ur[il] included is not valid|redirect ur[il] is malformed or (doesn.{0,6}t|does not) match',
    ),
    causes: [
      'The exact address is missing from the Redirect URI field of the application, which takes one per line.',
      'The address differs in scheme, port, path or trailing slash.',
    ],
    fixes: ['Add {redirectUri} as a line of its own to Redirect URI of the application {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: DOORKEEPER,
  },
  {
    id: 'doorkeeper-challenge-on-400',
    family: 'provider',
    code: 'Bearer at the token endpoint',
    core: false,
    title: 'GitLab (Doorkeeper): a Bearer challenge beside a token error',
    meaning:
      'Doorkeeper adds a Bearer challenge to each error of its token endpoint. Some libraries then report the challenge and drop the body.',
    where: ['token response'],
    provider: 'GitLab (Doorkeeper)',
    match: [
      { signal: 'answer', value: 'challenge-bearer-at-token', strength: 'weak' },
      {
        signal: 'challenge',
        value: '*',
        where: ['token response'],
        details: { realm: 'Doorkeeper' },
        strength: 'plain',
      },
    ],
    causes: [
      'This is how Doorkeeper answers; the fault itself is the error that the challenge or the body names.',
    ],
    fixes: [
      'Read error and error_description from the body or from the challenge, and treat them as a token error.',
      'In the application, look at the cause of the error that the library throws: it holds the parameters of the challenge.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: DOORKEEPER,
  },
  {
    id: 'duende-unknown-client',
    family: 'provider',
    code: 'unauthorized_client',
    core: false,
    title: 'Duende IdentityServer: the client is unknown or disabled',
    meaning:
      'IdentityServer shows unauthorized_client on its error page where it does not find the client_id, or finds it disabled.',
    where: AUTHORIZATION,
    provider: 'Duende IdentityServer',
    match: [
      ...onPage('Unknown client or client not enabled'),
      { signal: 'text', value: '*', pattern: '\\bUnknown client or not enabled\\b' },
    ],
    causes: [
      'The client_id is misspelt, or belongs to another environment.',
      'The client store was not seeded, or Enabled of the client is false.',
    ],
    fixes: ['Check that {clientId} is in the client store of {issuer}, and that its Enabled is true.'],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: DUENDE,
  },
  {
    id: 'duende-invalid-redirect-uri',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Duende IdentityServer: the redirect URI is not registered',
    meaning:
      'IdentityServer knows the client; the redirect_uri is missing, malformed, or none of its RedirectUris.',
    where: PAGE,
    provider: 'Duende IdentityServer',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern: '^invalid_request\\W{0,5}Invalid redirect_uri\\b',
        where: PAGE,
      },
      {
        signal: 'text',
        value: '*',
        pattern: 'there was an error\\W{1,5}invalid_request\\W{1,5}Invalid redirect_uri\\b',
        where: ['authorization page'],
      },
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bAuthorizeRequestValidator\\b.{0,80}\\bInvalid redirect_uri\\b|\\bInvalid redirect_uri\\b.{0,600}\\bAllowedRedirectUris\\b',
      },
    ],
    causes: ['The address differs from every entry of RedirectUris; case and trailing slash count.'],
    fixes: ['Add {redirectUri} to RedirectUris of {clientId}.'],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: DUENDE,
  },
  {
    id: 'pingfederate-code-invalid',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'PingFederate: the code is invalid or expired',
    meaning: 'PingFederate does not find the authorization code: it is used, expired or unknown.',
    where: TOKEN,
    provider: 'PingFederate',
    match: [
      {
        signal: 'text',
        value: '*',
        pattern: '\\bAuthorization code is invalid or expired\\b',
        where: TOKEN,
        strength: 'weak',
      },
    ],
    causes: [
      'The code was redeemed twice, or too late.',
      'The nodes of a cluster do not share their grants, and another node issued the code.',
    ],
    fixes: ['Start again, and redeem the code at once and only once.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '5.2'),
  },
  {
    id: 'spring-authz-parameter',
    family: 'provider',
    code: 'OAuth 2.0 Parameter',
    core: false,
    title: 'Spring Authorization Server: a parameter is not accepted',
    meaning:
      'The error names the parameter of the authorization request at fault. For client_id and redirect_uri it is a plain page with status 400, without a redirect.',
    where: AUTHORIZATION,
    provider: 'Spring Authorization Server',
    match: [
      { signal: 'oauth-error', value: 'invalid_request', pattern: SPRING_PARAMETER, where: AUTHORIZATION },
      { signal: 'provider-page', value: '*', pattern: SPRING_PARAMETER },
      { signal: 'text', value: '*', pattern: SPRING_PARAMETER, where: AUTHORIZATION },
    ],
    causes: [
      'redirect_uri: the port may differ from the registered one for 127.0.0.1 and [::1] only; localhost is compared as it is, or not allowed at all.',
      'code_challenge or code_challenge_method: the client is set to require PKCE (requireProofKey), or the method is not S256.',
      'scope: it is not among the scopes of the registered client.',
    ],
    fixes: [
      'Correct the parameter that the error names in the request to {authorizationEndpoint}.',
      'For redirect_uri, register {redirectUri} with RegisteredClient, and use 127.0.0.1 where the port changes.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'Spring Authorization Server source',
      url: 'https://github.com/spring-projects/spring-authorization-server',
    },
  },
];

/** A wording of an error page, with or without a code that can be read from it. */
function onPage(pattern: string): MatchRule[] {
  return [
    { signal: 'oauth-error', value: '*', pattern, where: AUTHORIZATION },
    { signal: 'text', value: '*', pattern, where: PAGE },
  ];
}
