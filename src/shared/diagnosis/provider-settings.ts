import type { ProviderName } from './providers';

/** What each provider's own console or configuration calls a setting, as a path through its menus. */
export interface ProviderSettings {
  redirectUri: string;
  clientSecret: string;
  pkce: string;
  scope: string;
  grantType: string;
}

/** Words for a provider that is not known. They must read well in the place of each name above. */
export const GENERAL_SETTINGS: ProviderSettings = {
  redirectUri: "the client's list of redirect URIs",
  clientSecret: "the client's secret",
  pkce: "the client's PKCE setting",
  scope: "the client's list of allowed scopes",
  grantType: "the client's list of grant types",
};

/** Settings by their names in the provider's English interface; a setting that a provider lacks says so. */
export const PROVIDER_SETTINGS: Record<ProviderName, ProviderSettings> = {
  'Microsoft Entra ID': {
    redirectUri: 'App registrations > Authentication > Redirect URIs (Entra)',
    clientSecret: 'App registrations > Certificates & secrets > Client secrets (Entra)',
    pkce: 'App registrations > Authentication > platform "Single-page application" or "Mobile and desktop applications" (Entra)',
    scope: 'App registrations > API permissions (Entra)',
    grantType: 'App registrations > Authentication > Allow public client flows (Entra)',
  },
  Keycloak: {
    redirectUri: 'Clients > Settings > Valid redirect URIs (Keycloak)',
    clientSecret: 'Clients > Credentials > Client Secret (Keycloak)',
    pkce: 'Clients > Advanced > Proof Key for Code Exchange Code Challenge Method (Keycloak)',
    scope: 'Clients > Client scopes (Keycloak)',
    grantType: 'Clients > Settings > Capability config > Authentication flow (Keycloak)',
  },
  Google: {
    redirectUri: 'Google Auth Platform > Clients > Authorized redirect URIs (Google)',
    clientSecret: 'Google Auth Platform > Clients > Client secrets (Google)',
    pkce: 'Google Auth Platform > Clients > Application type (Google)',
    scope: 'Google Auth Platform > Data Access (Google)',
    grantType: 'Google Auth Platform > Clients > Application type (Google)',
  },
  Okta: {
    redirectUri: 'Applications > General > Login > Sign-in redirect URIs (Okta)',
    clientSecret: 'Applications > General > Client Credentials > Client secrets (Okta)',
    pkce: 'Applications > General > Client Credentials > Proof Key for Code Exchange (PKCE) (Okta)',
    scope: 'Security > API > Authorization Servers > Scopes (Okta)',
    grantType: 'Applications > General > General Settings > Grant type (Okta)',
  },
  Auth0: {
    redirectUri: 'Applications > Settings > Application URIs > Allowed Callback URLs (Auth0)',
    clientSecret: 'Applications > Settings > Basic Information > Client Secret (Auth0)',
    pkce: 'Applications > Settings > Application Type (Auth0)',
    scope: 'Applications > APIs > Permissions (Auth0)',
    grantType: 'Applications > Settings > Advanced Settings > Grant Types (Auth0)',
  },
  GitHub: {
    redirectUri: 'Developer settings > OAuth Apps > Authorization callback URL (GitHub)',
    clientSecret: 'Developer settings > OAuth Apps > Client secrets (GitHub)',
    pkce: 'the code_challenge of the request (GitHub has no setting for it)',
    scope: 'the scope of the request (an OAuth app), or Permissions & events (a GitHub App)',
    grantType: 'Developer settings > OAuth Apps > Enable Device Flow (GitHub)',
  },
  'Ory Hydra': {
    redirectUri: 'redirect_uris of the OAuth2 client (Hydra)',
    clientSecret: 'client_secret of the OAuth2 client (Hydra)',
    pkce: 'oauth2.pkce.enforced in the configuration (Hydra)',
    scope: 'scope of the OAuth2 client (Hydra)',
    grantType: 'grant_types of the OAuth2 client (Hydra)',
  },
  'Amazon Cognito': {
    redirectUri: 'App clients > Login pages > Allowed callback URLs (Cognito)',
    clientSecret: 'App clients > App client information > Client secret (Cognito)',
    pkce: 'the code_challenge of the request (Cognito has no setting for it)',
    scope: 'App clients > Login pages > OpenID Connect scopes and custom scopes (Cognito)',
    grantType: 'App clients > Login pages > OAuth grant types (Cognito)',
  },
  Slack: {
    redirectUri: 'OAuth & Permissions > Redirect URLs (Slack)',
    clientSecret: 'Basic Information > App Credentials > Client Secret (Slack)',
    pkce: 'OAuth & Permissions > Proof Key for Code Exchange (PKCE) (Slack)',
    scope: 'OAuth & Permissions > Scopes (Slack)',
    grantType: 'OAuth & Permissions > Token Rotation (Slack)',
  },
  'node oidc-provider': {
    redirectUri: 'redirect_uris of the client (node oidc-provider)',
    clientSecret: 'client_secret of the client (node oidc-provider)',
    pkce: 'pkce.required in the configuration (node oidc-provider)',
    scope: 'scopes in the configuration, and scope of the client (node oidc-provider)',
    grantType: 'grant_types of the client (node oidc-provider)',
  },
  Apple: {
    redirectUri: 'Identifiers > Services IDs > Sign In with Apple > Return URLs (Apple)',
    clientSecret: 'the client secret, a JWT signed with a key of Keys > Sign In with Apple (Apple)',
    pkce: 'the code_challenge of the request (Apple has no setting for it)',
    scope: 'the scope of the request, name and email only (Apple)',
    grantType: 'the grant_type of the request (Apple has no setting for it)',
  },
  Salesforce: {
    redirectUri: 'App Manager > OAuth Settings > Callback URL (Salesforce)',
    clientSecret: 'App Manager > Manage Consumer Details > Consumer Secret (Salesforce)',
    pkce: 'App Manager > OAuth Settings > Require Proof Key for Code Exchange (PKCE) (Salesforce)',
    scope: 'App Manager > OAuth Settings > Selected OAuth Scopes (Salesforce)',
    grantType: 'App Manager > OAuth Settings > Flow Enablement (Salesforce)',
  },
  'GitLab (Doorkeeper)': {
    redirectUri: 'Applications > Redirect URI (GitLab)',
    clientSecret: 'Applications > Secret (GitLab)',
    pkce: 'Applications > Confidential (GitLab)',
    scope: 'Applications > Scopes (GitLab)',
    grantType: 'grant_flows in the configuration (Doorkeeper)',
  },
  'Duende IdentityServer': {
    redirectUri: 'RedirectUris of the Client (Duende)',
    clientSecret: 'ClientSecrets of the Client (Duende)',
    pkce: 'RequirePkce of the Client (Duende)',
    scope: 'AllowedScopes of the Client (Duende)',
    grantType: 'AllowedGrantTypes of the Client (Duende)',
  },
  Facebook: {
    redirectUri: 'Facebook Login > Settings > Valid OAuth Redirect URIs (Meta)',
    clientSecret: 'App settings > Basic > App secret (Meta)',
    pkce: 'the code_challenge of the request (Meta has no setting for it)',
    scope: 'App Review > Permissions and features (Meta)',
    grantType: 'Facebook Login > Settings > Client OAuth settings (Meta)',
  },
  LinkedIn: {
    redirectUri: 'Auth > OAuth 2.0 settings > Authorized redirect URLs for your app (LinkedIn)',
    clientSecret: 'Auth > Application credentials > Primary Client Secret (LinkedIn)',
    pkce: 'Native PKCE, which LinkedIn enables on request',
    scope: 'Auth > OAuth 2.0 scopes, which come with Products (LinkedIn)',
    grantType: 'Products (LinkedIn)',
  },
  PingFederate: {
    redirectUri: 'Applications > OAuth > Clients > Redirect URIs (PingFederate)',
    clientSecret: 'Applications > OAuth > Clients > Client Secret (PingFederate)',
    pkce: 'Applications > OAuth > Clients > Require Proof Key for Code Exchange (PKCE) (PingFederate)',
    scope: 'Applications > OAuth > Clients > Common Scopes (PingFederate)',
    grantType: 'Applications > OAuth > Clients > Allowed Grant Types (PingFederate)',
  },
  'Spring Authorization Server': {
    redirectUri: 'redirectUris of the RegisteredClient (Spring)',
    clientSecret: 'clientSecret of the RegisteredClient (Spring)',
    pkce: 'ClientSettings.requireProofKey of the RegisteredClient (Spring)',
    scope: 'scopes of the RegisteredClient (Spring)',
    grantType: 'authorizationGrantTypes of the RegisteredClient (Spring)',
  },
};
