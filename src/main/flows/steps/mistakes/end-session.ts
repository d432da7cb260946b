import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import { readHeader } from '@shared/model/read-message';
import { UNREGISTERED_PATH } from '@shared/mutations/judge-logout';
import { MISTAKE_STEP, NOT_MADE_NOTE } from '@shared/mutations/mutation';
import * as client from 'openid-client';
import type { FlowStep } from '../../flow';
import { configurationOf, requireEndpoints } from '../discovery';
import { askAsBrowser } from './ask-authorization';

/** Revokes one token by itself (RFC 7009 section 2.1), before it is used once more. */
export function createRevokeStep(kind: 'access_token' | 'refresh_token'): FlowStep {
  const words = kind === 'access_token' ? 'access token' : 'refresh token';
  return {
    name: `${MISTAKE_STEP}-before`,
    title: `Revoke the ${words}`,
    actor: 'client',
    async run(context) {
      requireEndpoints(context, ['revocation_endpoint']);
      const { accessToken, refreshToken } = readSessionTokens(context.session());
      const token = kind === 'access_token' ? accessToken : refreshToken;
      if (token === null) {
        context.note(NOT_MADE_NOTE, `The sign-in brought no ${words}.`);
        context.state.isAnswered = true;
        return 'skipped';
      }
      const configuration = configurationOf(context);
      configuration[client.customFetch] = context.fetchFor('revocation') as client.CustomFetch;
      await client.tokenRevocation(configuration, token, { token_type_hint: kind });
      return 'done';
    },
  };
}

/** Asks for a logout that returns to the profile's address, which the mistake has changed. */
export const askLogoutStep: FlowStep = {
  name: MISTAKE_STEP,
  title: 'Ask for a logout that returns elsewhere',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['end_session_endpoint']);
    const { idToken } = readSessionTokens(context.session());
    // Nobody listens for this one, so any port will do.
    const returnTo = (context.profile.postLogoutRedirectUri ?? '').replace(/:0(?=\/)/, '');
    const url = client.buildEndSessionUrl(configurationOf(context), {
      ...(idToken === null ? {} : { id_token_hint: idToken }),
      post_logout_redirect_uri: returnTo,
      state: context.ports.randomId(16),
    });
    context.artifact('logout-url', 'url', url.href);
    await askAsBrowser(context, url, 'logout');
    const answer = context.findExchange('logout')?.response;
    const location = answer ? readHeader(answer.headers, 'location') : null;
    context.state.isAnswered = location?.includes(UNREGISTERED_PATH) ?? false;
    return 'done';
  },
};
