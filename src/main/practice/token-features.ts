import { randomBytes } from 'node:crypto';
import type { Configuration, errors as ProviderErrors } from 'oidc-provider';
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
    resourceIndicators: {
      enabled: true,
      // A token is for one API; where several were granted and none is named, for the first.
      defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? [],
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
