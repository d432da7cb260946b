import { isRightPassword } from '../accounts';
import { CLIENT_SCOPES } from '../clients';
import { type GrantHandler, type GrantParts, readRequired } from './grant-context';
import { issueUserToken, readRequestedScopes } from './issue-token';

export const PASSWORD_GRANT = 'password';

/** RFC 6749 section 4.3: the legacy grant, for whoever has to get away from it. */
export function createPasswordGrant(parts: GrantParts): GrantHandler {
  return async (ctx) => {
    const username = readRequired(ctx, 'username', parts);
    const password = readRequired(ctx, 'password', parts);
    if (!isRightPassword(username, password)) {
      throw new parts.errors.CustomOIDCProviderError('invalid_grant', 'Invalid username or password');
    }
    // An ID token belongs to an authentication at the provider (OpenID Connect Core section 3).
    const scopes = readRequestedScopes(ctx, parts, CLIENT_SCOPES);
    await issueUserToken(ctx, parts, { accountId: username, scopes, grantType: PASSWORD_GRANT });
  };
}
