import type { GrantContext, GrantParts } from './grant-context';
import { readOptional } from './grant-context';

/** Claims about an access token beside the usual ones, as introspection answers them (RFC 7662 section 2.2). */
const EXTRA_CLAIMS = new WeakMap<object, Record<string, unknown>>();

/** oidc-provider asks for these when it stores a token. */
export function readExtraClaims(token: object): Record<string, unknown> | undefined {
  return EXTRA_CLAIMS.get(token);
}

interface TokenFacts {
  accountId: string;
  scopes: string[];
  grantType: string;
  extra?: Record<string, unknown>;
}

/** Issues an access token for a user and answers with it (RFC 6749 section 5.1). */
export async function issueUserToken(
  ctx: GrantContext,
  { provider }: GrantParts,
  { accountId, scopes, grantType, extra }: TokenFacts,
): Promise<void> {
  const { client } = ctx.oidc;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(scopes.join(' '));
  const token = new provider.AccessToken({
    accountId,
    client,
    grantId: await grant.save(),
    gty: grantType,
    scope: scopes.join(' '),
  });
  if (extra) EXTRA_CLAIMS.set(token, extra);
  ctx.oidc.entity('AccessToken', token);
  ctx.body = {
    access_token: await token.save(),
    expires_in: token.expiration,
    scope: scopes.join(' '),
    token_type: token.tokenType,
  };
}

/**
 * The scopes that the request asks for, or `all` where it names none. Throws invalid_scope for one that
 * the client may not have, or that lies outside of `all`.
 */
export function readRequestedScopes(
  ctx: GrantContext,
  { errors }: GrantParts,
  all: readonly string[],
): string[] {
  const allowed = (ctx.oidc.client.scope ?? '').split(' ').filter((scope) => all.includes(scope));
  const requested = readOptional(ctx, 'scope')?.split(' ').filter(Boolean) ?? allowed;
  const refused = requested.filter((scope) => !allowed.includes(scope));
  if (refused.length === 0) return requested;
  throw new errors.InvalidScope('requested scope is not allowed', refused.join(' '));
}
