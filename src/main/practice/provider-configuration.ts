import { randomBytes } from 'node:crypto';
import type { Client, Configuration, errors as ProviderErrors } from 'oidc-provider';
import { CLAIMS_BY_SCOPE, findAccount } from './accounts';
import {
  buildClientRegistrations,
  CLIENT_SCOPES,
  type ClientSecrets,
  PRACTICE_CLIENTS,
  RESERVED_SCOPE,
} from './clients';
import { readExtraClaims } from './grants/issue-token';
import type { PracticeKeys } from './keys';
import { createMemoryAdapter } from './memory-adapter';
import { buildPageHeaders, renderErrorPage, renderLogoutPage, renderSignedOutPage } from './pages';
import type { ProviderChange } from './provider-change';

const HOUR_S = 3_600;

interface ConfigurationParts {
  keys: PracticeKeys;
  clientSecrets: ClientSecrets;
  change: ProviderChange;
  port: number;
  errors: typeof ProviderErrors;
}

/**
 * The whole configuration of one provider. Every default that oidc-provider would announce on the
 * console is set here, so that nothing but our own output reaches stdout and stderr.
 */
export function buildProviderConfiguration(parts: ConfigurationParts): Configuration {
  const { keys, clientSecrets, change, errors } = parts;
  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [keys.rs256, keys.es256] as unknown as NonNullable<Configuration['jwks']>['keys'] },
    clients: buildClientRegistrations(clientSecrets, keys, change.clientMetadata),
    scopes: [...CLIENT_SCOPES, RESERVED_SCOPE],
    claims: CLAIMS_BY_SCOPE,
    findAccount(_ctx, accountId) {
      try {
        change.failAccountLookup?.(errors);
      } catch (cause) {
        // An exception of its own kind is what oidc-provider redirects with (RFC 6749 section 4.1.2.1).
        if (cause instanceof errors.OIDCProviderError) throw cause;
        throw new errors.OIDCProviderError(500, 'server_error', { cause });
      }
      return findAccount(accountId);
    },
    cookies: buildCookies(parts.port),
    // Tokens expire on the second: faults rely on it, and issuer and clock are the same machine.
    clockTolerance: 0,
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: 60,
      ClientCredentials: 600,
      Grant: 24 * HOUR_S,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      RefreshToken: 24 * HOUR_S,
      Session: HOUR_S,
      ...change.ttl,
    },
    clientAuthMethods: [...new Set(PRACTICE_CLIENTS.map(({ auth }) => auth))],
    // Each refresh token works once; a second use ends the grant (RFC 9700 section 4.14.2).
    rotateRefreshToken: true,
    responseTypes: ['code', 'none'],
    clientBasedCORS: () => false,
    extraTokenClaims: (_ctx, token) => readExtraClaims(token),
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          change.mayIntrospect?.(client) ?? mayIntrospect(client, token),
      },
      registration: { enabled: true, initialAccessToken: change.initialAccessToken },
      registrationManagement: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.set(buildPageHeaders(['http:']));
          ctx.body = renderLogoutPage(form);
        },
        postLogoutSuccessSource(ctx) {
          ctx.set(buildPageHeaders());
          ctx.body = renderSignedOutPage();
        },
      },
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.set(buildPageHeaders());
      ctx.body = renderErrorPage({ ...out });
    },
  };
}

/** A public client, which anybody can be, learns about its own tokens only (RFC 7662 section 2.1). */
function mayIntrospect(client: Client, token: { clientId?: string | undefined }): boolean {
  return client.tokenEndpointAuthMethod !== 'none' || token.clientId === client.clientId;
}

/** Browsers share cookies between the ports of a host, so each provider's cookies carry its port. */
function buildCookies(port: number): NonNullable<Configuration['cookies']> {
  const options = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    names: {
      session: `practice_${port}_session`,
      interaction: `practice_${port}_interaction`,
      resume: `practice_${port}_resume`,
    },
    long: options,
    short: options,
    keys: [randomBytes(32).toString('base64url')],
  };
}
