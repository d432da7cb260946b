import type { KnownProvider } from '../known-provider';
import { createBlank, HOST } from './blanks';

const OPENID = { server: null, scope: 'openid profile email', auth: 'none' } as const;

/** Hosted identity services that organisations rent. */
export const WORKFORCE: readonly KnownProvider[] = [
  {
    ...OPENID,
    id: 'okta',
    name: 'Okta',
    aliases: ['okta workforce', 'custom authorization server'],
    catalogName: 'Okta',
    issuer: 'https://{domain}/oauth2/default',
    blanks: [createBlank('domain', 'Okta domain', 'dev-123456.okta.com')],
    console: 'Admin Console > Applications > Create App Integration > OIDC - OpenID Connect',
    clientType: 'Native Application for a public client, Web Application for one with a secret',
    redirectUriSetting: null,
    loopback: 'fixed-port',
    quirks: [
      {
        text: 'An Okta org has several authorization servers. This is the one called "default"; the org itself is another, with its own issuer and without scopes of your own.',
        reference: {
          label: 'Okta: authorization servers',
          url: 'https://developer.okta.com/docs/concepts/auth-servers/',
        },
        entryIds: ['okta-scopes-not-configured', 'lib-discovery-issuer-mismatch'],
      },
      {
        text: 'An access policy with a rule must exist for the client, also on a new authorization server; without one every token request fails.',
        reference: null,
        entryIds: ['okta-policy-evaluation-failed'],
      },
      {
        text: 'Users must be assigned to the app, or it be open to everyone.',
        reference: null,
        entryIds: ['okta-user-not-assigned'],
      },
    ],
    documentation: {
      label: 'Okta: OAuth 2.0 and OpenID Connect',
      url: 'https://developer.okta.com/docs/concepts/oauth-openid/',
    },
  },
  {
    ...OPENID,
    id: 'okta-org',
    name: 'Okta, org authorization server',
    aliases: ['okta', 'org server'],
    catalogName: 'Okta',
    issuer: 'https://{org}.okta.com',
    blanks: [createBlank('org', 'Okta org', 'dev-123456')],
    console: 'Admin Console > Applications > Create App Integration > OIDC - OpenID Connect',
    clientType: 'Native Application for a public client, Web Application for one with a secret',
    redirectUriSetting: null,
    loopback: 'fixed-port',
    quirks: [
      {
        text: 'Access tokens of the org authorization server are for Okta itself: an API of yours cannot validate them. Use a custom authorization server for that.',
        reference: {
          label: 'Okta: authorization servers',
          url: 'https://developer.okta.com/docs/concepts/auth-servers/',
        },
        entryIds: ['okta-scopes-not-configured'],
      },
    ],
    documentation: {
      label: 'Okta: OAuth 2.0 and OpenID Connect',
      url: 'https://developer.okta.com/docs/concepts/oauth-openid/',
    },
  },
  {
    ...OPENID,
    id: 'auth0',
    name: 'Auth0',
    aliases: ['okta customer identity'],
    catalogName: 'Auth0',
    issuer: 'https://{tenant}.auth0.com/',
    blanks: [createBlank('tenant', 'Tenant and region', 'acme.eu')],
    console: 'Dashboard > Applications > Create Application',
    clientType: 'Native for a public client, Regular Web Application for one with a secret',
    redirectUriSetting: null,
    loopback: 'fixed-port',
    quirks: [
      {
        text: 'The issuer ends with a slash. Without it the issuers differ, and so do those of the tokens.',
        reference: null,
        entryIds: ['lib-discovery-issuer-mismatch'],
      },
      {
        text: 'An access token that is a JWT for your API is issued only where the request names the API with the parameter audience.',
        reference: {
          label: 'Auth0: get access tokens',
          url: 'https://auth0.com/docs/secure/tokens/access-tokens/get-access-tokens',
        },
        entryIds: ['auth0-audience-not-found', 'auth0-audience-not-enabled'],
      },
      {
        text: 'A client that fails to authenticate is told access_denied, where others say invalid_client.',
        reference: null,
        entryIds: ['auth0-wrong-secret'],
      },
    ],
    documentation: {
      label: 'Auth0: application settings',
      url: 'https://auth0.com/docs/get-started/applications/application-settings',
    },
  },
  {
    ...OPENID,
    id: 'cognito',
    name: 'Amazon Cognito',
    aliases: ['aws', 'user pool'],
    catalogName: 'Amazon Cognito',
    issuer: 'https://cognito-idp.{region}.amazonaws.com/{userPoolId}',
    blanks: [
      createBlank('region', 'Region', 'eu-west-1'),
      createBlank('userPoolId', 'User pool ID', 'eu-west-1_AbCdEfGhI'),
    ],
    console: 'Amazon Cognito > User pools > App clients > Create app client',
    clientType:
      'Mobile app or single-page application for a public client, Traditional web application with a secret',
    redirectUriSetting: null,
    loopback: 'localhost-fixed-port',
    quirks: [
      {
        text: 'Callback URLs must be https; plain http is accepted for the name localhost only.',
        reference: {
          label: 'Amazon Cognito: CreateUserPoolClient',
          url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html',
        },
        entryIds: ['cognito-redirect-mismatch'],
      },
      {
        text: 'The endpoints are on the domain of the user pool, not on that of the issuer: the pool needs a domain before anybody can sign in.',
        reference: {
          label: 'Amazon Cognito: user pool domain',
          url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html',
        },
        entryIds: ['endpoint-on-another-host'],
      },
      {
        text: 'The grant and each scope must be switched on for the app client.',
        reference: null,
        entryIds: ['cognito-unauthorized-client'],
      },
    ],
    documentation: {
      label: 'Amazon Cognito: app client settings',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html',
    },
  },
  {
    ...OPENID,
    id: 'pingone',
    name: 'PingOne',
    aliases: ['ping', 'ping identity'],
    catalogName: null,
    issuer: 'https://auth.pingone.{region}/{environmentId}/as',
    blanks: [
      createBlank('region', 'Domain of the region', 'com, eu, ca, asia, com.au'),
      createBlank('environmentId', 'Environment ID', 'b0b1c2d3-0000-4a5b-8c6d-7e8f90a1b2c3'),
    ],
    console: 'PingOne > Applications > Applications > +',
    clientType: 'Native for a public client, OIDC Web App for one with a secret',
    redirectUriSetting: 'Configuration > Redirect URIs (PingOne)',
    loopback: 'any-port',
    quirks: [
      {
        text: 'An application is off until it is switched on in the list of applications.',
        reference: { label: 'PingOne documentation', url: 'https://docs.pingidentity.com/pingone/' },
        entryIds: ['authz-redirect-uri-or-client-invalid'],
      },
    ],
    documentation: { label: 'PingOne documentation', url: 'https://docs.pingidentity.com/pingone/' },
  },
  {
    ...OPENID,
    id: 'pingfederate',
    name: 'PingFederate',
    aliases: ['ping', 'ping identity'],
    catalogName: 'PingFederate',
    issuer: 'https://{host}',
    blanks: [HOST],
    console: 'Applications > OAuth > Clients > Add Client',
    clientType: 'Client Authentication "None" for a public client, "Client Secret" otherwise',
    redirectUriSetting: null,
    loopback: 'fixed-port',
    quirks: [
      {
        text: 'A code that was used, has expired or was never issued is answered with one and the same description.',
        reference: null,
        entryIds: ['pingfederate-code-invalid'],
      },
    ],
    documentation: {
      label: 'PingFederate documentation',
      url: 'https://docs.pingidentity.com/pingfederate/',
    },
  },
  {
    ...OPENID,
    id: 'onelogin',
    name: 'OneLogin',
    aliases: [],
    catalogName: null,
    issuer: 'https://{subdomain}.onelogin.com/oidc/2',
    blanks: [createBlank('subdomain', 'Subdomain', 'acme')],
    console: 'Administration > Applications > Add App > OpenId Connect (OIDC)',
    clientType: 'Application Type "Native" with Token Endpoint "None (PKCE)", or "Web" with a secret',
    redirectUriSetting: 'Configuration > Redirect URIs (OneLogin)',
    loopback: 'localhost-fixed-port',
    quirks: [
      {
        text: 'Redirect URIs are https; http://localhost is for development only. A change takes up to ten minutes to count.',
        reference: {
          label: 'OneLogin: connect an OIDC app',
          url: 'https://developers.onelogin.com/openid-connect/connect-to-onelogin',
        },
        entryIds: [],
      },
      {
        text: 'How the client authenticates is set for each app (Token Endpoint > Authentication Method); another way is refused.',
        reference: {
          label: 'OneLogin: OpenID Connect',
          url: 'https://developers.onelogin.com/openid-connect',
        },
        entryIds: ['invalid-client'],
      },
    ],
    documentation: {
      label: 'OneLogin: OpenID Connect',
      url: 'https://developers.onelogin.com/openid-connect',
    },
  },
  {
    ...OPENID,
    id: 'asgardeo',
    name: 'Asgardeo',
    aliases: ['wso2'],
    catalogName: null,
    issuer: 'https://api.asgardeo.io/t/{organization}/oauth2/token',
    blanks: [createBlank('organization', 'Organization', 'acme')],
    console: 'Console > Applications > New Application',
    clientType: 'Mobile Application or Single-Page Application, or Traditional Web Application with a secret',
    redirectUriSetting: 'Protocol > Authorized redirect URLs (Asgardeo)',
    loopback: 'fixed-port',
    quirks: [
      {
        text: 'The issuer ends with /oauth2/token, as the address of the token endpoint does.',
        reference: { label: 'Asgardeo documentation', url: 'https://wso2.com/asgardeo/docs/' },
        entryIds: ['lib-discovery-issuer-mismatch'],
      },
    ],
    documentation: { label: 'Asgardeo documentation', url: 'https://wso2.com/asgardeo/docs/' },
  },
  {
    ...OPENID,
    id: 'salesforce',
    name: 'Salesforce',
    aliases: ['force.com', 'sfdc'],
    catalogName: 'Salesforce',
    issuer: 'https://login.salesforce.com',
    blanks: [],
    console: 'Setup > External Client App Manager > New External Client App (formerly a connected app)',
    clientType: 'Enable OAuth; require a secret for the web server flow, or not',
    redirectUriSetting: null,
    loopback: 'https',
    scope: 'openid',
    auth: 'client_secret_post',
    quirks: [
      {
        text: 'The callback URL must be https, or have a scheme of its own.',
        reference: {
          label: 'Salesforce: defining connected apps',
          url: 'https://developer.salesforce.com/docs/atlas.en-us.222.0.api_rest.meta/api/intro_defining_remote_access_applications.htm',
        },
        entryIds: ['authz-redirect-uri-or-client-invalid'],
      },
      {
        text: 'An administrator can block the app, or let it be used only by users who were admitted beforehand.',
        reference: null,
        entryIds: ['salesforce-oauth-app-blocked'],
      },
    ],
    documentation: {
      label: 'Salesforce: OAuth authorization flows',
      url: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm&type=5',
    },
  },
  {
    ...OPENID,
    id: 'salesforce-my-domain',
    name: 'Salesforce, My Domain',
    aliases: ['salesforce', 'sfdc', 'sandbox'],
    catalogName: 'Salesforce',
    issuer: 'https://{myDomain}.my.salesforce.com',
    blanks: [createBlank('myDomain', 'My Domain', 'acme')],
    console: 'Setup > External Client App Manager > New External Client App (formerly a connected app)',
    clientType: 'Enable OAuth; require a secret for the web server flow, or not',
    redirectUriSetting: null,
    loopback: 'https',
    scope: 'openid',
    auth: 'client_secret_post',
    quirks: [
      {
        text: 'A refresh token that was revoked or has expired is called an expired access/refresh token.',
        reference: null,
        entryIds: ['salesforce-expired-token'],
      },
    ],
    documentation: {
      label: 'Salesforce: OAuth authorization flows',
      url: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm&type=5',
    },
  },
  {
    ...OPENID,
    id: 'login-gov',
    name: 'Login.gov (sandbox)',
    aliases: ['login.gov', 'gsa', 'us government'],
    catalogName: null,
    issuer: 'https://idp.int.identitysandbox.gov/.well-known/openid-configuration',
    blanks: [],
    console: 'Login.gov Partner Portal (sandbox) > Apps > Create a new test app',
    clientType: 'OpenID Connect with private_key_jwt, or with PKCE for a public client',
    redirectUriSetting: 'Redirect URIs (Login.gov)',
    loopback: 'localhost-fixed-port',
    scope: 'openid email',
    quirks: [
      {
        text: 'There are no client secrets: a client either signs an assertion with a private key (private_key_jwt), or is public and uses PKCE.',
        reference: {
          label: 'Login.gov: getting started with OpenID Connect',
          url: 'https://developers.login.gov/oidc/getting-started/',
        },
        entryIds: ['invalid-client'],
      },
      {
        text: 'The request must name the level of assurance in acr_values.',
        reference: {
          label: 'Login.gov: authorization',
          url: 'https://developers.login.gov/oidc/authorization/',
        },
        entryIds: ['authz-invalid-request'],
      },
    ],
    documentation: {
      label: 'Login.gov: getting started with OpenID Connect',
      url: 'https://developers.login.gov/oidc/getting-started/',
    },
  },
];
