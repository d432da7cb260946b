import { randomBytes } from 'node:crypto';
import type {
  AccessToken,
  ClientCredentials,
  Configuration,
  interactionPolicy,
  KoaContextWithOIDC,
  errors as ProviderErrors,
} from 'oidc-provider';
import { CLAIMS_BY_SCOPE, findAccount } from './accounts';
import { ACR_VALUES, buildInteractionPolicy } from './authentication-levels';
import { buildCiba, createPingFetch } from './backchannel';
import {
  buildClientRegistrations,
  CLIENT_SCOPES,
  type ClientSecrets,
  PRACTICE_CLIENTS,
  RESERVED_SCOPE,
} from './clients';
import { DEVICE_PAGES } from './device-pages';
import { readExtraClaims } from './grants/issue-token';
import type { PracticeKeys } from './keys';
import { createMemoryAdapter } from './memory-adapter';
import { buildEndpointAliases, MUTUAL_TLS, MUTUAL_TLS_METHODS, type PracticeTls } from './mutual-tls';
import { buildPageHeaders, renderErrorPage, renderLogoutPage, renderSignedOutPage } from './pages';
import type { ProviderChange } from './provider-change';
import { buildTokenFeatures } from './token-features';
import { DPOP_ALGS } from './verify-dpop';

type Algorithms = NonNullable<Configuration['enabledJWA']>;
type SigningAlgs<Use extends keyof Algorithms> = NonNullable<Algorithms[Use]>;

const HOUR_S = 3_600;

/** What a client may sign its assertions with: every algorithm that a profile can name. */
const CLIENT_SIGNING_ALGS = [
  'HS256',
  ...['RS', 'PS', 'ES'].flatMap((family) => [`${family}256`, `${family}384`, `${family}512`]),
  'Ed25519',
  'EdDSA',
] as SigningAlgs<'clientAuthSigningAlgValues'>;

interface ConfigurationParts {
  keys: PracticeKeys;
  clientSecrets: ClientSecrets;
  change: ProviderChange;
  issuer: string;
  port: number;
  tls: PracticeTls | null;
  errors: typeof ProviderErrors;
  interactionPolicy: typeof interactionPolicy;
}

/**
 * The whole configuration of one provider. Every default that oidc-provider would announce on the
 * console is set here, so that nothing but our own output reaches stdout and stderr.
 */
export function buildProviderConfiguration(parts: ConfigurationParts): Configuration {
  const { keys, clientSecrets, change, tls, errors } = parts;
  return {
    adapter: createMemoryAdapter(),
    jwks: {
      keys: [keys.rs256, keys.es256, keys.providerEncryption] as unknown as NonNullable<
        Configuration['jwks']
      >['keys'],
    },
    clients: [
      ...buildClientRegistrations(clientSecrets, keys, change.clientMetadata, change.notificationUri),
      ...(change.clients ?? []),
    ],
    scopes: [...CLIENT_SCOPES, RESERVED_SCOPE],
    claims: { ...CLAIMS_BY_SCOPE, acr: null, auth_time: null },
    acrValues: ACR_VALUES,
    interactions: { policy: buildInteractionPolicy(parts.interactionPolicy) },
    extraTokenClaims: (ctx, token) => ({ ...describeSignIn(ctx, token), ...readExtraClaims(token) }),
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
      BackchannelAuthenticationRequest: 600,
      ClientCredentials: 600,
      DeviceCode: 600,
      Grant: 24 * HOUR_S,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      RefreshToken: 24 * HOUR_S,
      Session: HOUR_S,
      ...change.ttl,
    },
    clientAuthMethods: [
      ...new Set(PRACTICE_CLIENTS.map(({ auth }) => auth)),
      ...(tls ? MUTUAL_TLS_METHODS : []),
    ],
    ...(tls
      ? { discovery: { mtls_endpoint_aliases: buildEndpointAliases(`https://localhost:${parts.port}`) } }
      : {}),
    enabledJWA: {
      idTokenEncryptionAlgValues: ['ECDH-ES', 'ECDH-ES+A256KW', 'RSA-OAEP', 'RSA-OAEP-256'],
      clientAuthSigningAlgValues: CLIENT_SIGNING_ALGS,
      dPoPSigningAlgValues: DPOP_ALGS as SigningAlgs<'dPoPSigningAlgValues'>,
    },
    responseTypes: ['code', 'none', 'code id_token', 'code id_token token', 'id_token', 'id_token token'],
    clientBasedCORS: () => false,
    fetch: createPingFetch(change),
    // Each refresh token works once; a second use ends the grant (RFC 9700 section 4.14.2).
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      encryption: { enabled: true },
      jwtResponseModes: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      ...buildTokenFeatures(parts),
      ...(tls ? { mTLS: MUTUAL_TLS } : {}),
      registration: { enabled: true, initialAccessToken: change.initialAccessToken },
      registrationManagement: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      deviceFlow: { enabled: true, ...DEVICE_PAGES },
      ciba: buildCiba(errors, change),
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

/** How the user signed in, in access tokens: what an API needs to ask for more (RFC 9470 section 6.2). */
function describeSignIn(
  { oidc }: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
): Record<string, unknown> | undefined {
  const source = oidc.entities.AuthorizationCode ?? oidc.entities.RefreshToken;
  if (token.kind !== 'AccessToken' || !source) return undefined;
  return { acr: source.acr, auth_time: source.authTime };
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
