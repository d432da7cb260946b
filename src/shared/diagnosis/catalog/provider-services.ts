import type { CatalogEntry, MatchRule, Where } from '../catalog-entry';

const AUTHORIZATION: Where[] = ['authorization response', 'authorization page'];
const PAGE: Where[] = ['authorization page'];
const TOKEN: Where[] = ['token response'];
const COGNITO = {
  label: 'Amazon Cognito Developer Guide, token endpoint',
  url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html',
};
const SLACK = {
  label: 'Slack API, oauth.v2.access',
  url: 'https://docs.slack.dev/reference/methods/oauth.v2.access',
};
const APPLE = {
  label: 'Sign in with Apple, ErrorResponse',
  url: 'https://developer.apple.com/documentation/signinwithapplerestapi/errorresponse',
};
const SALESFORCE = {
  label: 'Salesforce Help, OAuth 2.0 errors',
  url: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm',
};

/** The errors of hosted services that few other providers share. */
export const CLOUD_SERVICE_ENTRIES: CatalogEntry[] = [
  {
    id: 'cognito-redirect-mismatch',
    family: 'provider',
    code: 'redirect_mismatch',
    core: false,
    title: 'Amazon Cognito: the redirect URI is not an allowed callback URL',
    meaning:
      'Cognito shows its own error page, with redirect_mismatch in the address, and does not redirect back.',
    where: PAGE,
    provider: 'Amazon Cognito',
    match: [
      { signal: 'oauth-error', value: '*', pattern: '^redirect_mismatch\\b', where: PAGE },
      { signal: 'provider-code', value: 'redirect_mismatch', where: PAGE },
      {
        signal: 'oauth-error',
        value: 'redirect_mismatch',
        where: ['authorization response'],
        strength: 'plain',
      },
    ],
    causes: [
      'The exact address is missing from Allowed callback URLs of the app client; a trailing slash counts.',
      'The address is listed for another app client of the user pool.',
    ],
    fixes: ['Add {redirectUri} to Allowed callback URLs of the app client {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: COGNITO,
  },
  {
    id: 'cognito-unauthorized-client',
    family: 'provider',
    code: 'unauthorized_client',
    core: false,
    title: 'Amazon Cognito: the app client may not do this',
    meaning: 'The app client is not allowed to use the code grant, or to refresh tokens.',
    where: ['token response', 'authorization response'],
    provider: 'Amazon Cognito',
    match: [
      {
        signal: 'oauth-error',
        value: 'unauthorized_client',
        pattern:
          "(is not|isn't) allowed (for|to use) (the )?(code grant|refreshing tokens|client_credentials grant)",
        where: [...AUTHORIZATION, 'token response'],
      },
      { signal: 'oauth-error', value: 'unauthorized_client', where: AUTHORIZATION, strength: 'plain' },
      { signal: 'oauth-error', value: 'unauthorized_client', where: TOKEN, strength: 'plain' },
    ],
    causes: [
      'The grant is not ticked under OAuth grant types of the app client.',
      'A secret is sent for an app client without one, or left out for an app client that has one.',
    ],
    fixes: [
      'Tick the grant type {grantType} in the login pages settings of the app client {clientId}.',
      'Check in the app client whether it has a secret, and send it or leave it out accordingly.',
    ],
    actors: ['provider admin', 'app developer'],
    retry: 'after_fix',
    reference: COGNITO,
  },
  {
    id: 'cognito-federation-error',
    family: 'provider',
    code: 'invalid_request',
    core: false,
    title: 'Amazon Cognito: the upstream identity provider failed',
    meaning:
      'Cognito could not finish the sign-in at the identity provider behind it, and reports that as an error of your request.',
    where: ['authorization response'],
    provider: 'Amazon Cognito',
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'Timeout( occurred)? in calling|\\bError - \\d{3}\\b|Connection reset|Read timed out',
        where: ['authorization response'],
      },
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          '^invalid_request\\b.{0,40}\\b(attributes required: \\[|Invalid SAML response|Error in SAML response|Bad id_token issuer|Attribute .{1,60} is required|(PreSignUp|PreAuthentication|PostConfirmation|PreTokenGeneration) failed with error)',
        where: ['authorization response'],
      },
    ],
    causes: [
      'The token endpoint of the upstream provider is slow, down, or blocked.',
      'The client secret that Cognito holds for the upstream provider is wrong or has expired.',
      'Cognito cannot reach the JWKS or user info endpoint of the upstream provider.',
    ],
    fixes: [
      'Read error_description: it names the identity provider and the status of its answer.',
      'Check endpoints, client ID and client secret of that identity provider in the user pool, then sign in again.',
    ],
    actors: ['provider admin', 'provider operator'],
    retry: 'after_delay',
    reference: COGNITO,
  },
  {
    id: 'slack-invalid-code',
    family: 'provider',
    code: 'invalid_code',
    core: false,
    title: 'Slack: the code is wrong, expired or used',
    meaning:
      'Slack did not accept the authorization code. It answers 200 with ok: false, so look at the body, not the status.',
    where: TOKEN,
    provider: 'Slack',
    match: [
      ...matchCodes(['code_already_used'], TOKEN),
      // Other servers have this code too.
      { signal: 'oauth-error', value: 'invalid_code', where: TOKEN, strength: 'plain' },
      { signal: 'oauth-error', value: 'code_already_used', where: ['other response'] },
      { signal: 'provider-code', value: 'code_already_used', where: ['other response'] },
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bslack.{0,2000}\\b(invalid_code|code_already_used)\\b|\\b(invalid_code|code_already_used)\\b.{0,2000}\\bslack',
      },
    ],
    causes: [
      'The code was exchanged later than ten minutes after it was issued.',
      'The callback page was reloaded, or the code redeemed twice.',
    ],
    fixes: ['Start the installation again, and call oauth.v2.access at once and only once.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: SLACK,
  },
  {
    id: 'slack-bad-redirect-uri',
    family: 'provider',
    code: 'bad_redirect_uri',
    core: false,
    title: 'Slack: the redirect URI differs from the first request',
    meaning:
      'redirect_uri of the token request is not the one of the authorization request. Slack answers 200 with ok: false.',
    where: TOKEN,
    provider: 'Slack',
    match: [
      ...matchCodes(['bad_redirect_uri', 'oauth_authorization_url_mismatch'], TOKEN),
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bslack.{0,2000}\\b(bad_redirect_uri|oauth_authorization_url_mismatch)\\b|\\b(bad_redirect_uri|oauth_authorization_url_mismatch)\\b.{0,2000}\\bslack',
      },
    ],
    causes: [
      'The two requests hold different strings, or only one of them holds redirect_uri.',
      'For oauth_authorization_url_mismatch: the flow began at another version of the address, such as /oauth/authorize in place of /oauth/v2/authorize.',
    ],
    fixes: [
      'Send exactly {redirectUri} in both requests.',
      'Begin at https://slack.com/oauth/v2/authorize where oauth.v2.access redeems the code.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: SLACK,
  },
  {
    id: 'slack-bad-client-credentials',
    family: 'provider',
    code: 'bad_client_secret',
    core: false,
    title: 'Slack: client ID or client secret is wrong',
    meaning:
      'Slack does not know the client_id, or the client_secret is not the one of this app. It answers 200 with ok: false.',
    where: TOKEN,
    provider: 'Slack',
    match: [
      ...matchCodes(['bad_client_secret', 'invalid_client_id'], TOKEN),
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bslack.{0,2000}\\b(bad_client_secret|invalid_client_id)\\b|\\b(bad_client_secret|invalid_client_id)\\b.{0,2000}\\bslack',
      },
    ],
    causes: ['The secret was regenerated, or ID and secret come from different apps.'],
    fixes: [
      'Copy Client ID and Client Secret again from App Credentials, under Basic Information of the app.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: SLACK,
  },
  {
    id: 'apple-invalid-client',
    family: 'provider',
    code: 'invalid_client',
    core: false,
    title: 'Apple: client ID, client secret or return URL does not fit',
    meaning:
      'Apple does not accept the client. Its secret is a JWT that you sign, and a wrong return URL is reported in the same words as a wrong client ID.',
    where: ['token response', 'authorization page'],
    provider: 'Apple',
    match: [
      ...(['oauth-error', 'provider-page', 'text'] as const).map((signal) => ({
        signal,
        value: '*',
        pattern: 'invalid (client id or )?web redirect ur[il]',
        where: PAGE,
      })),
      { signal: 'oauth-error', value: 'invalid_client', where: TOKEN, strength: 'plain' },
    ],
    causes: [
      'The client secret JWT has expired, six months after its making at most, or its iss, sub, aud or kid is wrong.',
      'The bundle ID is sent where the Services ID belongs.',
      'The return URL is not among Website URLs of the Services ID, or is not https on a registered domain.',
    ],
    fixes: [
      'Sign a new secret with ES256: kid the key ID, iss the team ID, sub equal to {clientId}, aud https://appleid.apple.com.',
      'On the web use the Services ID as client_id, and add {redirectUri} to its return URLs.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: APPLE,
  },
  {
    id: 'apple-code-already-used',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Apple: the code was redeemed twice',
    meaning: 'Apple accepts an authorization code once, within five minutes; this one was used before.',
    where: TOKEN,
    provider: 'Apple',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '\\bThe code has already been used',
        where: TOKEN,
      },
    ],
    causes: [
      'The callback ran twice, or both the app and its server redeemed the code.',
      'The client IDs of the app and of the web site are mixed up, and the code was tried with the other one first.',
    ],
    fixes: ['Redeem the code once, in one place, with the client_id that it was issued to: {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: APPLE,
  },
  {
    id: 'salesforce-oauth-app-blocked',
    family: 'provider',
    code: 'OAUTH_APP_BLOCKED',
    core: false,
    title: 'Salesforce: the app is blocked, or the user is not approved for it',
    meaning: 'An administrator of the org blocks the connected app, or has not approved it for this user.',
    where: AUTHORIZATION,
    provider: 'Salesforce',
    match: [
      ...matchCodes(['OAUTH_APP_BLOCKED', 'OAUTH_APP_ACCESS_DENIED'], AUTHORIZATION),
      {
        signal: 'oauth-error',
        value: '*',
        pattern: 'this app is blocked by admin|user is not admin approved to access this app',
        where: [...AUTHORIZATION, 'token response'],
      },
    ],
    causes: [
      'The connected app is not installed in the org, or is blocked under Connected Apps OAuth Usage.',
      'Permitted Users is "Admin approved users are pre-authorized", and no profile or permission set of the user has the app.',
    ],
    fixes: [
      'In Setup, under Connected Apps OAuth Usage, install or unblock the app.',
      'Assign the app to a profile or permission set of the user.',
    ],
    actors: ['provider admin'],
    retry: 'after_fix',
    reference: SALESFORCE,
  },
  {
    id: 'salesforce-expired-token',
    family: 'provider',
    code: 'invalid_grant',
    core: false,
    title: 'Salesforce: the refresh token was revoked or expired',
    meaning:
      'The refresh token no longer works: its policy ended it, somebody revoked it, or newer ones pushed it out.',
    where: TOKEN,
    provider: 'Salesforce',
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: 'expired access/refresh token',
        where: TOKEN,
      },
    ],
    causes: [
      'The refresh token policy of the connected app ends it after a time, or after a time without use.',
      'A user or administrator revoked it.',
      'The user approved the app more often than Salesforce keeps tokens for, and the oldest was revoked.',
    ],
    fixes: [
      'Have the user authorize {clientId} again, and store the new refresh token.',
      'Check Refresh Token Policy of the connected app.',
    ],
    actors: ['user', 'provider admin'],
    retry: 'after_fix',
    reference: SALESFORCE,
  },
  {
    id: 'facebook-code-used',
    family: 'provider',
    code: 'OAuthException',
    core: false,
    title: 'Facebook: the code was redeemed twice',
    meaning:
      'The authorization code had been used before. error is an object here (type OAuthException, code 100), so that libraries report no more than the status.',
    where: TOKEN,
    provider: 'Facebook',
    match: (['oauth-error', 'provider-code', 'text'] as const).map((signal) => ({
      signal,
      value: '*',
      pattern: 'This authorization code has been used',
      where: [...TOKEN, 'resource response', 'other response'],
    })),
    causes: ['The callback ran twice: a reload, a double render, or a retry of the token request.'],
    fixes: [
      'Exchange each code once.',
      'In the application, read error.message and error.error_subcode of the raw body.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'Facebook Login, manual flow',
      url: 'https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow',
    },
  },
  {
    id: 'linkedin-user-cancelled',
    family: 'provider',
    code: 'user_cancelled_login',
    core: false,
    title: 'LinkedIn: the member cancelled',
    meaning:
      'The member left the sign-in page (user_cancelled_login) or the consent page (user_cancelled_authorize).',
    where: ['authorization response'],
    provider: 'LinkedIn',
    match: matchCodes(['user_cancelled_login', 'user_cancelled_authorize'], AUTHORIZATION),
    causes: ['The member pressed cancel, or did not want to grant the requested scope.'],
    fixes: ['Treat it as a refusal, not as a fault, and let the member begin again.'],
    actors: ['user'],
    retry: 'yes',
    reference: {
      label: 'LinkedIn, authorization code flow',
      url: 'https://learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow',
    },
  },
];

/** Codes of a provider's own, as `error` of the answer or named anywhere in it. */
function matchCodes(codes: string[], where: Where[]): MatchRule[] {
  return codes.flatMap((value): MatchRule[] => [
    { signal: 'oauth-error', value, where },
    { signal: 'provider-code', value, where },
  ]);
}
