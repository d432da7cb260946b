import type { SessionView } from '@shared/model/session';
import { buildSession, REDIRECT_URI, SECRETS, type TraceOptions } from './session-builder';

const AUTHORITY = 'https://login.microsoftonline.com/6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const APP = "'11112222-3333-4444-5555-666677778888'(Acme Portal)";
const TRACE_ID = 'f3a1c9e2-7b40-4d5e-9c61-0a8d2b7e4f00';
const CORRELATION_ID = '0c9b7e55-52d1-4f0e-8c3f-5f1f6a3e9d21';
const TIMESTAMP = '2026-01-15 09:30:12Z';

/** Where Entra says it: in the token answer, on its own page, in the callback, in place of its metadata. */
type Place = 'token' | 'page' | 'callback' | 'discovery';

/** The code, where it shows, the OAuth error beside it, and what error_description says after the code. */
export type EntraSample = [code: string, place: Place, error: string, text: string];

/** One answer for each entry of Entra, of its first code. */
export const ENTRA_SAMPLES: EntraSample[] = [
  [
    'AADSTS50020',
    'page',
    'invalid_request',
    `User account 'bob@fabrikam.example' from identity provider 'https://sts.windows.net/9c1d/' does not exist in tenant 'Contoso' and cannot access the application ${APP} in that tenant. The account needs to be added as an external user in the tenant first.`,
  ],
  [
    'AADSTS16000',
    'callback',
    'interaction_required',
    `User account 'bob@outlook.example' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application ${APP} in that tenant.`,
  ],
  [
    'AADSTS50034',
    'token',
    'invalid_grant',
    'The user account bob@contoso.example does not exist in the directory. To sign into this application, the account must be added to the directory.',
  ],
  [
    'AADSTS50053',
    'token',
    'invalid_grant',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  ],
  ['AADSTS50055', 'token', 'invalid_grant', 'The password is expired.'],
  [
    'AADSTS50058',
    'callback',
    'login_required',
    'A silent sign-in request was sent but no user is signed in. The cookies used to represent the user session were not sent in the request.',
  ],
  [
    'AADSTS50105',
    'page',
    'access_denied',
    `Your administrator has configured the application Acme Portal to block users unless they are specifically granted ('assigned') access to the application.`,
  ],
  [
    'AADSTS50126',
    'token',
    'invalid_grant',
    'Error validating credentials due to invalid username or password.',
  ],
  [
    'AADSTS90072',
    'page',
    'invalid_request',
    `User account 'bob@fabrikam.example' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application ${APP} in that tenant. Sign out and sign in again with a different user account.`,
  ],
  [
    'AADSTS50076',
    'token',
    'invalid_grant',
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
  ],
  [
    'AADSTS50079',
    'token',
    'invalid_grant',
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
  ],
  ['AADSTS50158', 'callback', 'interaction_required', 'External security challenge was not satisfied.'],
  [
    'AADSTS53000',
    'callback',
    'access_denied',
    'Device is not in required device state: domain_joined. Conditional Access policy requires a compliant device, and the device is not compliant.',
  ],
  [
    'AADSTS53003',
    'token',
    'invalid_grant',
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ],
  [
    'AADSTS65001',
    'token',
    'invalid_grant',
    "The user or administrator has not consented to use the application with ID '11112222-3333-4444-5555-666677778888' named 'Acme Portal'. Send an interactive authorization request for this user and resource.",
  ],
  ['AADSTS65004', 'callback', 'access_denied', 'User declined to consent to access the app.'],
  [
    'AADSTS90094',
    'page',
    'access_denied',
    'An administrator of Contoso has set a policy that prevents you from granting Acme Portal the permissions it is requesting.',
  ],
  [
    'AADSTS50011',
    'page',
    'invalid_request',
    `The redirect URI '${REDIRECT_URI}' specified in the request does not match the redirect URIs configured for the application '11112222-3333-4444-5555-666677778888'.`,
  ],
  ['AADSTS500113', 'page', 'invalid_request', 'No reply address is registered for the application.'],
  [
    'AADSTS50194',
    'page',
    'invalid_request',
    `Application ${APP} is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'.`,
  ],
  [
    'AADSTS500011',
    'token',
    'invalid_resource',
    'The resource principal named api://acme-orders was not found in the tenant named Contoso.',
  ],
  [
    'AADSTS501051',
    'token',
    'invalid_grant',
    `Application ${APP} is not assigned to a role for the application 'api://acme-orders'(Acme Orders).`,
  ],
  [
    'AADSTS650057',
    'page',
    'invalid_resource',
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.",
  ],
  [
    'AADSTS700016',
    'token',
    'unauthorized_client',
    "Application with identifier '11112222-3333-4444-5555-666677778888' was not found in the directory 'Contoso'.",
  ],
  ['AADSTS70001', 'token', 'unauthorized_client', `The application ${APP} is disabled.`],
  [
    'AADSTS700054',
    'callback',
    'unsupported_response_type',
    "response_type 'id_token' is not enabled for the application.",
  ],
  [
    'AADSTS90002',
    'discovery',
    'invalid_tenant',
    "Tenant '6babcaad-604b-40ac-a9d7-9fd97c0b779f' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  ],
  [
    'AADSTS7000215',
    'token',
    'invalid_client',
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '11112222-3333-4444-5555-666677778888'.`,
  ],
  [
    'AADSTS7000222',
    'token',
    'invalid_client',
    "The provided client secret keys for app '11112222-3333-4444-5555-666677778888' are expired.",
  ],
  [
    'AADSTS7000218',
    'token',
    'invalid_client',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ],
  [
    'AADSTS700025',
    'token',
    'invalid_client',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  ],
  [
    'AADSTS700027',
    'token',
    'invalid_client',
    'Client assertion failed signature validation. The key was not found. Thumbprint of key used by client: 4F2A.',
  ],
  [
    'AADSTS9002325',
    'token',
    'invalid_request',
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  ],
  [
    'AADSTS9002326',
    'token',
    'invalid_request',
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.",
  ],
  [
    'AADSTS9002327',
    'token',
    'invalid_request',
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ],
  [
    'AADSTS501481',
    'token',
    'invalid_grant',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  ],
  [
    'AADSTS50173',
    'token',
    'invalid_grant',
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  ],
  [
    'AADSTS54005',
    'token',
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ],
  [
    'AADSTS70008',
    'token',
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  ],
  [
    'AADSTS70000',
    'token',
    'invalid_grant',
    "The provided value for the 'code' parameter is not valid. The code has expired.",
  ],
  [
    'AADSTS700005',
    'token',
    'invalid_grant',
    'Provided Authorization Code is intended to use against other tenant, thus rejected.',
  ],
  [
    'AADSTS70011',
    'token',
    'invalid_scope',
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope orders.read is not valid.",
  ],
  [
    'AADSTS70016',
    'token',
    'authorization_pending',
    'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  ],
  [
    'AADSTS90014',
    'token',
    'invalid_request',
    "The required field 'code' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
  ],
  ['AADSTS9002313', 'token', 'invalid_request', 'Invalid request. Request is malformed or invalid.'],
  ['AADSTS90055', 'token', 'temporarily_unavailable', 'There are too many incoming requests.'],
];

/** What Entra writes into error_description: the code, a sentence, and three lines to quote to support. */
function describe(code: string, text: string): string {
  return `${code}: ${text}\r\nTrace ID: ${TRACE_ID}\r\nCorrelation ID: ${CORRELATION_ID}\r\nTimestamp: ${TIMESTAMP}`;
}

function buildErrorBody([code, , error, text]: EntraSample) {
  const number = Number(code.slice('AADSTS'.length));
  return {
    error,
    error_description: describe(code, text),
    error_codes: [number],
    timestamp: TIMESTAMP,
    trace_id: TRACE_ID,
    correlation_id: CORRELATION_ID,
    error_uri: `${AUTHORITY.slice(0, AUTHORITY.lastIndexOf('/'))}/error?code=${number}`,
  };
}

/** The page that Entra shows when it does not redirect; its text comes from a script. */
function buildErrorPage([code, , , text]: EntraSample): string {
  const settings = {
    strServiceExceptionMessage: describe(code, text),
    strMainMessage: "Sorry, but we're having trouble signing you in.",
    correlationId: CORRELATION_ID,
  };
  return `<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><script>$Config=${JSON.stringify(settings)};</script></body></html>`;
}

/** A run against Entra that fails as the sample says. */
export function buildEntraFailure(sample: EntraSample): SessionView {
  const [code, place, error, text] = sample;
  const issuer = `${AUTHORITY}/v2.0`;
  const options: TraceOptions = {
    profile: { issuer },
    metadata: {
      issuer,
      authorization_endpoint: `${AUTHORITY}/oauth2/v2.0/authorize`,
      token_endpoint: `${AUTHORITY}/oauth2/v2.0/token`,
    },
  };
  switch (place) {
    case 'token':
      return buildSession({
        ...options,
        failAt: 'token',
        answers: { token: { status: error === 'invalid_client' ? 401 : 400, body: buildErrorBody(sample) } },
      });
    case 'discovery':
      return buildSession({
        ...options,
        failAt: 'discovery',
        answers: { discovery: { status: 400, body: buildErrorBody(sample) } },
      });
    case 'callback':
      return buildSession({
        ...options,
        failAt: 'callback',
        callback: { code: undefined, iss: undefined, error, error_description: describe(code, text) },
      });
    case 'page':
      return buildSession({
        ...options,
        failAt: 'callback',
        error: { code: 'CALLBACK_TIMEOUT', message: 'no callback came' },
        pages: [
          {
            url: `${AUTHORITY}/oauth2/v2.0/authorize?client_id=web&state=${SECRETS.state}`,
            status: 400,
            body: buildErrorPage(sample),
          },
        ],
      });
  }
}
