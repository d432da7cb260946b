import type { GrantParts } from './grant-context';
import { createJwtBearerGrant, JWT_BEARER_GRANT } from './jwt-bearer-grant';
import { createPasswordGrant, PASSWORD_GRANT } from './password-grant';
import { createTokenExchangeGrant, TOKEN_EXCHANGE_GRANT } from './token-exchange-grant';

/** Grants that oidc-provider leaves to whoever runs it. */
export function registerGrants(parts: GrantParts): void {
  const { provider } = parts;
  provider.registerGrantType(PASSWORD_GRANT, createPasswordGrant(parts), ['username', 'password', 'scope']);
  provider.registerGrantType(JWT_BEARER_GRANT, createJwtBearerGrant(parts), ['assertion', 'scope']);
  provider.registerGrantType(TOKEN_EXCHANGE_GRANT, createTokenExchangeGrant(parts), [
    'subject_token',
    'subject_token_type',
    'actor_token',
    'actor_token_type',
    'requested_token_type',
    'audience',
    'resource',
    'scope',
  ]);
}
