import { checkCallback } from '@shared/checks/check-callback';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { type StagedCall, stageCall } from '../staged-call';
import type { AuthorizationRequest } from './authorization-request';
import { configurationOf } from './discovery';
import { sendExactRedirectUri } from './send-exact-redirect-uri';

declare module '../flow' {
  interface FlowState {
    grant?: StagedCall<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers>;
  }
}

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

    const grant = startGrant(context, authorization, callback);
    context.state.grant = grant;
    if ((await grant.advance()) === 'settled') await grant.result();
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

/** One library call from here to the ID token; the steps that follow let its requests go one by one. */
function startGrant(context: StepContext, authorization: AuthorizationRequest, callback: URL) {
  const configuration = configurationOf(context);
  const { jwks_uri: jwksUri } = configuration.serverMetadata();
  // Core section 3.1.3.7 rule 6 lets a code flow rely on TLS instead; a debugger looks.
  if (jwksUri !== undefined) client.enableNonRepudiationChecks(configuration);
  return stageCall(
    (fetch) => {
      configuration[client.customFetch] = fetch as client.CustomFetch;
      return client.authorizationCodeGrant(
        configuration,
        callback,
        {
          expectedState: authorization.state,
          ...(authorization.nonce === null ? {} : { expectedNonce: authorization.nonce }),
          ...(authorization.codeVerifier === null ? {} : { pkceCodeVerifier: authorization.codeVerifier }),
          ...readMaxAge(context),
        },
        context.profile.parameters.token,
      );
    },
    (index) =>
      index === 0
        ? sendExactRedirectUri(context.fetchFor('token'), authorization.redirectUri)
        : context.fetchFor('jwks'),
    context.signal,
  );
}

/** `max_age` among the extra parameters makes the library demand auth_time (OpenID Connect Core section 3.1.2.1). */
export function readMaxAge(context: StepContext): { maxAge?: number } {
  const text = context.profile.parameters.authorize.max_age;
  return text !== undefined && /^\d{1,9}$/.test(text) ? { maxAge: Number(text) } : {};
}
