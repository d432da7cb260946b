import type { ProviderName } from './providers';

/** Signs by which a provider is known. Hosts count most: nobody else can serve them. */
export interface ProviderSigns {
  provider: ProviderName;
  /** Host names; what stands under one counts too. */
  hosts?: string[];
  /** A host name that no list of suffixes describes. */
  hostPattern?: RegExp;
  /** Names of response headers, in lower case, that only this provider sends. */
  headers?: string[];
  /** The start of the Server header. */
  server?: string;
  /** Names of cookies that it sets; the beginning is enough. */
  cookies?: string[];
  /** Members of the metadata that only this provider publishes. */
  metadata?: string[];
  /** Paths of its endpoints; for paths that others use too, all must occur. */
  paths?: RegExp[];
  /** The form of its error codes and bodies, or words of its pages. */
  texts?: RegExp[];
}

/** Patterns here are bounded and run over short texts: addresses, and the start of bodies. */
export const PROVIDER_SIGNS: ProviderSigns[] = [
  {
    provider: 'Microsoft Entra ID',
    hosts: [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'login.microsoftonline.de',
      'login.chinacloudapi.cn',
      'login.partner.microsoftonline.cn',
      'login.microsoft.com',
      'login.windows.net',
      'sts.windows.net',
      'login.live.com',
      'b2clogin.com',
      'ciamlogin.com',
    ],
    headers: ['x-ms-ests-server', 'x-ms-clitelem'],
    cookies: ['esctx', 'x-ms-gateway-slice', 'x-ms-cpim'],
    metadata: ['tenant_region_scope', 'cloud_instance_name', 'msgraph_host', 'cloud_graph_host_name'],
    texts: [/\bAADSTS\d{5}/, /\bAADB2C\d{5}/, /"error_codes"\s{0,3}:\s{0,3}\[/],
  },
  {
    provider: 'Keycloak',
    paths: [/\/realms\/[^/]{1,100}(\/protocol\/openid-connect\/|\/?$|\/\.well-known\/)/],
    cookies: ['KC_RESTART', 'KEYCLOAK_', 'AUTH_SESSION_ID', 'KC_AUTH_'],
    texts: [/\/resources\/\w{1,20}\/login\/keycloak/, /\borg\.keycloak\b/, /\bkeycloak-js\b/],
  },
  {
    provider: 'Google',
    hosts: ['accounts.google.com', 'googleapis.com', 'oauth2.google.com', 'securetoken.google.com'],
    texts: [/doesn.t comply with Google.s OAuth 2\.0 policy/, /\bSign in with Google\b/],
  },
  {
    provider: 'Okta',
    hosts: ['okta.com', 'oktapreview.com', 'okta-emea.com', 'okta-gov.com', 'okta.mil', 'okta.eu'],
    headers: ['x-okta-request-id'],
    paths: [
      /\/oauth2\/([\w-]{1,60}\/)?v1\/(authorize|token|keys|userinfo|introspect|revoke|logout|par|device)/,
    ],
    texts: [/"errorCode"\s{0,3}:\s{0,3}"E\d{7}"/, /\bE\d{7}\b.{0,200}\b(errorSummary|Okta)\b/],
  },
  {
    provider: 'Auth0',
    hosts: ['auth0.com', 'auth0app.com'],
    headers: ['x-auth0-requestid', 'x-auth0-l', 'x-auth0-dl'],
    cookies: ['auth0', 'did_compat', 'auth0_compat'],
    metadata: ['mfa_challenge_endpoint'],
    texts: [/\bauth0\.com\b/, /manage\.auth0\.com/],
  },
  {
    provider: 'GitHub',
    hosts: ['github.com', 'ghe.com', 'token.actions.githubusercontent.com'],
    headers: ['x-github-request-id', 'x-github-media-type'],
    server: 'github.com',
    texts: [/docs\.github\.com\//, /developer\.github\.com\//],
  },
  {
    provider: 'Ory Hydra',
    hosts: ['oryapis.com'],
    metadata: ['credentials_endpoint_draft_00', 'credentials_supported_draft_00'],
    cookies: ['ory_hydra_', 'oauth2_authentication_csrf', 'oauth2_consent_csrf'],
    texts: [
      /authorization grant \(e\.g\., authorization code, resource owner credentials\)/,
      /\bservice_name="?Ory\b|\bOry Hydra\b/,
      /"error_verbose"\s{0,3}:/,
      /"status_code"\s{0,3}:\s{0,3}\d{3}.{0,400}"error_hint"/s,
    ],
  },
  {
    provider: 'Amazon Cognito',
    hosts: ['amazoncognito.com'],
    hostPattern: /^cognito-idp(-fips)?\.[\w-]{1,40}\.amazonaws\.com(\.cn)?$/,
    headers: ['x-amz-cognito-request-id'],
    texts: [/\bCognito\b/],
  },
  {
    provider: 'Slack',
    hosts: ['slack.com', 'slack-gov.com'],
    headers: ['x-slack-req-id', 'x-slack-unique-id', 'x-slack-backend'],
    texts: [
      /\bslack_webapi_|@slack\//,
      /^\s{0,9}\{\s{0,9}"ok"\s{0,3}:\s{0,3}false\s{0,3},\s{0,9}"error"\s{0,3}:/,
    ],
  },
  {
    provider: 'node oidc-provider',
    paths: [/\/token\/introspection$/, /\/session\/end$/],
    texts: [/oops! something went wrong/],
  },
  {
    provider: 'Apple',
    hosts: ['appleid.apple.com', 'account.apple.com', 'idmsa.apple.com'],
    headers: ['x-apple-jingle-correlation-key', 'x-apple-i-request-id'],
    server: 'apple',
  },
  {
    provider: 'Salesforce',
    hosts: ['salesforce.com', 'force.com', 'salesforce-setup.com', 'database.com'],
    headers: ['sforce-limit-info', 'x-sfdc-request-id'],
    server: 'sfdcedge',
    paths: [/\/services\/oauth2\/(authorize|token|userinfo|revoke|introspect)/],
    texts: [/\bOAUTH_APP_BLOCKED\b/, /\bOAUTH_APPROVAL_ERROR/],
  },
  {
    provider: 'GitLab (Doorkeeper)',
    hosts: ['gitlab.com'],
    headers: ['x-gitlab-meta'],
    cookies: ['_gitlab_session'],
    paths: [/\/oauth\/discovery\/keys$/],
    texts: [
      /realm="Doorkeeper"/,
      /authorization grant is invalid, expired, revoked, does not match the redirection URI used/,
    ],
  },
  {
    provider: 'Duende IdentityServer',
    hosts: ['duendesoftware.com'],
    paths: [/\/\.well-known\/openid-configuration\/jwks$/],
    cookies: ['idsrv'],
    texts: [/\bDuende\b/, /\bIdentityServer4?\b/],
  },
  {
    provider: 'Facebook',
    hosts: ['facebook.com', 'graph.instagram.com', 'api.instagram.com'],
    headers: ['x-fb-trace-id', 'x-fb-request-id', 'x-fb-debug', 'facebook-api-version'],
    texts: [/"fbtrace_id"\s{0,3}:/, /"type"\s{0,3}:\s{0,3}"OAuthException"/],
  },
  {
    provider: 'LinkedIn',
    hosts: ['linkedin.com'],
    headers: ['x-li-uuid', 'x-li-fabric', 'x-li-pop'],
    texts: [/\buser_cancelled_(login|authorize)\b/],
  },
  {
    provider: 'PingFederate',
    paths: [/\/as\/(authorization|token|introspect|revoke_token)\.oauth2$/, /\/pf\/JWKS$/],
    metadata: [
      'ping_revoked_sris_endpoint',
      'ping_session_management_sris_endpoint',
      'ping_end_session_endpoint',
    ],
    server: 'pingfederate',
    cookies: ['PF='],
    texts: [/\bPingFederate\b/],
  },
  {
    provider: 'Spring Authorization Server',
    paths: [/\/oauth2\/jwks$/],
    texts: [
      /\bsecurity\.oauth2\.server\.authorization\b/,
      /OAuth 2\.0 Parameter: \w/,
      /\bWhitelabel Error Page\b/,
    ],
  },
];
