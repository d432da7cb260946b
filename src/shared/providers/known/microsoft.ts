import type { Reference } from '../../model/check';
import type { KnownProvider, Quirk } from '../known-provider';
import { createBlank, HOST } from './blanks';

const REDIRECT_RULES: Reference = {
  label: 'Microsoft identity platform: redirect URI restrictions',
  url: 'https://learn.microsoft.com/entra/identity-platform/reply-url',
};

const LOCALHOST: Quirk = {
  text: 'For localhost the port is not compared, so register http://localhost/callback once, without a port. The field in the portal refuses http://127.0.0.1; it can be set in the manifest only.',
  reference: REDIRECT_RULES,
  entryIds: ['entra-aadsts50011'],
};

const PLATFORM: Quirk = {
  text: 'The platform under which the redirect URI is registered decides who may redeem the code: "Mobile and desktop applications" for a public client, "Web" for one with a secret. Under "Single-page application" only a browser may.',
  reference: null,
  entryIds: ['entra-aadsts9002327', 'entra-aadsts7000218', 'entra-aadsts700025'],
};

const SECRET_VALUE: Quirk = {
  text: 'Copy the Value of a client secret, not its Secret ID. The value is shown only once.',
  reference: null,
  entryIds: ['entra-aadsts7000215', 'entra-aadsts7000222'],
};

const APP_REGISTRATION = {
  aliases: ['azure', 'azure ad', 'aad', 'microsoft', 'office 365', 'microsoft 365'],
  catalogName: 'Microsoft Entra ID',
  server: null,
  console: 'Microsoft Entra admin center > App registrations > New registration',
  clientType: 'Platform "Mobile and desktop applications", or "Web" with a client secret',
  redirectUriSetting: null,
  loopback: 'localhost-any-port',
  scope: 'openid profile email offline_access',
  auth: 'none',
} as const;

export const MICROSOFT: readonly KnownProvider[] = [
  {
    ...APP_REGISTRATION,
    id: 'entra',
    name: 'Microsoft Entra ID',
    issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
    blanks: [createBlank('tenant', 'Tenant ID', '8eaef023-2b34-4da1-9baa-8bc8c9d6a490')],
    quirks: [
      LOCALHOST,
      PLATFORM,
      SECRET_VALUE,
      {
        text: 'Use the directory (tenant) ID. With "common" or "organizations" the metadata names an issuer with a placeholder, and an app of a single tenant is refused.',
        reference: null,
        entryIds: ['entra-aadsts50194'],
      },
      {
        text: 'The scopes of one request must belong to one API. An access token for Microsoft Graph is for Graph alone.',
        reference: null,
        entryIds: ['entra-aadsts70011', 'entra-aadsts500011'],
      },
    ],
    documentation: {
      label: 'Microsoft identity platform: register an application',
      url: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
    },
  },
  {
    ...APP_REGISTRATION,
    id: 'microsoft-consumer',
    name: 'Microsoft personal accounts',
    aliases: ['outlook', 'hotmail', 'xbox', 'live', 'msa', 'microsoft account', 'consumers'],
    issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    blanks: [],
    quirks: [
      {
        text: 'Personal accounts live in a tenant of their own, which is why the issuer has this fixed ID. The app registration must include personal accounts among its supported account types.',
        reference: {
          label: 'Microsoft identity platform: ID token claims',
          url: 'https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference',
        },
        entryIds: ['entra-aadsts700016'],
      },
      {
        text: 'A redirect URI must have no query where personal accounts sign in.',
        reference: REDIRECT_RULES,
        entryIds: ['entra-aadsts50011'],
      },
      LOCALHOST,
      PLATFORM,
    ],
    documentation: {
      label: 'Microsoft identity platform: register an application',
      url: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
    },
  },
  {
    ...APP_REGISTRATION,
    id: 'azure-b2c',
    name: 'Azure AD B2C',
    aliases: ['b2c', 'azure', 'microsoft'],
    issuer:
      'https://{tenant}.b2clogin.com/{tenant}.onmicrosoft.com/{policy}/v2.0/.well-known/openid-configuration',
    blanks: [
      createBlank('tenant', 'Tenant name', 'contoso'),
      createBlank('policy', 'User flow or policy', 'B2C_1_signupsignin'),
    ],
    scope: 'openid offline_access',
    quirks: [
      {
        text: 'The issuer names the tenant by its ID, while the discovery document lies below the policy; so the address of the document stands in for the issuer here.',
        reference: {
          label: 'Azure AD B2C: OpenID Connect',
          url: 'https://learn.microsoft.com/azure/active-directory-b2c/openid-connect',
        },
        entryIds: ['lib-discovery-issuer-mismatch'],
      },
    ],
    documentation: {
      label: 'Azure AD B2C: OpenID Connect',
      url: 'https://learn.microsoft.com/azure/active-directory-b2c/openid-connect',
    },
  },
  {
    id: 'adfs',
    name: 'AD FS',
    aliases: ['active directory federation services', 'microsoft', 'windows server'],
    catalogName: null,
    issuer: 'https://{host}/adfs',
    blanks: [HOST],
    server: null,
    console: 'AD FS Management > Application Groups > Add Application Group',
    clientType: 'Native application accessing a web API, or Server application accessing a web API',
    redirectUriSetting: 'Redirect URI of the application in its group',
    loopback: 'fixed-port',
    scope: 'openid profile email',
    auth: 'none',
    quirks: [
      {
        text: 'Each client must be permitted each scope, allatclaims among them where claims of the ID token are missing.',
        reference: {
          label: 'AD FS: OpenID Connect and OAuth flows',
          url: 'https://learn.microsoft.com/windows-server/identity/ad-fs/overview/ad-fs-openid-connect-oauth-flows-scenarios',
        },
        entryIds: ['authz-invalid-scope'],
      },
    ],
    documentation: {
      label: 'AD FS: OpenID Connect and OAuth flows',
      url: 'https://learn.microsoft.com/windows-server/identity/ad-fs/overview/ad-fs-openid-connect-oauth-flows-scenarios',
    },
  },
];
