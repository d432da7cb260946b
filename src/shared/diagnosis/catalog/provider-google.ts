import type { Reference } from '../../model/check';
import type { CatalogEntry, MatchRule, Where } from '../catalog-entry';
import { matchOwnCode, matchPage } from '../provider-rules';

const AUTHORIZATION_ERRORS: Reference = {
  label: 'Google: authorization errors',
  url: 'https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors',
};
const TOKEN_EXPIRY: Reference = {
  label: 'Google: refresh token expiration',
  url: 'https://developers.google.com/identity/protocols/oauth2#expiration',
};
const INSTALLED_APPS: Reference = {
  label: 'Google: OAuth 2.0 for desktop apps',
  url: 'https://developers.google.com/identity/protocols/oauth2/native-app',
};

/** Where Google compares redirect_uri, and text that was pasted. */
const REDIRECT_CHECKS: Where[] = ['authorization page', 'browser', 'token response', 'other response'];

/** Google's error page reads "Error 400: redirect_uri_mismatch"; an older one "400. That's an error. Error: ...". */
function matchErrorPage(status: number, code: string): MatchRule[] {
  return matchPage(`(error.{1,8}${status}|${status}.{1,8}that.{1,8}s an error).{1,40}\\b${code}\\b`);
}

/** Google shows most errors of an authorization request on a page of its own and does not redirect back. */
export const GOOGLE_ENTRIES: CatalogEntry[] = [
  {
    id: 'google-redirect-uri-mismatch',
    family: 'provider',
    code: 'redirect_uri_mismatch',
    core: false,
    title: 'Google does not know the redirect URI',
    meaning:
      'Google shows "Access blocked" with "Error 400: redirect_uri_mismatch": the redirect URI is not registered for the OAuth client. The token endpoint says the same where redirect_uri differs from the authorization request.',
    where: ['authorization page', 'token response'],
    provider: 'Google',
    match: [
      // GitHub and Salesforce have this code too: there the description says what redirect_uri must match.
      ...(['provider-code', 'oauth-error'] as const).map((signal) => ({
        signal,
        value: 'redirect_uri_mismatch',
        pattern: '^redirect_uri_mismatch(?!.{0,40}must match)',
        where: REDIRECT_CHECKS,
      })),
      ...matchErrorPage(400, 'redirect_uri_mismatch'),
    ],
    causes: [
      'The URI is missing under Authorized redirect URIs, or differs in scheme, host, port, path or trailing slash.',
      'The client is of the type Web application, where loopback ports must be registered one by one; a Desktop client accepts every loopback port.',
      'The URI was added a moment ago: a change takes some minutes, at times hours.',
    ],
    fixes: [
      'Add {redirectUri} to Authorized redirect URIs of {clientId} in Google Cloud Console, Clients, and wait some minutes.',
      'For a program on a desktop, create a client of the type Desktop app.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-invalid-request-policy',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: "Google: the request does not comply with Google's OAuth 2.0 policy",
    meaning:
      'Google shows "Error 400: invalid_request" and that the app does not comply with its OAuth 2.0 policy: the redirect URI or the flow is of a kind that Google no longer takes.',
    where: ['authorization page'],
    provider: 'Google',
    match: [
      ...matchPage('comply with Google.{1,8}s OAuth 2\\.0 policy'),
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern: 'comply with Google.{1,8}s OAuth 2\\.0 policy',
      },
    ],
    causes: [
      'The redirect URI uses http on a host other than loopback, a bare IP address, or a custom scheme that the client type may not use.',
      'The redirect URI is urn:ietf:wg:oauth:2.0:oob: Google retired that flow.',
      'A parameter is missing that the policy demands; the page names it under error details.',
    ],
    fixes: [
      'Use https in {redirectUri}, or a loopback address with a client of the type Desktop app.',
      'Open error details on the page: Google names the parameter there.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-access-denied-testing',
    family: 'provider',
    code: 'access_denied',
    core: false,
    title: 'Google: the app is in testing, and the account is no test user',
    meaning:
      'Google shows "Error 403: access_denied" and that the app has not completed the Google verification process: only its test users may sign in. A user who presses Cancel comes back with a plain access_denied instead.',
    where: ['authorization page', 'authorization response'],
    provider: 'Google',
    match: [
      ...matchErrorPage(403, 'access_denied'),
      ...matchPage('has not completed the Google verification process|by developer-approved testers'),
      {
        signal: 'oauth-error',
        value: 'access_denied',
        pattern: 'Google verification process|developer-approved testers',
      },
    ],
    causes: [
      'The publishing status of the app is Testing, and the account is not listed under Test users. Owners of the project must be listed too.',
      'The browser is signed in with another Google account than the one that was added.',
    ],
    fixes: [
      'Add the account under Test users in Google Cloud Console, Audience (OAuth consent screen).',
      'Or publish the app; sensitive scopes then need verification by Google.',
    ],
    actors: ['provider admin', 'user'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-admin-policy-enforced',
    family: 'provider',
    code: 'admin_policy_enforced',
    core: false,
    title: 'Google: a Workspace administrator blocks the app',
    meaning:
      "The account belongs to a Google Workspace whose administrator does not let this app, or one of its scopes, reach the organization's data.",
    where: ['authorization page', 'authorization response'],
    provider: 'Google',
    match: matchOwnCode('admin_policy_enforced'),
    causes: [
      'The app is blocked, or apps that were not configured are, under App access control.',
      'A scope belongs to a service that is restricted to trusted apps.',
    ],
    fixes: [
      'Have the Workspace administrator trust {clientId} in the Admin console under Security, Access and data control, API controls, App access control.',
      'Ask for fewer scopes than {scope}, or sign in with an account of another organization.',
    ],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-org-internal',
    family: 'provider',
    code: 'org_internal',
    core: false,
    title: 'Google: the app is only for its own organization',
    meaning:
      'Google shows "Error 403: org_internal": the user type of the app is Internal, and the account does not belong to the organization that owns the project.',
    where: ['authorization page', 'authorization response'],
    provider: 'Google',
    match: matchOwnCode('org_internal'),
    causes: [
      'The browser is signed in with a private account or one of another organization.',
      'The user type of the app is Internal where outside users are meant to use it.',
    ],
    fixes: [
      'Sign in with an account of the organization; prompt=select_account lets the user choose.',
      'Or set the user type to External in Google Cloud Console, Audience.',
    ],
    actors: ['provider admin', 'user'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-disallowed-useragent',
    family: 'provider',
    code: 'disallowed_useragent',
    core: false,
    title: 'Google does not allow sign-in in an embedded browser',
    meaning:
      'Google shows "Error 403: disallowed_useragent": the authorization page was opened in a web view inside an app, where the app could read the password (RFC 8252 section 8.12).',
    where: ['authorization page'],
    provider: 'Google',
    match: [
      ...matchOwnCode('disallowed_useragent'),
      ...matchPage('comply with Google.{1,8}s secure browsers policy'),
    ],
    causes: [
      'The page was opened in a web view of Android or iOS, an Electron window, or the browser inside a chat app.',
      'The User-Agent field was changed to one that Google takes for an embedded browser.',
    ],
    fixes: [
      'Open the authorization request in the system browser: "browser": "system".',
      'In a mobile app, use Custom Tabs or ASWebAuthenticationSession.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-deleted-client',
    family: 'provider',
    code: 'deleted_client',
    core: false,
    title: 'Google: the OAuth client was deleted',
    meaning:
      'Google answers deleted_client, "The OAuth client was deleted": the client_id was valid once, and its client or project is gone.',
    where: ['authorization page', 'token response'],
    provider: 'Google',
    match: [
      ...matchOwnCode('deleted_client'),
      {
        signal: 'oauth-error',
        value: 'invalid_client',
        pattern: '^invalid_client The OAuth client was deleted',
      },
    ],
    causes: [
      'The client was deleted in Google Cloud Console, by hand or because nobody used it for months.',
      'The project that owns the client was shut down.',
    ],
    fixes: [
      'Restore {clientId} within 30 days in Google Cloud Console, Clients, deleted clients.',
      'Or create another client and replace client_id and secret in the application.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-invalid-client',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Google: client_id or client_secret is wrong',
    meaning:
      'Google answers invalid_client with "The OAuth client was not found" for an unknown client_id, and with "Unauthorized" or "The provided client secret is invalid" for a wrong secret.',
    where: ['authorization page', 'token response'],
    provider: 'Google',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_client',
        pattern:
          '^invalid_client (The OAuth client was not found|The provided client secret is invalid|Unauthorized\\.?\\s{0,2}$)',
      },
      ...matchErrorPage(401, 'invalid_client'),
      ...matchPage('The OAuth client was not found'),
    ],
    causes: [
      'The client_id has a typing error, a blank at an end, or is a placeholder.',
      'The client or its secret belongs to another project, or the secret was disabled.',
    ],
    fixes: [
      'Copy client_id and secret again from Google Cloud Console, Clients; a client_id ends in .apps.googleusercontent.com.',
      'Check that the type of {clientId} fits the application, and that its secret is enabled.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-origin-mismatch',
    family: 'provider',
    code: 'origin_mismatch',
    core: false,
    title: 'Google: the JavaScript origin is not registered',
    meaning:
      'Google shows "Error 400: origin_mismatch": the page that asked for the sign-in has an origin that is not registered for the OAuth client.',
    where: ['authorization page'],
    provider: 'Google',
    match: matchOwnCode('origin_mismatch'),
    causes: [
      'Scheme, host or port of the page is missing under Authorized JavaScript origins.',
      'An origin was registered with a path or a trailing slash.',
    ],
    fixes: [
      'Add the exact origin (scheme, host and port, no path) to Authorized JavaScript origins of {clientId}, and wait some minutes.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: AUTHORIZATION_ERRORS,
  },
  {
    id: 'google-invalid-grant-expired-or-revoked',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Google: the refresh token has expired or was revoked',
    meaning:
      'Google answers invalid_grant, "Token has been expired or revoked.": the refresh token will never work again.',
    where: ['token response'],
    provider: 'Google',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '^invalid_grant Token has been expired or revoked',
      },
    ],
    causes: [
      'The publishing status of the app is Testing: its refresh tokens die after seven days.',
      'The user revoked access, or changed the password while the token had Gmail scopes.',
      'The token was not used for six months, or newer ones pushed it out: each account has a limit for each client.',
      'A Workspace administrator limits the length of sessions.',
    ],
    fixes: [
      'Publish the app in Google Cloud Console, Audience, if it is still in Testing.',
      'Have the user consent again with access_type=offline and prompt=consent, and store the new refresh token.',
    ],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: TOKEN_EXPIRY,
  },
  {
    id: 'google-verifier-not-needed',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Google: a code_verifier for a code without code_challenge',
    meaning:
      'Google answers invalid_grant, "code_verifier or verifier is not needed.": the authorization request for this code had no code_challenge.',
    where: ['token response'],
    provider: 'Google',
    match: [{ signal: 'oauth-error', value: '*', pattern: 'code_verifier or verifier is not needed' }],
    causes: [
      'The authorization URL and the token request come from different attempts or different instances of the application.',
      'The authorization URL was written by hand, or lost its code_challenge on the way.',
    ],
    fixes: [
      'Send code_challenge and code_challenge_method=S256 in the authorization request.',
      'Keep code_verifier and state of one attempt together, and stop other listeners on the same port.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: INSTALLED_APPS,
  },
  {
    id: 'google-client-secret-missing',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Google: client_secret is missing',
    meaning:
      'Google answers invalid_request, "client_secret is missing.": it wants the secret of Web and Desktop clients in the token request, also with PKCE.',
    where: ['token response'],
    provider: 'Google',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern: '^invalid_request client_secret is missing',
      },
    ],
    causes: [
      'The profile has no secret, or "auth": "none", since PKCE was thought to replace it.',
      'The client is of the type Web application or Desktop app; only Android, iOS and Chrome clients have no secret.',
    ],
    fixes: [
      'Send the secret of {clientId} from Google Cloud Console, with client_secret_post or client_secret_basic.',
      'For a desktop app Google does not treat that secret as confidential; keep PKCE as well.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: INSTALLED_APPS,
  },
  {
    id: 'google-rate-limit-exceeded',
    family: 'provider',
    code: 'rate_limit_exceeded',
    core: false,
    title: 'Google: rate limit exceeded',
    meaning:
      'Google answers HTTP 403 with rate_limit_exceeded: the quota of the client for device codes or token requests is used up. The device endpoint names it in error_code in place of error.',
    where: ['device authorization response', 'token response'],
    provider: 'Google',
    match: matchOwnCode('rate_limit_exceeded', ['device authorization response', 'token response']),
    causes: [
      'Device codes or tokens are requested in a loop.',
      'Many instances of the application share one client.',
    ],
    fixes: [
      'Wait {retryAfter} and repeat with growing pauses.',
      'Keep access tokens until they expire, and poll no faster than interval says.',
    ],
    actors: ['app developer'],
    retry: 'after_delay',
    reference: {
      label: 'Google: OAuth 2.0 for TV and limited-input devices',
      url: 'https://developers.google.com/identity/protocols/oauth2/limited-input-device',
    },
  },
];
