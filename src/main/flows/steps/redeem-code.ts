import * as client from 'openid-client';
import { createClientAuth } from '../client-auth';
import type { StepContext } from '../flow';
import { type StagedCall, stageCall } from '../staged-call';
import { type AuthorizationRequest, wantsIdToken } from './authorization-request';
import { configurationOf } from './discovery';
import { sendExactRedirectUri } from './send-exact-redirect-uri';

export type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

type Fetch = typeof globalThis.fetch;

/** One library call from the callback to the ID token; the steps that follow let its requests go one by one. */
export function startGrant(
  context: StepContext,
  authorization: AuthorizationRequest,
  callback: URL,
): StagedCall<Tokens> {
  const configuration = configurationOf(context);
  const { jwks_uri: jwksUri } = configuration.serverMetadata();
  // Core section 3.1.3.7 rule 6 lets a code flow rely on TLS instead; a debugger looks.
  if (jwksUri !== undefined) client.enableNonRepudiationChecks(configuration);
  const redeem = (by: client.Configuration, fetch: Fetch) => {
    by[client.customFetch] = fetch as client.CustomFetch;
    return client.authorizationCodeGrant(
      by,
      callback,
      {
        expectedState: authorization.state,
        ...(authorization.nonce === null ? {} : { expectedNonce: authorization.nonce }),
        ...(authorization.codeVerifier === null ? {} : { pkceCodeVerifier: authorization.codeVerifier }),
        ...readMaxAge(context),
      },
      context.profile.parameters.token,
    );
  };
  return stageCall(
    async (fetch) => {
      const answer = keepFirstAnswer(fetch);
      try {
        return await redeem(configuration, answer.fetch);
      } catch (error) {
        if (!isHmacRefusal(error)) throw error;
        return redeem(withoutSignatureCheck(context, configuration), answer.replay);
      }
    },
    (index) =>
      index === 0
        ? sendExactRedirectUri(context.fetchFor('token'), authorization.redirectUri)
        : context.fetchFor('jwks'),
    context.signal,
  );
}

/** `max_age` among the extra parameters makes the library demand auth_time, and so an ID token (OpenID Connect Core section 3.1.2.1). */
export function readMaxAge({ profile }: StepContext): { maxAge?: number } {
  const text = profile.parameters.authorize.max_age;
  const isAge = wantsIdToken(profile) && text !== undefined && /^\d{1,9}$/.test(text);
  return isAge ? { maxAge: Number(text) } : {};
}

/**
 * The library verifies no HMAC, and says so after all its other checks. OpenID Connect Core section
 * 10.1 lets a confidential client have one: our own row verifies it with the client secret, and the
 * library reads the very same answer once more without its signature check.
 */
function isHmacRefusal(error: unknown): boolean {
  if (!(error instanceof client.ClientError) || !(error.cause instanceof Error)) return false;
  const { alg } = (error.cause.cause ?? {}) as { alg?: unknown };
  return typeof alg === 'string' && /^HS\d/.test(alg);
}

function withoutSignatureCheck(context: StepContext, checked: client.Configuration): client.Configuration {
  const { client: registered } = context.profile;
  const auth = createClientAuth(registered, context.clientSecret);
  const plain = new client.Configuration(checked.serverMetadata(), registered.id, undefined, auth);
  plain.timeout = 0;
  client.allowInsecureRequests(plain);
  return plain;
}

/** Nothing is sent twice: `replay` answers with what the first request got. */
function keepFirstAnswer(fetch: Fetch): { fetch: Fetch; replay: Fetch } {
  let first: Response | null = null;
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      first ??= response.clone();
      return response;
    },
    replay: async () => {
      if (!first) throw new Error('No answer was kept.');
      return first;
    },
  };
}
