import type { SessionView } from '@shared/model/session';
import { buildSession, type TraceOptions } from './session-builder';

type Place = 'token' | 'callback' | 'page' | 'discovery' | 'userinfo';

/** A JSON body, the parameters of a callback, or, as a text, a page or a form body. */
type Message = Record<string, string> | string;

/** What a provider says in a failure that an entry must explain, and in one beside it that it must not. */
export interface ProviderSample {
  id: string;
  place: Place;
  status: number;
  fires: Message;
  nearMiss: Message;
}

/** Issuers by which the providers are known; a name that is not here gets an issuer that tells nothing. */
const ISSUERS: Record<string, string> = {
  keycloak: 'https://sso.acme.example/realms/staging',
  google: 'https://accounts.google.com',
  okta: 'https://acme.okta.com/oauth2/default',
  auth0: 'https://acme.eu.auth0.com/',
  github: 'https://github.com',
  hydra: 'https://acme.projects.oryapis.com',
  gitlab: 'https://gitlab.com',
  duende: 'https://demo.duendesoftware.com',
  cognito: 'https://acme.auth.eu-central-1.amazoncognito.com',
  slack: 'https://slack.com',
  apple: 'https://appleid.apple.com',
  salesforce: 'https://login.salesforce.com',
  linkedin: 'https://www.linkedin.com',
};

/** The issuer of the provider that an entry belongs to, by the beginning of its id. */
export function findIssuer(entryId: string): string | undefined {
  return ISSUERS[entryId.split('-', 1)[0] ?? ''];
}

export function buildProviderFailure(
  { id, place, status }: ProviderSample,
  message: Message,
  { hidden = false } = {},
): SessionView {
  const issuer = hidden ? undefined : findIssuer(id);
  const known: TraceOptions =
    issuer === undefined
      ? {}
      : {
          profile: { issuer },
          metadata: {
            issuer,
            token_endpoint: `${issuer}/token`,
            authorization_endpoint: `${issuer}/authorize`,
          },
        };
  return buildSession({ ...known, ...describeFailure(place, status, message, issuer) });
}

function describeFailure(
  place: Place,
  status: number,
  message: Message,
  issuer: string | undefined,
): TraceOptions {
  if (place === 'callback') {
    const parameters = typeof message === 'string' ? {} : message;
    return { failAt: 'callback', callback: { code: undefined, iss: undefined, ...parameters } };
  }
  if (place === 'page') {
    return {
      failAt: 'callback',
      error: { name: 'TimeoutError', code: 'GRANTSCOPE_CALLBACK_TIMEOUT', source: 'local' },
      pages: [
        {
          status,
          body: `<!doctype html><html><head><title>Error</title><style>p{}</style></head><body>${String(message)}</body></html>`,
          ...(issuer === undefined ? {} : { url: `${issuer}/authorize?client_id=web` }),
        },
      ],
    };
  }
  return { failAt: place, answers: { [place]: { status, body: message } } };
}

const says = (error: string, description?: string): Message => ({
  error,
  ...(description === undefined ? {} : { error_description: description }),
});
const grant = (description: string): Message => says('invalid_grant', description);
const api = (errorCode: string, errorSummary: string): Message => ({
  errorCode,
  errorSummary,
  errorLink: errorCode,
  errorId: 'oaeJ7y5vVhTQ2SbWn0ZrKq1Aw',
});

type Row = [id: string, place: Place, status: number, fires: Message, nearMiss: Message];

const KEYCLOAK: Row[] = [
  [
    'keycloak-invalid-redirect-uri-page',
    'page',
    400,
    '<h1 id="kc-page-title">We are sorry...</h1><p class="instruction">Invalid parameter: redirect_uri</p>',
    '<h1 id="kc-page-title">We are sorry...</h1><p class="instruction">Invalid parameter: response_mode</p>',
  ],
  ['keycloak-code-not-valid', 'token', 400, grant('Code not valid'), grant('Code is expired')],
  ['keycloak-code-is-expired', 'token', 400, grant('Code is expired'), grant('Code not valid')],
  [
    'keycloak-incorrect-redirect-uri',
    'token',
    400,
    grant('Incorrect redirect_uri'),
    grant('Auth error: Found different client_id in clientSession'),
  ],
  [
    'keycloak-pkce-verification-failed',
    'token',
    400,
    grant('PKCE verification failed: Code mismatch'),
    grant('PKCE code verifier not specified'),
  ],
  [
    'keycloak-pkce-verifier-missing',
    'token',
    400,
    grant('PKCE code verifier specified but challenge not present in authorization'),
    grant('PKCE verification failed: Invalid code verifier'),
  ],
  [
    'keycloak-missing-code-challenge-method',
    'callback',
    302,
    says('invalid_request', 'Missing parameter: code_challenge_method'),
    says('invalid_request', 'Missing parameter: response_type'),
  ],
  [
    'keycloak-flow-disabled',
    'callback',
    302,
    says(
      'unauthorized_client',
      'Client is not allowed to initiate browser login with given response_type. Standard flow is disabled for the client.',
    ),
    says('unauthorized_client', 'DPoP is not supported for implicit and hybrid flows.'),
  ],
  ['keycloak-session-not-active', 'token', 400, grant('Session not active'), grant('User disabled')],
  [
    'keycloak-token-is-not-active',
    'token',
    400,
    grant('Token is not active'),
    grant('Invalid refresh token'),
  ],
  [
    'keycloak-refresh-reuse-exceeded',
    'token',
    400,
    grant('Maximum allowed refresh token reuse exceeded'),
    grant('Session not active'),
  ],
  [
    'keycloak-invalid-client-credentials',
    'token',
    401,
    says('unauthorized_client', 'Invalid client or Invalid client credentials'),
    says('unauthorized_client', 'Client not allowed for direct access grants'),
  ],
  [
    'keycloak-direct-access-not-allowed',
    'token',
    400,
    says('unauthorized_client', 'Client not allowed for direct access grants'),
    says('unauthorized_client', 'Client not enabled to retrieve service account'),
  ],
  [
    'keycloak-account-not-set-up',
    'token',
    400,
    grant('Account is not fully set up'),
    grant('Invalid user credentials'),
  ],
  [
    'keycloak-invalid-scopes',
    'callback',
    302,
    says('invalid_scope', 'Invalid scopes: openid profile orders'),
    says('invalid_scope', 'Client no longer has requested consent from user'),
  ],
];

const googlePage = (title: string, text: string, code: string): string =>
  `<h1>Access blocked: ${title}</h1><div>${text}</div><div>If you are a developer of this app, see error details.</div><p><b>Error ${code}</b></p>`;

const GOOGLE: Row[] = [
  [
    'google-redirect-uri-mismatch',
    'page',
    400,
    googlePage('This app&#39;s request is invalid', 'You can&#39;t sign in.', '400: redirect_uri_mismatch'),
    googlePage('Authorization Error', 'Missing required parameter: client_id', '400: invalid_request'),
  ],
  [
    'google-invalid-request-policy',
    'page',
    400,
    googlePage(
      'Authorization Error',
      'You can&#39;t sign in to this app because it doesn&#39;t comply with Google&#39;s OAuth 2.0 policy for keeping apps secure.',
      '400: invalid_request',
    ),
    googlePage('Authorization Error', 'Missing required parameter: scope', '400: invalid_request'),
  ],
  [
    'google-access-denied-testing',
    'page',
    403,
    googlePage(
      'Acme has not completed the Google verification process',
      'The app is currently being tested, and can only be accessed by developer-approved testers.',
      '403: access_denied',
    ),
    googlePage('Acme can only be used within its organization', '', '403: org_internal'),
  ],
  [
    'google-admin-policy-enforced',
    'page',
    400,
    googlePage('Authorization Error', 'Please contact your administrator.', '400: admin_policy_enforced'),
    googlePage('Authorization Error', 'Please contact your administrator.', '400: access_not_configured'),
  ],
  [
    'google-org-internal',
    'page',
    403,
    googlePage('Acme can only be used within its organization', '', '403: org_internal'),
    googlePage('Acme has not completed the Google verification process', '', '403: access_denied'),
  ],
  [
    'google-disallowed-useragent',
    'page',
    403,
    googlePage('Acme&#39;s request does not comply', 'Use a browser.', '403: disallowed_useragent'),
    googlePage('This app&#39;s request is invalid', '', '400: origin_mismatch'),
  ],
  [
    'google-deleted-client',
    'token',
    401,
    says('deleted_client', 'The OAuth client was deleted.'),
    says('invalid_client', 'The OAuth client was not found.'),
  ],
  [
    'google-invalid-client',
    'token',
    401,
    says('invalid_client', 'Unauthorized'),
    says('deleted_client', 'The OAuth client was deleted.'),
  ],
  [
    'google-origin-mismatch',
    'page',
    400,
    googlePage('Authorization Error', 'Acme sent an invalid request.', '400: origin_mismatch'),
    googlePage('Authorization Error', 'Acme sent an invalid request.', '400: redirect_uri_mismatch'),
  ],
  [
    'google-invalid-grant-expired-or-revoked',
    'token',
    400,
    grant('Token has been expired or revoked.'),
    grant('Bad Request'),
  ],
  [
    'google-verifier-not-needed',
    'token',
    400,
    grant('code_verifier or verifier is not needed.'),
    grant('Missing code verifier.'),
  ],
  [
    'google-client-secret-missing',
    'token',
    400,
    says('invalid_request', 'client_secret is missing.'),
    says('invalid_request', 'Missing required parameter: code'),
  ],
  [
    'google-rate-limit-exceeded',
    'token',
    403,
    { error_code: 'rate_limit_exceeded' },
    { error_code: 'quota_not_set' },
  ],
];

const oktaPage = (text: string): string =>
  `<h1>400</h1><h2>Bad Request</h2><p>Your request resulted in an error. ${text}</p>`;

const OKTA: Row[] = [
  [
    'okta-redirect-uri-not-registered',
    'page',
    400,
    oktaPage('The &#39;redirect_uri&#39; parameter must be a Login redirect URI in the client app settings.'),
    oktaPage('The &#39;redirect_uri&#39; parameter must be an absolute URI.'),
  ],
  [
    'okta-policy-evaluation-failed',
    'callback',
    302,
    says(
      'access_denied',
      'Policy evaluation failed for this request, please check the policy configurations.',
    ),
    says('access_denied', 'Policy evaluation succeeded, but all the requested scopes were rejected.'),
  ],
  [
    'okta-user-not-assigned',
    'callback',
    302,
    says('access_denied', 'User is not assigned to the client application.'),
    says('access_denied', 'The resource owner or authorization server denied the request.'),
  ],
  [
    'okta-scopes-not-configured',
    'callback',
    302,
    says('invalid_scope', 'One or more scopes are not configured for the authorization server resource.'),
    says('invalid_scope', 'The scope parameter is too long.'),
  ],
  [
    'okta-invalid-client-id',
    'token',
    401,
    says('invalid_client', "Invalid value for 'client_id' parameter."),
    says('invalid_client', 'No client credentials found.'),
  ],
  [
    'okta-invalid-client-secret',
    'token',
    401,
    says('invalid_client', 'The client secret supplied for a confidential client is invalid.'),
    says('invalid_client', 'Found Authentication header but was not valid client credentials.'),
  ],
  [
    'okta-assertion-audience',
    'token',
    401,
    says(
      'invalid_client',
      'The audience claim for client_assertion must be the endpoint invoked for the request.',
    ),
    says('invalid_client', 'The issuer claim for client_assertion is not a valid client_id.'),
  ],
  [
    'okta-pkce',
    'token',
    400,
    grant('PKCE verification failed.'),
    grant('The refresh token is invalid or expired.'),
  ],
  [
    'okta-code-invalid-or-expired',
    'token',
    400,
    grant('The authorization code is invalid or has expired.'),
    grant('The device code is invalid or has expired.'),
  ],
  [
    'okta-rate-limited',
    'token',
    429,
    grant('API call exceeded rate limit due to too many requests.'),
    grant('Resource owner password credentials cannot be used with MFA enabled.'),
  ],
  [
    'okta-api-invalid-token',
    'userinfo',
    401,
    api('E0000011', 'Invalid token provided'),
    api('E0000006', 'You do not have permission to perform the requested action'),
  ],
  [
    'okta-feature-not-enabled',
    'discovery',
    401,
    api('E0000015', 'You do not have permission to access the feature you are requesting'),
    api('E0000007', 'Not found: Resource not found: default (AuthorizationServer)'),
  ],
];

const auth0Page = (text: string): string => `<h1>Oops!, something went wrong</h1><p>${text}</p>`;

const AUTH0: Row[] = [
  [
    'auth0-callback-mismatch',
    'page',
    403,
    auth0Page(
      'Callback URL mismatch.<br>The provided redirect_uri is not in the list of allowed callback URLs.',
    ),
    auth0Page('Unknown client: web'),
  ],
  [
    'auth0-grant-type-not-allowed',
    'token',
    403,
    says('unauthorized_client', "Grant type 'authorization_code' not allowed for the client."),
    says('unauthorized_client', 'The client is not allowed to use this connection.'),
  ],
  [
    'auth0-audience-not-enabled',
    'token',
    403,
    says('access_denied', 'Service not enabled within domain: https://api.acme.example'),
    says('access_denied', 'Unauthorized'),
  ],
  [
    'auth0-audience-not-found',
    'callback',
    302,
    says('access_denied', 'Service not found: https://api.acme.example'),
    says('access_denied', 'User did not authorize the request'),
  ],
  [
    'auth0-client-not-granted-api',
    'token',
    403,
    says('access_denied', 'Client is not authorized to access resource server "https://api.acme.example".'),
    says('access_denied', 'Client has not been granted scopes: read:orders'),
  ],
  [
    'auth0-wrong-secret',
    'token',
    401,
    says('access_denied', 'Unauthorized'),
    says('access_denied', 'Unauthorized by the Action "Office hours"'),
  ],
  [
    'auth0-refresh-token-invalid',
    'token',
    403,
    grant('Unknown or invalid refresh token.'),
    grant('Invalid authorization code'),
  ],
  [
    'auth0-mfa-required',
    'token',
    403,
    {
      error: 'mfa_required',
      error_description: 'Multifactor authentication required',
      mfa_token: 'Fe26.2*Ha',
    },
    grant('Wrong email or password.'),
  ],
  [
    'auth0-too-many-attempts',
    'token',
    429,
    says(
      'too_many_attempts',
      "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
    ),
    says('too_many_requests', 'Too many requests'),
  ],
];

const GITHUB: Row[] = [
  [
    'github-bad-verification-code',
    'token',
    200,
    'error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.',
    'error=unsupported_grant_type&error_description=The+code+passed+is+incorrect+or+expired.',
  ],
  [
    'github-incorrect-client-credentials',
    'token',
    200,
    says('incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.'),
    says('bad_verification_code', 'The code passed is incorrect or expired.'),
  ],
  [
    'github-redirect-uri-mismatch',
    'token',
    200,
    says(
      'redirect_uri_mismatch',
      'The redirect_uri MUST match the registered callback URL for this application.',
    ),
    says('incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.'),
  ],
  [
    'github-unverified-user-email',
    'token',
    200,
    says('unverified_user_email', 'The user must have a verified primary email.'),
    says('bad_refresh_token', 'The refresh token passed is incorrect or expired.'),
  ],
  [
    'github-application-suspended',
    'callback',
    302,
    says('application_suspended', 'Your application has been suspended. Contact support@github.com.'),
    says('access_denied', 'The user has denied your application access.'),
  ],
  [
    'github-incorrect-device-code',
    'token',
    200,
    says('incorrect_device_code', 'The device_code provided is not valid.'),
    says('authorization_pending', 'The authorization request is still pending.'),
  ],
  [
    'github-device-flow-disabled',
    'token',
    400,
    says('device_flow_disabled', 'Device Flow must be explicitly enabled for this App'),
    says('unauthorized_client', 'The app may not use the device flow.'),
  ],
  [
    'github-token-expired',
    'token',
    200,
    says('expired_token', "This 'device_code' has expired."),
    says(
      'expired_token',
      "The 'device_code' has expired, and the device authorization session has concluded.",
    ),
  ],
];

export const PROVIDER_SAMPLES: ProviderSample[] = [...KEYCLOAK, ...GOOGLE, ...OKTA, ...AUTH0, ...GITHUB].map(
  ([id, place, status, fires, nearMiss]) => ({ id, place, status, fires, nearMiss }),
);
