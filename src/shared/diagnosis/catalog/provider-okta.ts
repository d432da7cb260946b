import type { Reference } from '../../model/check';
import type { CatalogEntry } from '../catalog-entry';
import { matchPage } from '../provider-rules';

const ERRORS: Reference = {
  label: 'Okta: error codes',
  url: 'https://developer.okta.com/docs/reference/error-codes/',
};

/** Okta's OAuth endpoints answer as RFC 6749 says; its own API answers with errorCode, E0000011 and the like. */
export const OKTA_ENTRIES: CatalogEntry[] = [
  {
    id: 'okta-redirect-uri-not-registered',
    family: 'provider',
    code: 'invalid_redirect_uri',
    core: false,
    title: 'Okta does not know the redirect URI',
    meaning:
      'Okta shows "400 Bad Request: the \'redirect_uri\' parameter must be a Login redirect URI in the client app settings", and does not redirect back.',
    where: ['authorization page', 'PAR response'],
    provider: 'Okta',
    match: [
      ...matchPage('redirect_uri.{1,8}parameter must be a login redirect uri'),
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'redirect_uri.{1,8}parameter must be a login redirect uri',
      },
    ],
    causes: [
      'The redirect URI is missing under Sign-in redirect URIs, or differs in scheme, host, port, path or trailing slash.',
      'The client_id is that of another app of the same org.',
    ],
    fixes: [
      'Add {redirectUri} under Applications, {clientId}, General, Sign-in redirect URIs.',
      'Use a fixed port: Okta compares the port of loopback addresses too.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-policy-evaluation-failed',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Okta: no access policy fits the request',
    meaning:
      'Okta answers "Policy evaluation failed for this request" (no_matching_policy in its log): no policy and rule of the authorization server allow this client, user, grant type and scope together.',
    where: ['authorization response', 'token response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: 'access_denied',
        pattern: '^access_denied (Policy evaluation failed|no_matching_policy)',
      },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bno_matching_policy\\b|\\bPolicy evaluation failed for this request\\b',
      },
    ],
    causes: [
      'The custom authorization server has no access policy for this client.',
      'No rule of the policy allows the grant type, the groups of the user, or the scopes.',
      'A rule with a higher priority denies the request, or the policy is inactive.',
    ],
    fixes: [
      'Under Security, API, Authorization Servers, Access Policies, assign a policy to {clientId} and add a rule that allows {grantType} and {scope}.',
      'Try the request under Token Preview of the authorization server.',
    ],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-user-not-assigned',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Okta: the user is not assigned to the app',
    meaning:
      'Okta answers "User is not assigned to the client application": the user signed in, but may not use this app.',
    where: ['authorization response', 'token response'],
    provider: 'Okta',
    match: [
      { signal: 'oauth-error', value: '*', pattern: 'User is not assigned to the client application' },
      ...matchPage('user is not assigned to (the client|this) application'),
    ],
    causes: [
      'Neither the user nor one of the groups of the user is listed under Assignments.',
      'The browser is signed in as another user than expected.',
    ],
    fixes: [
      'Assign the user or a group under Applications, {clientId}, Assignments.',
      'Sign out of Okta in the browser and sign in as the right user, or send prompt=login.',
    ],
    actors: ['provider admin', 'user'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-scopes-not-configured',
    family: 'provider',
    code: 'invalid_scope',
    core: false,
    title: 'Okta: a scope does not exist at this authorization server',
    meaning:
      'Okta answers "One or more scopes are not configured for the authorization server resource": each authorization server has scopes of its own.',
    where: ['authorization response', 'token response', 'PAR response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'scopes are not configured for the authorization server',
      },
    ],
    causes: [
      'The issuer is the org authorization server, which has no custom scopes, in place of a custom one (/oauth2/default).',
      'The scope was not added to the custom authorization server, or is misspelt.',
      'okta.* scopes are asked for at a custom authorization server: only the org server has them.',
    ],
    fixes: [
      'Check that {issuer} is the authorization server that has the scopes {scope}.',
      'Add the missing scope under Security, API, Authorization Servers, Scopes.',
    ],
    actors: ['provider admin', 'app developer'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-invalid-client-id',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Okta does not know the client_id',
    meaning:
      'Okta answers "Invalid value for \'client_id\' parameter": no active app of this org has this client_id.',
    where: ['authorization page', 'token response', 'PAR response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'invalid value for .{1,8}client_id.{1,8} parameter',
      },
      ...matchPage('invalid value for .{1,8}client_id.{1,8} parameter'),
    ],
    causes: [
      'The client_id belongs to another org, such as the preview org or another Okta domain.',
      'The app was deactivated or deleted.',
      'The value was copied with a blank, or is the id of the app instead of its Client ID.',
    ],
    fixes: [
      'Copy the Client ID from Applications, General, in the org of {host}.',
      'Check that the app is active.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-invalid-client-secret',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Okta: the client secret is wrong',
    meaning:
      'Okta answers "The client secret supplied for a confidential client is invalid": it knows the client, but none of its active secrets fits.',
    where: ['token response', 'PAR response', 'introspection response', 'revocation response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'client secret supplied for a confidential client is invalid',
      },
    ],
    causes: [
      'The secret was rotated, and the old one deactivated or deleted.',
      'The secret was copied incompletely, or belongs to another app.',
    ],
    fixes: [
      'Copy an active secret of {clientId} from General, Client Credentials.',
      'When rotating, keep the old secret active until every instance has the new one.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-assertion-audience',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Okta: the client assertion has the wrong audience',
    meaning:
      'Okta answers "The audience claim for client_assertion must be the endpoint invoked for the request": aud must be the URL that is called, not the issuer.',
    where: ['token response', 'PAR response', 'introspection response', 'revocation response'],
    provider: 'Okta',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'audience claim for client_assertion' }],
    causes: [
      'The library puts the issuer into aud, as openid-client does and newer rules advise.',
      'The assertion was made for the token endpoint and sent to another one, such as PAR.',
      'The address in aud has another host, a custom domain for example, or another authorization server.',
    ],
    fixes: [
      'Set aud of the client assertion to {requestUrl}.',
      'With openid-client, pass modifyAssertion to PrivateKeyJwt or ClientSecretJwt and set payload.aud there.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-pkce',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Okta: PKCE is missing or does not fit',
    meaning:
      'Okta answers "PKCE verification failed", "PKCE code challenge is required" or the like: the app requires PKCE and one half is missing, or the code_verifier does not give the code_challenge.',
    where: ['authorization response', 'token response', 'PAR response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        // Keycloak begins its own reasons with the same words.
        pattern:
          '^[a-z_]{1,40} PKCE (code (challenge|verifier) (is|must)|code challenge method|verification failed(\\.|: (?!code mismatch|invalid code verifier|unsupported algorithm)))',
      },
      {
        signal: 'oauth-error',
        value: 'invalid_client',
        pattern: 'must use Proof Key for Code Exchange',
      },
    ],
    causes: [
      'The app has no client authentication, or Require PKCE as additional verification is ticked, and no code_challenge is sent.',
      'The code_verifier belongs to another attempt.',
      'A single-page app calls the token endpoint from the browser without PKCE.',
    ],
    fixes: [
      'Send code_challenge with code_challenge_method=S256 in the authorization request, and its own code_verifier in the token request.',
      'Keep the code_verifier with the state of its attempt.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-code-invalid-or-expired',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Okta: the authorization code is invalid or has expired',
    meaning:
      'Okta answers "The authorization code is invalid or has expired": the code is too old, was used before, or comes from another authorization server.',
    where: ['token response'],
    provider: 'Okta',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '^invalid_grant The authorization code is invalid or has expired',
      },
    ],
    causes: [
      'The code was sent twice, or too late.',
      'The code was issued by one authorization server (/oauth2/default) and redeemed at another (/oauth2).',
    ],
    fixes: [
      'Begin again with a new authorization request, and redeem the code at once and only once.',
      'Check that {authorizationEndpoint} and {tokenEndpoint} belong to the same authorization server.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-rate-limited',
    family: 'provider',
    code: 'E0000047',
    core: false,
    title: 'Okta: rate limit exceeded',
    meaning:
      'Okta answers "API call exceeded rate limit due to too many requests". The JSON has errorCode E0000047 in place of error; the token endpoint may say invalid_grant with HTTP 429, although the grant is sound.',
    where: ['token response', 'authorization page', 'discovery response', 'userinfo response'],
    provider: 'Okta',
    match: [
      { signal: 'provider-code', value: 'E0000047' },
      { signal: 'oauth-error', value: '*', pattern: 'API call exceeded rate limit' },
      ...matchPage('API call exceeded rate limit due to too many requests'),
    ],
    causes: [
      'A burst of requests, such as a load test, a retry loop, or many instances that start at the same time.',
      'Discovery document and keys are fetched for each request and not kept.',
    ],
    fixes: [
      'Wait {retryAfter}, or until the time in X-Rate-Limit-Reset (seconds since 1970), then try again with growing pauses.',
      'Keep the discovery document, the keys and the tokens until they expire.',
      'Do not discard the code or refresh token because of this answer.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_delay',
    reference: ERRORS,
  },
  {
    id: 'okta-api-invalid-token',
    family: 'provider',
    code: 'E0000011',
    core: false,
    title: 'Okta API: invalid token provided',
    meaning:
      'Okta answers errorCode E0000011, "Invalid token provided": its own API does not accept this access token.',
    where: ['userinfo response', 'resource response'],
    provider: 'Okta',
    match: [{ signal: 'provider-code', value: 'E0000011' }],
    causes: [
      "The token was issued by a custom authorization server: Okta's own API takes only tokens of the org server.",
      'The token has expired or was revoked, or belongs to another org.',
      'An API token is sent with the scheme Bearer in place of SSWS.',
    ],
    fixes: [
      'Get a token from the org authorization server (https://{host}) with the okta.* scopes that the call needs.',
      'Decode the token and compare its iss and exp with the address that is called.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: ERRORS,
  },
  {
    id: 'okta-feature-not-enabled',
    family: 'provider',
    code: 'E0000015',
    core: false,
    title: 'Okta: the org does not have this feature',
    meaning:
      'Okta answers errorCode E0000015, "You do not have permission to access the feature you are requesting". Asked for the metadata of /oauth2/default, it means that the org has no custom authorization servers.',
    where: ['discovery response', 'token response', 'resource response'],
    provider: 'Okta',
    match: [{ signal: 'provider-code', value: 'E0000015' }],
    causes: [
      'The org has no licence for API Access Management, which custom authorization servers need.',
      'The API that is called belongs to a feature that is not switched on.',
    ],
    fixes: [
      'Use the org authorization server as issuer: https://{host}, without /oauth2/default.',
      'Or ask Okta to enable the feature for the org.',
    ],
    actors: ['provider admin', 'app developer'],
    retry: 'no',
    reference: ERRORS,
  },
];
