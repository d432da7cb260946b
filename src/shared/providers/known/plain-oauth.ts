import type { KnownProvider } from '../known-provider';

const PLAIN = { blanks: [], catalogName: null, auth: 'client_secret_basic', quirks: [] } as const;

/** Services with OAuth 2.0 and no metadata to discover: their endpoints are given here. */
export const PLAIN_OAUTH: readonly KnownProvider[] = [
  {
    ...PLAIN,
    id: 'github',
    name: 'GitHub',
    aliases: ['git', 'github enterprise cloud'],
    catalogName: 'GitHub',
    issuer: 'https://github.com',
    server: {
      authorization_endpoint: 'https://github.com/login/oauth/authorize',
      token_endpoint: 'https://github.com/login/oauth/access_token',
      device_authorization_endpoint: 'https://github.com/login/device/code',
    },
    console: 'Settings > Developer settings > OAuth Apps > New OAuth app',
    clientType: 'An OAuth app, or a GitHub App',
    redirectUriSetting: null,
    loopback: 'any-port',
    scope: 'read:user user:email',
    auth: 'client_secret_post',
    quirks: [
      {
        text: 'GitHub speaks OAuth 2.0 and no OpenID Connect for users: there is no ID token. Ask the API who signed in.',
        reference: {
          label: 'GitHub: authorizing OAuth apps',
          url: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
        },
        entryIds: [],
      },
      {
        text: 'Errors of the token endpoint come with status 200.',
        reference: null,
        entryIds: ['github-bad-verification-code', 'github-incorrect-client-credentials'],
      },
      {
        text: 'The device flow must be switched on in the settings of the app.',
        reference: null,
        entryIds: ['github-device-flow-disabled'],
      },
    ],
    documentation: {
      label: 'GitHub: authorizing OAuth apps',
      url: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    },
  },
  {
    ...PLAIN,
    id: 'facebook',
    name: 'Facebook',
    aliases: ['meta', 'facebook login'],
    catalogName: 'Facebook',
    issuer: 'https://www.facebook.com',
    server: {
      authorization_endpoint: 'https://www.facebook.com/v15.0/dialog/oauth',
      token_endpoint: 'https://graph.facebook.com/oauth/access_token',
    },
    console: 'Meta for Developers > My Apps > Create App > Facebook Login',
    clientType: 'An app with Facebook Login for the web',
    redirectUriSetting: null,
    loopback: 'localhost-fixed-port',
    scope: 'public_profile email',
    auth: 'client_secret_post',
    quirks: [
      {
        text: 'A localhost address is accepted only while the app is in development; a live app needs https.',
        reference: {
          label: 'Facebook: manually build a login flow',
          url: 'https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow',
        },
        entryIds: ['authz-redirect-uri-or-client-invalid'],
      },
      {
        text: 'Errors of the token endpoint are objects of the Graph API, which libraries do not read.',
        reference: null,
        entryIds: ['facebook-code-used'],
      },
    ],
    documentation: {
      label: 'Facebook: manually build a login flow',
      url: 'https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow',
    },
  },
  {
    ...PLAIN,
    id: 'discord',
    name: 'Discord',
    aliases: [],
    issuer: 'https://discord.com',
    server: {
      authorization_endpoint: 'https://discord.com/oauth2/authorize',
      token_endpoint: 'https://discord.com/api/oauth2/token',
      revocation_endpoint: 'https://discord.com/api/oauth2/token/revoke',
    },
    console: 'Discord Developer Portal > Applications > New Application > OAuth2',
    clientType: 'An application; "Public Client" for one without a secret',
    redirectUriSetting: 'OAuth2 > Redirects (Discord)',
    loopback: 'fixed-port',
    scope: 'identify email',
    documentation: { label: 'Discord: OAuth2', url: 'https://discord.com/developers/docs/topics/oauth2' },
  },
  {
    ...PLAIN,
    id: 'bitbucket',
    name: 'Bitbucket Cloud',
    aliases: ['atlassian'],
    issuer: 'https://bitbucket.org',
    server: {
      authorization_endpoint: 'https://bitbucket.org/site/oauth2/authorize',
      token_endpoint: 'https://bitbucket.org/site/oauth2/access_token',
    },
    console: 'Workspace settings > OAuth consumers > Add consumer',
    clientType: 'A consumer; "This is a private consumer" for one with a secret',
    redirectUriSetting: 'Callback URL of the consumer (Bitbucket)',
    loopback: 'unknown',
    scope: 'account',
    quirks: [
      {
        text: 'Scopes are the permissions that are ticked at the consumer.',
        reference: {
          label: 'Bitbucket Cloud: use OAuth',
          url: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
        },
        entryIds: ['authz-invalid-scope'],
      },
    ],
    documentation: {
      label: 'Bitbucket Cloud: use OAuth',
      url: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
    },
  },
  {
    ...PLAIN,
    id: 'atlassian',
    name: 'Atlassian (Jira, Confluence)',
    aliases: ['jira', 'confluence', '3lo'],
    issuer: 'https://auth.atlassian.com',
    server: {
      authorization_endpoint: 'https://auth.atlassian.com/authorize',
      token_endpoint: 'https://auth.atlassian.com/oauth/token',
    },
    console: 'Developer console > My apps > Create > OAuth 2.0 integration',
    clientType: 'An OAuth 2.0 (3LO) integration',
    redirectUriSetting: 'Authorization > OAuth 2.0 (3LO) > Callback URL (Atlassian)',
    loopback: 'unknown',
    scope: 'read:me offline_access',
    auth: 'client_secret_post',
    parameters: { audience: 'api.atlassian.com', prompt: 'consent' },
    quirks: [
      {
        text: 'The request must carry audience=api.atlassian.com and prompt=consent, and each scope must be added under Permissions first.',
        reference: {
          label: 'Atlassian: OAuth 2.0 (3LO) apps',
          url: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
        },
        entryIds: ['authz-invalid-request', 'authz-invalid-scope'],
      },
    ],
    documentation: {
      label: 'Atlassian: OAuth 2.0 (3LO) apps',
      url: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
    },
  },
  {
    ...PLAIN,
    id: 'dropbox',
    name: 'Dropbox',
    aliases: [],
    issuer: 'https://www.dropbox.com',
    server: {
      authorization_endpoint: 'https://www.dropbox.com/oauth2/authorize',
      token_endpoint: 'https://api.dropboxapi.com/oauth2/token',
    },
    console: 'App Console > Create app',
    clientType: 'Scoped access; "Allow public clients" for PKCE without a secret',
    redirectUriSetting: 'Settings > OAuth 2 > Redirect URIs (Dropbox)',
    loopback: 'fixed-port',
    scope: 'account_info.read',
    parameters: { token_access_type: 'offline' },
    quirks: [
      {
        text: 'A refresh token comes only with token_access_type=offline.',
        reference: { label: 'Dropbox: OAuth guide', url: 'https://developers.dropbox.com/oauth-guide' },
        entryIds: [],
      },
    ],
    documentation: { label: 'Dropbox: OAuth guide', url: 'https://developers.dropbox.com/oauth-guide' },
  },
  {
    ...PLAIN,
    id: 'x',
    name: 'X (Twitter)',
    aliases: ['twitter'],
    issuer: 'https://x.com',
    server: {
      authorization_endpoint: 'https://x.com/i/oauth2/authorize',
      token_endpoint: 'https://api.x.com/2/oauth2/token',
    },
    console: 'X Developer Console > Apps > User authentication settings',
    clientType: 'Native App for a public client, Web App with a secret',
    redirectUriSetting: 'App info > Callback URI / Redirect URL (X)',
    loopback: 'fixed-port',
    scope: 'users.read tweet.read offline.access',
    quirks: [
      {
        text: 'PKCE is required. A refresh token comes only with the scope offline.access, which is spelled with a dot.',
        reference: { label: 'X: developer apps', url: 'https://docs.x.com/fundamentals/developer-apps' },
        entryIds: ['authz-invalid-scope'],
      },
    ],
    documentation: { label: 'X: callback URLs', url: 'https://developer.x.com/en/docs/apps/callback-urls' },
  },
  {
    ...PLAIN,
    id: 'spotify',
    name: 'Spotify',
    aliases: [],
    issuer: 'https://accounts.spotify.com',
    server: {
      authorization_endpoint: 'https://accounts.spotify.com/authorize',
      token_endpoint: 'https://accounts.spotify.com/api/token',
    },
    console: 'Spotify for Developers > Dashboard > Create app',
    clientType: 'An app with the Web API',
    redirectUriSetting: 'Settings > Redirect URIs (Spotify)',
    loopback: 'any-port',
    scope: 'user-read-email',
    auth: 'none',
    quirks: [
      {
        text: 'The name localhost is refused: use 127.0.0.1 or [::1]. Registered without a port, any port is accepted.',
        reference: {
          label: 'Spotify: redirect URIs',
          url: 'https://developer.spotify.com/documentation/web-api/concepts/redirect_uri',
        },
        entryIds: ['authz-redirect-uri-or-client-invalid'],
      },
    ],
    documentation: {
      label: 'Spotify: redirect URIs',
      url: 'https://developer.spotify.com/documentation/web-api/concepts/redirect_uri',
    },
  },
  {
    ...PLAIN,
    id: 'zoom',
    name: 'Zoom',
    aliases: [],
    issuer: 'https://zoom.us',
    server: {
      authorization_endpoint: 'https://zoom.us/oauth/authorize',
      token_endpoint: 'https://zoom.us/oauth/token',
    },
    console: 'Zoom App Marketplace > Develop > Build App > General App',
    clientType: 'A user-managed app',
    redirectUriSetting: 'Basic Information > OAuth Redirect URL (Zoom)',
    loopback: 'any-port',
    scope: 'user:read:user',
    quirks: [
      {
        text: 'Loopback addresses, on any port, are for clients with PKCE and for native apps.',
        reference: {
          label: 'Zoom: PKCE loopback support',
          url: 'https://developers.zoom.us/changelog/platform/pkce-loopback',
        },
        entryIds: ['authz-redirect-uri-or-client-invalid'],
      },
    ],
    documentation: { label: 'Zoom: OAuth', url: 'https://developers.zoom.us/docs/integrations/oauth/' },
  },
  {
    ...PLAIN,
    id: 'reddit',
    name: 'Reddit',
    aliases: [],
    issuer: 'https://www.reddit.com',
    server: {
      authorization_endpoint: 'https://www.reddit.com/api/v1/authorize',
      token_endpoint: 'https://www.reddit.com/api/v1/access_token',
    },
    console: 'Preferences > apps > create another app',
    clientType: 'installed app for a public client, web app for one with a secret',
    redirectUriSetting: 'redirect uri of the app, a single one (Reddit)',
    loopback: 'unknown',
    scope: 'identity',
    quirks: [
      {
        text: 'A refresh token comes only with duration=permanent.',
        reference: {
          label: 'Reddit: OAuth2',
          url: 'https://github.com/reddit-archive/reddit/wiki/OAuth2',
        },
        entryIds: [],
      },
    ],
    documentation: { label: 'Reddit: OAuth2', url: 'https://github.com/reddit-archive/reddit/wiki/OAuth2' },
  },
];
