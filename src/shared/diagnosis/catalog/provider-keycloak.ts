import type { Reference } from '../../model/check';
import type { CatalogEntry } from '../catalog-entry';
import { matchPage } from '../provider-rules';

const CLIENT_SETTINGS: Reference = {
  label: 'Keycloak: managing OpenID Connect clients',
  url: 'https://www.keycloak.org/docs/latest/server_admin/#_oidc_clients',
};
const CLIENT_SCOPES: Reference = {
  label: 'Keycloak: client scopes',
  url: 'https://www.keycloak.org/docs/latest/server_admin/#_client_scopes',
};
const TIMEOUTS: Reference = {
  label: 'Keycloak: session and token timeouts',
  url: 'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
};

/** Keycloak uses the codes of RFC 6749; what happened is in its descriptions, which are not translated. */
export const KEYCLOAK_ENTRIES: CatalogEntry[] = [
  {
    id: 'keycloak-invalid-redirect-uri-page',
    family: 'provider',
    code: 'Invalid parameter: redirect_uri',
    core: false,
    title: 'Keycloak does not know the redirect URI',
    meaning:
      'Keycloak shows "We are sorry... Invalid parameter: redirect_uri", since no entry of Valid redirect URIs of the client fits the redirect URI that was sent. It does not redirect back.',
    where: ['authorization page'],
    provider: 'Keycloak',
    match: [
      ...matchPage('invalid parameter: redirect_uri'),
      { signal: 'oauth-error', value: '*', pattern: 'invalid parameter: redirect_uri' },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bLOGIN(_ERROR)?\\b.{0,600}\\berror="?(invalid_redirect_uri)\\b',
      },
    ],
    causes: [
      'The redirect URI is missing under Valid redirect URIs, or differs in scheme, host, port, path or trailing slash.',
      'A wildcard stands elsewhere than at the end of the entry: Keycloak takes it literally there.',
      'The client of this name in this realm is not the one that was configured.',
    ],
    fixes: [
      'Add {redirectUri} under Clients, {clientId}, Settings, Valid redirect URIs.',
      'For a loopback listener with any port, register http://127.0.0.1/* or the path without a port.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-code-not-valid',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: code not valid',
    meaning:
      'Keycloak answers "Code not valid": it does not know the authorization code, or the code was redeemed before. A second use also ends the session of the client, so tokens of the first use stop working.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      { signal: 'oauth-error', value: 'invalid_grant', pattern: '^invalid_grant Code not valid' },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bCODE_TO_TOKEN(_ERROR)?\\b.{0,600}\\berror="?(invalid_code)\\b',
      },
    ],
    causes: [
      'The code was sent twice: a retried request, a reloaded callback page, or two handlers for one callback.',
      'The code comes from another realm or another Keycloak.',
      'The nodes of a cluster do not share their caches, and another node issued the code.',
    ],
    fixes: [
      'Look for a second token request with the same code, and redeem each code once.',
      'Check that the token request goes to the realm that issued the code: {tokenEndpoint}.',
      'Begin again with a new authorization request.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-code-is-expired',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: code is expired',
    meaning:
      'Keycloak answers "Code is expired": the authorization code is older than Client Login Timeout, one minute unless the realm says otherwise.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      { signal: 'oauth-error', value: 'invalid_grant', pattern: '^invalid_grant Code is expired' },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bCODE_TO_TOKEN(_ERROR)?\\b.{0,600}\\berror="?(expired_code)\\b',
      },
    ],
    causes: [
      'The application held the code for too long: a breakpoint, a queue, a slow start, or a person who copied it by hand.',
      'Client Login Timeout of the realm was set very short.',
    ],
    fixes: [
      'Redeem the code as soon as the callback arrives.',
      'If one minute is too short, raise Client Login Timeout under Realm settings, Tokens.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: TIMEOUTS,
  },
  {
    id: 'keycloak-incorrect-redirect-uri',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: the token request has another redirect_uri',
    meaning:
      'Keycloak answers "Incorrect redirect_uri": the redirect_uri of the token request is missing, or is not the very string of the authorization request.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      { signal: 'oauth-error', value: 'invalid_grant', pattern: '^invalid_grant Incorrect redirect_uri' },
    ],
    causes: [
      'The application builds the URI anew from its own address, which a proxy changed from https to http or to another host.',
      'A trailing slash, a port or a query differs between the two requests.',
    ],
    fixes: [
      'Send exactly {redirectUri} in the token request too: keep the string with the state, and do not build it again.',
      'Behind a proxy, have the application use the public address (Forwarded or X-Forwarded-Proto).',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-pkce-verification-failed',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: PKCE verification failed',
    meaning:
      'Keycloak answers "PKCE verification failed": with "Code mismatch" the code_verifier does not give the code_challenge, with "Invalid code verifier" it is not 43 to 128 unreserved characters.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '^invalid_grant PKCE (invalid code verifier|verification failed(: (code mismatch|invalid code verifier|unsupported algorithm)|\\s{0,2}$))',
      },
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bCODE_TO_TOKEN(_ERROR)?\\b.{0,600}\\berror="?(pkce_verification_failed|invalid_code_verifier)\\b',
      },
    ],
    causes: [
      'The code_verifier belongs to another attempt: two tabs, a restart in between, or one slot for all users.',
      'The challenge was made of other bytes than the verifier, or with padding or plain base64 instead of base64url.',
      'The verifier is shorter than 43 characters or has characters outside of A-Z a-z 0-9 - . _ ~.',
    ],
    fixes: [
      'Keep the code_verifier with the state of its own authorization request, and send that one.',
      'Compute code_challenge as base64url without padding of the SHA-256 of the verifier string (RFC 7636 section 4.2).',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-pkce-verifier-missing',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: code_verifier without code_challenge, or the reverse',
    meaning:
      'Keycloak answers "PKCE code verifier not specified", or that a verifier was "specified but challenge not present": one of the two requests lacks its half of PKCE.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '^invalid_grant PKCE code verifier (not specified|specified but challenge not present)',
      },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bCODE_TO_TOKEN(_ERROR)?\\b.{0,600}\\berror="?(code_verifier_missing)\\b',
      },
    ],
    causes: [
      'The code_verifier was lost before the token request: the session store is empty after the redirect.',
      'The code_challenge was dropped from the authorization URL, by a proxy or a hand-written URL.',
    ],
    fixes: [
      'Send code_challenge and code_challenge_method=S256 in the authorization request, and code_verifier in the token request.',
      'Check that what is stored before the redirect is still there in the callback (cookie SameSite, server restart).',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-missing-code-challenge-method',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Keycloak: this client requires PKCE',
    meaning:
      'Keycloak answers "Missing parameter: code_challenge_method" (or code_challenge): the client has a PKCE method set, and the authorization request has no PKCE, or another method.',
    where: ['authorization response', 'authorization page', 'PAR response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          '^invalid_request (Missing parameter: code_challenge|Invalid parameter: code challenge method is not matching)',
      },
      ...matchPage(
        'missing parameter: code_challenge|code challenge method is not matching the configured one',
      ),
    ],
    causes: [
      'The PKCE method of the client is set to S256, and the application sends no code_challenge.',
      'The application sends code_challenge_method=plain, or none, which means plain, where S256 is set.',
    ],
    fixes: [
      'Send code_challenge and code_challenge_method=S256 in the request to {authorizationEndpoint}.',
      'For an application without PKCE, clear the PKCE method (Proof Key for Code Exchange Code Challenge Method) of {clientId}.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-flow-disabled',
    family: 'provider',
    code: 'unauthorized_client',
    core: false,
    title: 'Keycloak: standard or implicit flow is disabled for the client',
    meaning:
      'Keycloak answers "Client is not allowed to initiate browser login with given response_type": the flow that belongs to the response_type is switched off for this client.',
    where: ['authorization response', 'authorization page', 'PAR response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: '(standard|implicit) flow is disabled for the client',
      },
      ...matchPage('(standard|implicit) flow is disabled for the client'),
    ],
    causes: [
      'Standard flow is off, which response_type=code needs.',
      'Implicit flow is off, which any response_type with token or id_token needs.',
      'The client is meant for service accounts only.',
    ],
    fixes: [
      'Switch on Standard flow under Clients, {clientId}, Settings, Capability config.',
      'Ask for response_type=code instead of switching on the implicit flow (RFC 9700 section 2.1.2).',
    ],
    actors: ['provider admin', 'app developer'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-session-not-active',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: the user session is over',
    meaning:
      'Keycloak answers "Session not active" or "User session not found": the session behind the code or refresh token has ended, and every token of it with it.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '^invalid_grant (Offline |Client |User |Offline user )?session not (active|found)',
      },
      {
        signal: 'text',
        value: '*',
        pattern: '\\bREFRESH_TOKEN_ERROR\\b.{0,600}\\breason="?(Offline |User )?Session not (active|found)',
      },
    ],
    causes: [
      'SSO Session Idle or SSO Session Max (or the Client Session limits) has passed.',
      'The user signed out, or an administrator ended the session.',
      'Keycloak was restarted and does not keep sessions in its database.',
    ],
    fixes: [
      'Have the user sign in again.',
      'Refresh well within SSO Session Idle, or raise the limits under Realm settings, Sessions.',
      'Ask for offline_access where access must outlive the session of the browser.',
    ],
    actors: ['user', 'app developer', 'provider admin'],
    retry: 'after_fix',
    reference: TIMEOUTS,
  },
  {
    id: 'keycloak-token-is-not-active',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: the refresh token has expired',
    meaning:
      'Keycloak answers "Token is not active": the exp of the refresh token has passed. A refresh token lives no longer than SSO Session Idle, 30 minutes by default.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [{ signal: 'oauth-error', value: 'invalid_grant', pattern: '^invalid_grant Token is not active' }],
    causes: [
      'The application was idle for longer than SSO Session Idle or Client Session Idle.',
      'The application refreshes only after the refresh token has expired too.',
      'The clocks of Keycloak nodes differ.',
    ],
    fixes: [
      'Have the user sign in again.',
      'Read refresh_expires_in of the token response, and refresh before it has passed.',
      'Ask for offline_access where the application must work without the user.',
    ],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: TIMEOUTS,
  },
  {
    id: 'keycloak-refresh-reuse-exceeded',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: a used refresh token was sent again',
    meaning:
      'Keycloak answers "Maximum allowed refresh token reuse exceeded", "Stale token", or later "Session doesn\'t have required client": with Revoke Refresh Token on, a replaced refresh token was sent again, and Keycloak ended the session of the client.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '^invalid_grant (Maximum allowed refresh token reuse exceeded|Session doesn.{1,6}t have required client|Stale token)',
      },
    ],
    causes: [
      'Two requests, tabs or workers refreshed with the same token at the same time.',
      'The application did not store the new refresh token, or went back to an older copy of it.',
      'The answer of an earlier refresh was lost on its way, and the request was repeated.',
    ],
    fixes: [
      'Let only one refresh run at a time, and have all others wait for its result.',
      'Store the refresh token of each answer before using its access token, then have the user sign in again.',
      'If parallel refreshes cannot be avoided, raise Refresh Token Max Reuse under Realm settings, Tokens.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: TIMEOUTS,
  },
  {
    id: 'keycloak-invalid-client-credentials',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Keycloak: invalid client or invalid client credentials',
    meaning:
      'Keycloak answers "Invalid client or Invalid client credentials", as invalid_client for an unknown or disabled client and as unauthorized_client for a wrong secret.',
    where: ['token response', 'PAR response', 'introspection response', 'revocation response'],
    provider: 'Keycloak',
    match: [
      { signal: 'oauth-error', value: '*', pattern: 'Invalid client or Invalid client credentials' },
      {
        signal: 'oauth-error',
        value: 'unauthorized_client',
        pattern:
          '^unauthorized_client (Invalid client secret|INVALID_CREDENTIALS: Invalid client credentials)',
      },
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\b(CODE_TO_TOKEN|CLIENT_LOGIN|REFRESH_TOKEN)(_ERROR)?\\b.{0,600}\\berror="?(invalid_client_credentials)\\b',
      },
    ],
    causes: [
      'The client does not exist in this realm, or is disabled.',
      'The client secret is wrong or was regenerated.',
      'The client authenticates in another way than its Client Authenticator says, such as with a secret where Signed Jwt is set.',
    ],
    fixes: [
      'Compare the secret with Clients, {clientId}, Credentials, in the realm of {issuer}.',
      'Check there that Client Authenticator fits what the profile uses: {authMethod}.',
      'For a public client, switch off Client authentication in Keycloak and send no secret.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-direct-access-not-allowed',
    family: 'provider',
    code: 'unauthorized_client',
    core: false,
    title: 'Keycloak: direct access grants are off',
    meaning:
      'Keycloak answers "Client not allowed for direct access grants": the password grant, which Keycloak calls direct access, is off for this client.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'not allowed for direct access grants' }],
    causes: ['Direct access grants is off in the settings of the client, as it is for new clients.'],
    fixes: [
      'Use the authorization code flow: the password grant must not be used any more (RFC 9700 section 2.4).',
      'For tests only, switch on Direct access grants under Clients, {clientId}, Settings, Capability config.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: CLIENT_SETTINGS,
  },
  {
    id: 'keycloak-account-not-set-up',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Keycloak: account is not fully set up',
    meaning:
      'Keycloak answers "Account is not fully set up": the password was right, but the user has required actions open, which only a browser can show.',
    where: ['token response'],
    provider: 'Keycloak',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'Account is not fully set up' }],
    causes: [
      'The password is temporary, so that Update Password is due.',
      'Verify Email, Configure OTP, Update Profile or Terms and Conditions is due.',
      'The profile lacks a field that the realm requires, such as an e-mail address or a last name.',
    ],
    fixes: [
      'Sign in once as this user in the browser and complete what Keycloak asks.',
      'Or clear Required user actions on the user, and set a password that is not temporary.',
    ],
    actors: ['user', 'provider admin'],
    retry: 'after_fix',
    reference: {
      label: 'Keycloak: Server Administration Guide',
      url: 'https://www.keycloak.org/docs/latest/server_admin/',
    },
  },
  {
    id: 'keycloak-invalid-scopes',
    family: 'provider',
    code: 'invalid_scope',
    core: false,
    title: 'Keycloak: a scope is not assigned to the client',
    meaning:
      'Keycloak answers "Invalid scopes:" and repeats all that was asked for: at least one of them is not a client scope of this client.',
    where: ['authorization response', 'token response', 'PAR response'],
    provider: 'Keycloak',
    match: [{ signal: 'oauth-error', value: 'invalid_scope', pattern: '^invalid_scope Invalid scopes: ' }],
    causes: [
      'The scope does not exist in the realm, or its name is misspelt.',
      'The scope exists but is neither a default nor an optional client scope of this client.',
    ],
    fixes: [
      'Compare each of {scope} with the tab Client scopes of {clientId}, and add the missing one as default or optional.',
      'Leave out the scopes that the application does not need.',
    ],
    actors: ['provider admin', 'app developer'],
    retry: 'after_fix',
    reference: CLIENT_SCOPES,
  },
];
