import { randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import type { ProviderChange } from './provider-change';

type Features = NonNullable<Configuration['features']>;

/** What the provider can do to bind, aim and narrow tokens. */
export function buildTokenFeatures({ change }: { change: ProviderChange }): Features {
  const nonceDemand = change.isDpopNonceRequired;
  return {
    dPoP: {
      enabled: true,
      ...(nonceDemand === null ? {} : { nonceSecret: randomBytes(32) }),
      requireNonce: () => nonceDemand === true,
    },
    resourceIndicators: { enabled: false },
  };
}
