import type { CatalogEntry } from '../catalog-entry';
import { ADVICE_ENTRIES } from './advice';
import { AUTHORIZATION_ANSWER_ENTRIES } from './authorization-answer';
import { BEARER_ENTRIES } from './bearer';
import { GENERIC_ENTRIES } from './generic';
import { HTTP_ENTRIES } from './http';
import { RARE_HTTP_ENTRIES } from './http-rare';
import { CALLBACK_ENTRIES } from './library-callback';
import { CLIENT_ENTRIES } from './library-client';
import { ID_TOKEN_ENTRIES } from './library-id-token';
import { KEY_ENTRIES } from './library-keys';
import { RESPONSE_ENTRIES } from './library-response';
import { LOCAL_ENTRIES } from './local';
import { LOCAL_APPROVAL_ENTRIES } from './local-approval';
import { MCP_ENTRIES } from './mcp';
import { NETWORK_ENTRIES } from './network';
import { CLIENT_ASSERTION_ENTRIES } from './oauth-client-assertion';
import { OAUTH_CORE_ENTRIES } from './oauth-core';
import { OAUTH_EXTENSION_ENTRIES } from './oauth-extension';
import { OAUTH_REQUEST_ENTRIES } from './oauth-extension-requests';
import { OAUTH_GRANT_REQUEST_ENTRIES } from './oauth-grant-requests';
import { OAUTH_GRANT_ENTRIES } from './oauth-grants';
import { OAUTH_PKCE_ENTRIES } from './oauth-pkce';
import { OIDC_ENTRIES } from './oidc';
import { OIDC_FEDERATION_ENTRIES } from './oidc-federation';
import { PREFLIGHT_ENTRIES } from './preflight';
import { AUTH0_ENTRIES } from './provider-auth0';
import { GITHUB_ENTRIES } from './provider-github';
import { GOOGLE_ENTRIES } from './provider-google';
import { KEYCLOAK_ENTRIES } from './provider-keycloak';
import { MICROSOFT_APP_ENTRIES } from './provider-microsoft-app';
import { MICROSOFT_CLIENT_ENTRIES } from './provider-microsoft-client';
import { MICROSOFT_POLICY_ENTRIES } from './provider-microsoft-policy';
import { MICROSOFT_TOKEN_ENTRIES } from './provider-microsoft-token';
import { MICROSOFT_USER_ENTRIES } from './provider-microsoft-user';
import { OKTA_ENTRIES } from './provider-okta';
import { SERVER_PRODUCT_ENTRIES } from './provider-servers';
import { CLOUD_SERVICE_ENTRIES } from './provider-services';
import { REQUEST_FORMAT_ENTRIES } from './request-format';
import { REQUEST_PARAMETER_ENTRIES } from './request-parameters';
import { TLS_ENTRIES } from './tls';

/** Every failure that Grantscope can name, family by family in the order of the catalog view. */
export const CATALOG: readonly CatalogEntry[] = [
  ...OAUTH_CORE_ENTRIES,
  ...OAUTH_PKCE_ENTRIES,
  ...OAUTH_GRANT_ENTRIES,
  ...OAUTH_GRANT_REQUEST_ENTRIES,
  ...REQUEST_FORMAT_ENTRIES,
  ...REQUEST_PARAMETER_ENTRIES,
  ...OAUTH_EXTENSION_ENTRIES,
  ...OAUTH_REQUEST_ENTRIES,
  ...CLIENT_ASSERTION_ENTRIES,
  ...BEARER_ENTRIES,
  ...OIDC_ENTRIES,
  ...OIDC_FEDERATION_ENTRIES,
  ...MCP_ENTRIES,
  ...HTTP_ENTRIES,
  ...RARE_HTTP_ENTRIES,
  ...CALLBACK_ENTRIES,
  ...AUTHORIZATION_ANSWER_ENTRIES,
  ...ID_TOKEN_ENTRIES,
  ...KEY_ENTRIES,
  ...RESPONSE_ENTRIES,
  ...CLIENT_ENTRIES,
  ...NETWORK_ENTRIES,
  ...TLS_ENTRIES,
  ...LOCAL_ENTRIES,
  ...LOCAL_APPROVAL_ENTRIES,
  ...MICROSOFT_USER_ENTRIES,
  ...MICROSOFT_POLICY_ENTRIES,
  ...MICROSOFT_APP_ENTRIES,
  ...MICROSOFT_CLIENT_ENTRIES,
  ...MICROSOFT_TOKEN_ENTRIES,
  ...KEYCLOAK_ENTRIES,
  ...GOOGLE_ENTRIES,
  ...OKTA_ENTRIES,
  ...AUTH0_ENTRIES,
  ...GITHUB_ENTRIES,
  ...SERVER_PRODUCT_ENTRIES,
  ...CLOUD_SERVICE_ENTRIES,
  ...ADVICE_ENTRIES,
  ...PREFLIGHT_ENTRIES,
  ...GENERIC_ENTRIES,
];

const BY_ID = new Map(CATALOG.map((entry) => [entry.id, entry]));

export function findEntry(id: string): CatalogEntry | null {
  return BY_ID.get(id) ?? null;
}
