import { randomBytes } from 'node:crypto';
import type { AuthorizationDetail, Client, Configuration, errors as ProviderErrors } from 'oidc-provider';
import { DPOP_NONCE_CLIENT } from './clients';
import type { ProviderChange } from './provider-change';

type Features = NonNullable<Configuration['features']>;

interface FeatureParts {
  change: ProviderChange;
  issuer: string;
  errors: typeof ProviderErrors;
}

/** The resource indicator of the practice API (RFC 8707 section 2). */
export function buildApiResource(issuer: string): string {
  return `${issuer}/api`;
}

/** What the provider can do to bind, aim and narrow tokens. */
export function buildTokenFeatures({ change, issuer, errors }: FeatureParts): Features {
  const nonceDemand = change.isDpopNonceRequired;
  const resources = [buildApiResource(issuer), `${issuer}/other-api`];
  return {
    dPoP: {
      enabled: true,
      ...(nonceDemand === null ? {} : { nonceSecret: randomBytes(32) }),
      requireNonce: (ctx) =>
        nonceDemand ?? (nonceDemand !== null && ctx.oidc.client?.clientId === DPOP_NONCE_CLIENT),
    },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => change.mayIntrospect?.(client) ?? mayIntrospect(client, token),
    },
    claimsParameter: { enabled: true },
    encryption: { enabled: true },
    jwtUserinfo: { enabled: true },
    richAuthorizationRequests: {
      enabled: true,
      types: { payment: { validate: (_ctx, detail) => checkPayment(detail, errors) } },
      authorizationDetailsForGrantSource: (ctx) => readDetails(ctx.oidc.params?.['authorization_details']),
      authorizationDetailsForAccessToken: (_ctx, _token, source) => source?.rar,
      authorizationDetailsForIntrospection: (_ctx, token) => token.rar,
    },
    resourceIndicators: {
      enabled: true,
      // A token is for one API; where several were granted and none is named, for the first. Undefined, which the
      // types do not know, is for none: an empty list is refused in the front channel.
      defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] as string,
      getResourceServerInfo(_ctx, resource) {
        if (!resources.includes(resource)) throw new errors.InvalidTarget();
        return {
          scope: 'api:read api:write',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        };
      },
    },
  };
}

/** A public client, which anybody can be, learns about its own tokens only (RFC 7662 section 2.1). */
function mayIntrospect(client: Client, token: { clientId?: string | undefined }): boolean {
  return client.tokenEndpointAuthMethod !== 'none' || token.clientId === client.clientId;
}

/** The one type of authorization details there is: a payment needs an amount (RFC 9396 section 2). */
function checkPayment(
  detail: AuthorizationDetail,
  { InvalidAuthorizationDetails }: typeof ProviderErrors,
): void {
  if (typeof detail['amount'] === 'string') return;
  throw new InvalidAuthorizationDetails('a payment needs an amount');
}

function readDetails(parameter: unknown): AuthorizationDetail[] | undefined {
  return typeof parameter === 'string' ? (JSON.parse(parameter) as AuthorizationDetail[]) : undefined;
}
