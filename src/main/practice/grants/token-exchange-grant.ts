import type { AccessToken } from 'oidc-provider';
import { CLAIMS_BY_SCOPE, findAccount } from '../accounts';
import {
  type GrantContext,
  type GrantHandler,
  type GrantParts,
  readOptional,
  readRequired,
} from './grant-context';
import { issueUserToken, readRequestedScopes } from './issue-token';

export const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
const ID_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:id_token';

/** Scopes that make sense only for whoever the user signed in at. */
const SCOPES_OF_SIGN_IN = ['openid', 'offline_access'];

/**
 * RFC 8693: an access token of a user for another one with no more rights, which names the actor where
 * one is given; or for an ID token, which no API takes.
 */
export function createTokenExchangeGrant(parts: GrantParts): GrantHandler {
  return async (ctx) => {
    const subject = await findToken(ctx, parts, 'subject');
    const actor = readOptional(ctx, 'actor_token') ? await findToken(ctx, parts, 'actor') : null;
    checkTarget(ctx, parts);
    const type = readOptional(ctx, 'requested_token_type') ?? ACCESS_TOKEN_TYPE;
    if (type === ID_TOKEN_TYPE) return issueIdToken(ctx, parts, subject);
    if (type !== ACCESS_TOKEN_TYPE) {
      throw new parts.errors.InvalidRequest('requested_token_type is not supported');
    }
    const inherited = [...subject.scopes].filter((scope) => !SCOPES_OF_SIGN_IN.includes(scope));
    await issueUserToken(ctx, parts, {
      accountId: subject.accountId,
      scopes: readRequestedScopes(ctx, parts, inherited),
      grantType: TOKEN_EXCHANGE_GRANT,
      ...(actor ? { extra: { act: { sub: actor.accountId, client_id: actor.clientId } } } : {}),
    });
    Object.assign(ctx.body as object, { issued_token_type: ACCESS_TOKEN_TYPE });
  };
}

/** RFC 8693 section 2.2.2: whatever is wrong with one of the tokens is an invalid_request. */
async function findToken(
  ctx: GrantContext,
  parts: GrantParts,
  whose: 'subject' | 'actor',
): Promise<AccessToken> {
  const { provider, errors } = parts;
  const value = readRequired(ctx, `${whose}_token`, parts);
  if (readRequired(ctx, `${whose}_token_type`, parts) !== ACCESS_TOKEN_TYPE) {
    throw new errors.InvalidRequest(`${whose}_token is of a type that is not supported here`);
  }
  const token = await provider.AccessToken.find(value);
  if (token) return token;
  throw new errors.InvalidRequest(`${whose}_token is unknown, expired or revoked`);
}

/** The practice API is all there is to ask for. */
function checkTarget(ctx: GrantContext, { provider, errors }: GrantParts): void {
  const api = `${provider.issuer}/api`;
  for (const name of ['audience', 'resource']) {
    const target = readOptional(ctx, name);
    if (target !== undefined && target !== api) throw new errors.InvalidTarget(`${name} is not known here`);
  }
}

async function issueIdToken(
  ctx: GrantContext,
  { provider }: GrantParts,
  { accountId }: AccessToken,
): Promise<void> {
  const account = findAccount(accountId);
  const claims = await account?.claims('id_token', 'openid', {}, []);
  const token = new provider.IdToken({ ...claims }, { ctx });
  for (const name of CLAIMS_BY_SCOPE.openid) token.set(name, claims?.[name]);
  ctx.body = {
    access_token: await token.issue({ use: 'idtoken' }),
    issued_token_type: ID_TOKEN_TYPE,
    token_type: 'N_A',
  };
}
