import { checkLogoutReturn } from '@shared/checks/check-session-end';
import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { LocalFlowError } from '../flow-errors';
import { configurationOf, requireEndpoints } from './discovery';

/** Sends the user to the provider to sign out, and waits for the return (OpenID Connect RP-Initiated Logout). */
export const logoutStep: FlowStep = {
  name: 'logout',
  title: 'Log out and wait for the return',
  actor: 'user',
  async run(context) {
    requireEndpoints(context, ['end_session_endpoint']);
    const { postLogoutRedirectUri } = context.profile;
    if (postLogoutRedirectUri === undefined) {
      throw new LocalFlowError('logout_without_return', 'The profile has no postLogoutRedirectUri.');
    }
    const frontChannel = await context.ports.frontChannel.open({
      redirectUri: postLogoutRedirectUri,
      expects: 'logout',
      onHit: context.recordHit,
      fetch: context.fetchFor('logout', 'front'),
      hops: context.hops,
    });
    context.onEnd(() => frontChannel.close());
    const state = context.ports.randomId(32);
    const url = buildLogoutUrl(context, frontChannel.redirectUri, state);
    const { callbackTimeoutMs, now } = context.ports;
    context.recordWait({
      redirectUri: frontChannel.redirectUri,
      authorizationUrl: url.href,
      deadline: now() + callbackTimeoutMs,
      listener: frontChannel.listener ?? null,
    });
    const returned = await frontChannel.waitForCallback({
      authorizationUrl: url.href,
      expectedState: state,
      timeoutMs: callbackTimeoutMs,
      signal: context.signal,
      note: context.note,
    });
    context.artifact('callback-url', 'url', returned.href);
    context.check(checkLogoutReturn(returned.searchParams, state));
    return 'done';
  },
};

function buildLogoutUrl(context: StepContext, redirectUri: string, state: string): URL {
  const { idToken } = readSessionTokens(context.session());
  const url = client.buildEndSessionUrl(configurationOf(context), {
    ...(idToken === null ? {} : { id_token_hint: idToken }),
    post_logout_redirect_uri: redirectUri,
    state,
  });
  context.artifact('logout-url', 'url', url.href);
  context.artifact('redirect-uri', 'url', redirectUri);
  context.artifact('state', 'text', state);
  return url;
}
