import { checkCallback } from '@shared/checks/check-callback';
import type { FlowStep, StepContext } from '../flow';
import type { AuthorizationRequest } from './authorization-request';
import { configurationOf } from './discovery';
import { beginGrant } from './grant';
import { startGrant } from './redeem-code';

/** The user signs in, the callback arrives, and the library checks it (RFC 6749 section 4.1.2, RFC 9207). */
export const callbackStep: FlowStep = {
  name: 'callback',
  title: 'Sign in and wait for the callback',
  actor: 'user',
  async run(context) {
    const { authorization } = context.state;
    if (!authorization) throw new Error('The authorization-request step has not run.');
    const arrived = await waitForCallback(context, authorization);
    const callback = context.tweaks.rewriteCallbackUrl?.(arrived) ?? arrived;
    context.artifact('callback-url', 'url', callback.href);
    const server = configurationOf(context).serverMetadata();
    const rows = checkCallback(callback.searchParams, {
      issuer: server.issuer,
      issSupported: server.authorization_response_iss_parameter_supported === true,
      state: authorization.state,
    });
    for (const row of rows) context.check(row);

    await beginGrant(context, startGrant(context, authorization, callback));
    return 'done';
  },
};

async function waitForCallback(context: StepContext, authorization: AuthorizationRequest): Promise<URL> {
  const { frontChannel } = context.state;
  if (!frontChannel) throw new Error('The authorization-request step has not run.');
  const { callbackTimeoutMs, now } = context.ports;
  const authorizationUrl = authorization.url.href;
  context.recordWait({
    redirectUri: authorization.redirectUri,
    authorizationUrl,
    deadline: now() + callbackTimeoutMs,
  });
  return frontChannel.waitForCallback({
    authorizationUrl,
    expectedState: authorization.state,
    timeoutMs: callbackTimeoutMs,
    signal: context.signal,
  });
}
