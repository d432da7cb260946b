import type { KnownProvider } from '../known-provider';
import { createBlank, HOST } from './blanks';

const OPENID = {
  server: null,
  blanks: [],
  catalogName: null,
  redirectUriSetting: null,
  scope: 'openid profile email',
  auth: 'client_secret_post',
} as const;

/** Services that people have accounts of, and that speak OpenID Connect. */
export const CONSUMER: readonly KnownProvider[] = [
  {
    ...OPENID,
    id: 'google',
    name: 'Google',
    aliases: ['gmail', 'google workspace', 'gsuite', 'gcp'],
    catalogName: 'Google',
    issuer: 'https://accounts.google.com',
    console: 'Google Cloud console > Google Auth Platform > Clients > Create client',
    clientType: 'Desktop app; Web application for a server with a redirect URI of its own',
    loopback: 'any-port-unregistered',
    quirks: [
      {
        text: 'A desktop client may use any port of the loopback address, and no redirect URI is registered for it.',
        reference: {
          label: 'Google: OAuth 2.0 for desktop apps',
          url: 'https://developers.google.com/identity/protocols/oauth2/native-app',
        },
        entryIds: ['google-redirect-uri-mismatch'],
      },
      {
        text: 'A desktop client has a secret all the same, and the token request must carry it beside PKCE.',
        reference: null,
        entryIds: ['google-client-secret-missing'],
      },
      {
        text: 'While the app is in testing, only the test users of its audience can sign in, and refresh tokens live for a week.',
        reference: {
          label: 'Google: refresh token expiration',
          url: 'https://developers.google.com/identity/protocols/oauth2#expiration',
        },
        entryIds: ['google-access-denied-testing', 'google-invalid-grant-expired-or-revoked'],
      },
      {
        text: 'A refresh token comes only with access_type=offline, and again only with prompt=consent; the scope offline_access is not known.',
        reference: {
          label: 'Google: OAuth 2.0 for web server apps',
          url: 'https://developers.google.com/identity/protocols/oauth2/web-server',
        },
        entryIds: ['authz-invalid-scope'],
      },
    ],
    documentation: {
      label: 'Google: OAuth 2.0 for desktop apps',
      url: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    },
  },
  {
    ...OPENID,
    id: 'apple',
    name: 'Apple',
    aliases: ['sign in with apple', 'icloud'],
    catalogName: 'Apple',
    issuer: 'https://appleid.apple.com',
    console: 'Certificates, Identifiers & Profiles > Identifiers > Services IDs',
    clientType: 'A Services ID with Sign In with Apple; its identifier is the client ID',
    loopback: 'domain',
    scope: 'openid name email',
    parameters: { response_mode: 'form_post' },
    quirks: [
      {
        text: 'The client secret is a JWT that you sign with a key from the developer account (ES256). It lives for six months at most.',
        reference: {
          label: 'Apple: creating a client secret',
          url: 'https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret',
        },
        entryIds: ['apple-invalid-client'],
      },
      {
        text: 'Where the scope asks for name or email, the answer must come as a form: response_mode=form_post.',
        reference: {
          label: 'Apple: Sign in with Apple REST API',
          url: 'https://developer.apple.com/documentation/sign_in_with_apple/sign_in_with_apple_rest_api',
        },
        entryIds: ['authz-invalid-request'],
      },
      {
        text: 'The name of the user is in the first callback only, never in a token.',
        reference: {
          label: 'Apple: Sign in with Apple REST API',
          url: 'https://developer.apple.com/documentation/sign_in_with_apple/sign_in_with_apple_rest_api',
        },
        entryIds: [],
      },
    ],
    documentation: {
      label: 'Apple: Sign in with Apple REST API',
      url: 'https://developer.apple.com/documentation/sign_in_with_apple/sign_in_with_apple_rest_api',
    },
  },
  {
    ...OPENID,
    id: 'gitlab',
    name: 'GitLab.com',
    aliases: ['gitlab'],
    catalogName: 'GitLab (Doorkeeper)',
    issuer: 'https://gitlab.com',
    console: 'Edit profile > Applications > Add new application',
    clientType: 'Confidential off for a public client with PKCE, on for one with a secret',
    loopback: 'fixed-port',
    auth: 'none',
    quirks: [
      {
        text: 'Each scope must be ticked at the application, openid among them.',
        reference: {
          label: 'GitLab as an OAuth 2.0 provider',
          url: 'https://docs.gitlab.com/integration/oauth_provider/',
        },
        entryIds: ['authz-invalid-scope'],
      },
      {
        text: 'Errors of the token endpoint come with a Bearer challenge, which some libraries report in place of the error.',
        reference: null,
        entryIds: ['doorkeeper-challenge-on-400'],
      },
    ],
    documentation: {
      label: 'GitLab as an OAuth 2.0 provider',
      url: 'https://docs.gitlab.com/integration/oauth_provider/',
    },
  },
  {
    ...OPENID,
    id: 'gitlab-self-managed',
    name: 'GitLab, self-managed',
    aliases: ['gitlab'],
    catalogName: 'GitLab (Doorkeeper)',
    issuer: 'https://{host}',
    blanks: [HOST],
    console: 'Admin > Applications, or Edit profile > Applications',
    clientType: 'Confidential off for a public client with PKCE, on for one with a secret',
    loopback: 'fixed-port',
    auth: 'none',
    quirks: [
      {
        text: 'The redirect URI must be one of those that the application lists, line by line.',
        reference: null,
        entryIds: ['gitlab-redirect-uri-invalid'],
      },
    ],
    documentation: {
      label: 'GitLab as an OAuth 2.0 provider',
      url: 'https://docs.gitlab.com/integration/oauth_provider/',
    },
  },
  {
    ...OPENID,
    id: 'linkedin',
    name: 'LinkedIn',
    aliases: [],
    catalogName: 'LinkedIn',
    issuer: 'https://www.linkedin.com/oauth/.well-known/openid-configuration',
    console: 'LinkedIn Developers > My apps > Create app',
    clientType: 'An app with the product "Sign In with LinkedIn using OpenID Connect"',
    loopback: 'unknown',
    quirks: [
      {
        text: 'The discovery document lies below /oauth, and LinkedIn has named more than one issuer in it; so its address stands here.',
        reference: {
          label: 'LinkedIn: Sign In using OpenID Connect',
          url: 'https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2',
        },
        entryIds: ['lib-discovery-issuer-mismatch'],
      },
      {
        text: 'A member who cancels is reported with a code of its own.',
        reference: null,
        entryIds: ['linkedin-user-cancelled'],
      },
    ],
    documentation: {
      label: 'LinkedIn: Sign In using OpenID Connect',
      url: 'https://learn.microsoft.com/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2',
    },
  },
  {
    ...OPENID,
    id: 'slack',
    name: 'Slack',
    aliases: ['sign in with slack'],
    catalogName: 'Slack',
    issuer: 'https://slack.com',
    console: 'Slack API > Your apps > Create New App',
    clientType: 'An app; sign-in needs the user scopes openid, profile and email',
    loopback: 'https',
    quirks: [
      {
        text: 'Errors come with status 200 and "ok": false.',
        reference: null,
        entryIds: ['slack-invalid-code', 'slack-bad-client-credentials', 'slack-bad-redirect-uri'],
      },
    ],
    documentation: {
      label: 'Slack: Sign in with Slack',
      url: 'https://api.slack.com/authentication/sign-in-with-slack',
    },
  },
  {
    ...OPENID,
    id: 'line',
    name: 'LINE',
    aliases: ['line login'],
    issuer: 'https://access.line.me',
    console: 'LINE Developers Console > your channel > LINE Login',
    clientType: 'A LINE Login channel; channel ID and channel secret are the credentials',
    redirectUriSetting: 'LINE Login > Callback URL (LINE)',
    loopback: 'unknown',
    scope: 'openid profile',
    quirks: [
      {
        text: 'The scope email works once the permission was applied for at the channel.',
        reference: {
          label: 'LINE: integrating LINE Login',
          url: 'https://developers.line.biz/en/docs/line-login/integrate-line-login/',
        },
        entryIds: ['authz-invalid-scope'],
      },
      {
        text: 'ID tokens for web apps are signed with the channel secret (HS256), whatever the metadata lists.',
        reference: {
          label: 'LINE: verify an ID token',
          url: 'https://developers.line.biz/en/docs/line-login/verify-id-token/',
        },
        entryIds: ['lib-jwt-alg-not-allowed'],
      },
    ],
    documentation: {
      label: 'LINE: integrating LINE Login',
      url: 'https://developers.line.biz/en/docs/line-login/integrate-line-login/',
    },
  },
  {
    ...OPENID,
    id: 'yahoo',
    name: 'Yahoo',
    aliases: ['aol'],
    issuer: 'https://api.login.yahoo.com',
    console: 'Yahoo Developer Network > My Apps > Create an App',
    clientType: 'Confidential Client with a secret, or Public Client',
    redirectUriSetting: 'Redirect URI(s) (Yahoo)',
    loopback: 'https',
    scope: 'openid',
    auth: 'client_secret_basic',
    quirks: [
      {
        text: 'The console wants https, and has refused the name localhost: then register a domain of your own.',
        reference: {
          label: 'aspnet-contrib: Yahoo and localhost',
          url: 'https://github.com/aspnet-contrib/AspNet.Security.OAuth.Providers/issues/176',
        },
        entryIds: [],
      },
    ],
    documentation: { label: 'Yahoo: OAuth 2.0 guide', url: 'https://developer.yahoo.com/oauth2/guide/' },
  },
  {
    ...OPENID,
    id: 'paypal',
    name: 'PayPal',
    aliases: ['log in with paypal'],
    issuer: 'https://www.paypal.com',
    console: 'PayPal Developer Dashboard > Apps & Credentials > Log in with PayPal',
    clientType: 'An app with Log in with PayPal',
    redirectUriSetting: 'Log in with PayPal > Advanced Settings > Return URL (PayPal)',
    loopback: 'unknown',
    auth: 'client_secret_basic',
    quirks: [
      {
        text: 'Sandbox and live are two servers with credentials of their own. This is the issuer of the live one.',
        reference: {
          label: 'PayPal: Log in with PayPal',
          url: 'https://developer.paypal.com/docs/log-in-with-paypal/',
        },
        entryIds: ['invalid-client'],
      },
    ],
    documentation: {
      label: 'PayPal: Log in with PayPal',
      url: 'https://developer.paypal.com/docs/log-in-with-paypal/',
    },
  },
  {
    ...OPENID,
    id: 'twitch',
    name: 'Twitch',
    aliases: [],
    issuer: 'https://id.twitch.tv/oauth2',
    console: 'Twitch Developers > Console > Applications > Register Your Application',
    clientType: 'Client Type "Confidential"',
    redirectUriSetting: 'OAuth Redirect URLs (Twitch)',
    loopback: 'localhost-fixed-port',
    scope: 'openid',
    quirks: [
      {
        text: 'Twitch puts claims such as email into the ID token only where the parameter claims asks for them.',
        reference: {
          label: 'Twitch: OpenID Connect',
          url: 'https://dev.twitch.tv/docs/authentication/getting-tokens-oidc/',
        },
        entryIds: [],
      },
    ],
    documentation: {
      label: 'Twitch: authentication',
      url: 'https://dev.twitch.tv/docs/authentication/',
    },
  },
  {
    ...OPENID,
    id: 'kinde',
    name: 'Kinde',
    aliases: [],
    issuer: 'https://{subdomain}.kinde.com',
    blanks: [createBlank('subdomain', 'Subdomain', 'acme')],
    console: 'Settings > Applications > Add application',
    clientType: 'Front-end for a public client, Back-end web for one with a secret',
    redirectUriSetting: 'Details > Allowed callback URLs (Kinde)',
    loopback: 'unknown',
    auth: 'none',
    quirks: [],
    documentation: { label: 'Kinde documentation', url: 'https://docs.kinde.com/' },
  },
];
