import { isSignInFirst } from '@shared/model/check-flow-members';
import { listParameters, readParameter } from '@shared/model/parameters';
import * as client from 'openid-client';
import { createClientAuth } from '../client-auth';
import { findPurpose } from '../find-purpose';
import type { StepContext } from '../flow';
import { type StagedCall, type StageOptions, stageCall } from '../staged-call';
import { type AuthorizationRequest, isResponseJwt, wantsIdToken } from './authorization-request';
import { configurationOf, prepareConfiguration } from './discovery';
import { dpopOptionsOf } from './dpop';
import { sendExactRedirectUri } from './send-exact-redirect-uri';

export type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

type Fetch = typeof globalThis.fetch;

/** One library call from the callback to the ID token; the steps that follow let its requests go one by one. */
export function startGrant(
  context: StepContext,
  authorization: AuthorizationRequest,
  callback: URL,
): StagedCall<Tokens> {
  expectResponseJwt(context, configurationOf(context));
  return stageGrant(
    context,
    (configuration, options) =>
      client.authorizationCodeGrant(
        configuration,
        callback,
        {
          expectedState: authorization.state,
          ...(authorization.nonce === null ? {} : { expectedNonce: authorization.nonce }),
          ...(authorization.codeVerifier === null ? {} : { pkceCodeVerifier: authorization.codeVerifier }),
          ...readMaxAge(context),
        },
        // Where the flow only begins with a sign-in, the profile's parameters are for the request it is about.
        isSignInFirst(context.profile) ? new URLSearchParams() : tokenParametersOf(context),
        options,
      ),
    (purpose) => {
      const fetch = context.fetchFor(purpose);
      return purpose === 'token' ? sendExactRedirectUri(fetch, authorization.redirectUri) : fetch;
    },
  );
}

/** A call at the token endpoint, and for the JWKS where an ID token came, held before each request. */
export function stageGrant(
  context: StepContext,
  ask: (configuration: client.Configuration, options: client.DPoPOptions) => Promise<Tokens>,
  fetchFor: StageOptions['fetchFor'] = context.fetchFor,
): StagedCall<Tokens> {
  const askBy = async (by: client.Configuration, fetch: Fetch) => {
    by[client.customFetch] = fetch as client.CustomFetch;
    return ask(by, await dpopOptionsOf(context));
  };
  return stageCall((fetch) => readTokens(context, askBy, fetch), stageOptionsOf(context, fetchFor));
}

/**
 * Makes a library call that ends in tokens, with the signature of an ID token verified: Core section 3.1.3.7
 * rule 6 lets a client rely on TLS instead; a debugger looks.
 */
export async function readTokens(
  context: StepContext,
  call: (by: client.Configuration, fetch: Fetch) => Promise<Tokens>,
  fetch: Fetch,
): Promise<Tokens> {
  const configuration = configurationOf(context);
  const { jwks_uri: jwksUri } = configuration.serverMetadata();
  if (jwksUri !== undefined) client.enableNonRepudiationChecks(configuration);
  const answers = keepAnswers(fetch);
  try {
    return await call(configuration, answers.fetch);
  } catch (error) {
    if (!isHmacRefusal(error)) throw error;
    return call(await withoutSignatureCheck(context, configuration), answers.replay);
  }
}

/** Every request of the call falls to the step that its endpoint belongs to. */
export function stageOptionsOf(
  context: StepContext,
  fetchFor: StageOptions['fetchFor'] = context.fetchFor,
): StageOptions {
  const metadata = configurationOf(context).serverMetadata();
  return { purposeOf: (url) => findPurpose(metadata, url, 'other'), fetchFor, signal: context.signal };
}

/** More parameters of the token request, as the profile has them. */
export function tokenParametersOf({ profile }: StepContext): URLSearchParams {
  return new URLSearchParams(listParameters(profile.parameters.token));
}

/** `max_age` among the extra parameters makes the library demand auth_time, and so an ID token (OpenID Connect Core section 3.1.2.1). */
export function readMaxAge({ profile }: StepContext): { maxAge?: number } {
  const text = readParameter(profile.parameters.authorize, 'max_age');
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

async function withoutSignatureCheck(
  context: StepContext,
  checked: client.Configuration,
): Promise<client.Configuration> {
  const auth = await createClientAuth(context);
  const plain = new client.Configuration(
    checked.serverMetadata(),
    context.profile.client.id,
    undefined,
    auth,
  );
  plain.timeout = 0;
  client.allowInsecureRequests(plain);
  await prepareConfiguration(plain, context);
  expectResponseJwt(context, plain);
  return plain;
}

/**
 * JARM. Only now: told before, the library would replace the response_mode of the request by the bare
 * `jwt` (query.jwt, form_post.jwt and the others, JARM section 2.3).
 */
function expectResponseJwt(context: StepContext, configuration: client.Configuration): void {
  if (isResponseJwt(context.profile)) client.useJwtResponseMode(configuration);
}

/** Nothing is sent twice: `replay` answers with what each address answered last. */
function keepAnswers(fetch: Fetch): { fetch: Fetch; replay: Fetch } {
  const answers = new Map<string, Response>();
  const addressOf = (input: Parameters<Fetch>[0]) => (input instanceof Request ? input.url : String(input));
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      answers.set(addressOf(input), response.clone());
      return response;
    },
    replay: async (input) => {
      const answer = answers.get(addressOf(input));
      if (!answer) throw new Error('No answer was kept.');
      return answer.clone();
    },
  };
}
