import { checkRevocation } from '@shared/checks/check-session-end';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import * as client from 'openid-client';
import type { FlowStep } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf, requireEndpoints } from './discovery';

/**
 * Revokes the refresh token, which ends the grant and at most servers its access tokens too; where there is
 * none, the access token (RFC 7009 section 2.1).
 */
export const revokeStep: FlowStep = {
  name: 'revoke',
  title: 'Revoke the tokens',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['revocation_endpoint']);
    const { refreshToken, accessToken } = readSessionTokens(context.session());
    const token = refreshToken ?? accessToken;
    if (token === null) {
      context.note('revocation-without-token', 'The session has no token to revoke.');
      return 'skipped';
    }
    const hint = refreshToken === null ? 'access_token' : 'refresh_token';
    const configuration = configurationOf(context);
    configuration[client.customFetch] = context.fetchFor('revocation') as client.CustomFetch;
    try {
      await client.tokenRevocation(configuration, token, { token_type_hint: hint });
    } finally {
      const exchange = context.findExchange('revocation');
      if (exchange?.response) context.check(checkRevocation(exchange.response), exchange.id);
    }
    const response = context.findExchange('revocation')?.response;
    throwOnFailedCheck(response ? [checkRevocation(response)] : []);
    return 'done';
  },
};
