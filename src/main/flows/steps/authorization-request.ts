import { checkPushRequired, checkResponseType } from '@shared/checks/check-authorization-request';
import { hasTokens, readResponseForm, readResponseType } from '@shared/model/authorization-response';
import { listParameters } from '@shared/model/parameters';
import type { Profile } from '@shared/model/profile';
import * as client from 'openid-client';
import type { CallbackHitFacts, FlowStep, OpenFrontChannel, StepContext } from '../flow';
import { missingStep } from '../flow-errors';
import { configurationOf, requireEndpoints } from './discovery';
import { dpopThumbprintOf } from './dpop';

declare module '../flow' {
  interface FlowState {
    frontChannel?: OpenFrontChannel;
    authorization?: AuthorizationRequest;
    /** How the callback that was taken reached us. */
    acceptedHit?: CallbackHitFacts;
  }
}

/** What the client must remember of the authorization request to check the answer. */
export interface AuthorizationRequest {
  /** What the browser is sent to. A step that packs the request (PAR, JAR) puts its own in place. */
  url: URL;
  /** What the request says, however it is packed. */
  parameters: URLSearchParams;
  redirectUri: string;
  state: string;
  nonce: string | null;
  codeVerifier: string | null;
}

/** Opens the redirect URI and builds the authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
export const authorizationRequestStep: FlowStep = {
  name: 'authorization-request',
  title: 'Build the authorization request',
  actor: 'client',
  async run(context) {
    const { profile, ports, state } = context;
    const needsToken = readResponseType(profile).split(' ').includes('code');
    requireEndpoints(context, ['authorization_endpoint', ...(needsToken ? ['token_endpoint'] : [])]);
    recordAdvice(context);
    const frontChannel = await ports.frontChannel.open({
      redirectUri: profile.redirectUri,
      onHit(hit) {
        context.recordHit(hit);
        if (hit.verdict === 'accepted') state.acceptedHit = hit;
      },
      fetch: context.fetchFor('authorization', 'front'),
      hops: context.hops,
    });
    context.onEnd(() => frontChannel.close());
    const request = await buildRequest(context, frontChannel.redirectUri);
    state.frontChannel = frontChannel;
    state.authorization = request;
    if (!profile.par && !profile.requestObject) await aimBrowser(context, request, request.url);
    return 'done';
  },
};

/** Scope `openid` makes it an OpenID Connect request (OpenID Connect Core section 3.1.2.1). */
export function wantsIdToken(profile: Profile): boolean {
  return profile.scope.split(' ').includes('openid');
}

/** The request in progress: an earlier step builds it. */
export function authorizationOf({ state }: StepContext): AuthorizationRequest {
  if (!state.authorization) throw missingStep('authorization-request');
  return state.authorization;
}

/** Decides where the browser goes; the last word on it, with this client's deliberate mistakes and a person's edits. */
export async function aimBrowser(
  context: StepContext,
  request: AuthorizationRequest,
  built: URL,
): Promise<void> {
  const url = await context.reviewNavigation(context.tweaks.rewriteAuthorizationUrl?.(built) ?? built);
  context.state.authorization = { ...request, url };
  context.artifact('authorization-url', 'url', url.href);
}

function recordAdvice(context: StepContext): void {
  const { profile } = context;
  const metadata = configurationOf(context).serverMetadata();
  const type = readResponseType(profile);
  if (hasTokens(type)) context.check(checkResponseType(type));
  context.check(checkPushRequired(metadata, profile.par));
}

async function buildRequest(context: StepContext, redirectUri: string): Promise<AuthorizationRequest> {
  const { profile, ports, tweaks } = context;
  const random = ports.randomId(32);
  const state = tweaks.modifyState?.(random) ?? random;
  const nonce = wantsIdToken(profile) ? ports.randomId(32) : null;
  const parameters = new URLSearchParams({ redirect_uri: redirectUri });
  if (profile.scope !== '') parameters.set('scope', profile.scope);
  parameters.set('state', state);
  if (nonce !== null) parameters.set('nonce', nonce);
  const codeVerifier = await addPkce(context, parameters);
  const thumbprint = await dpopThumbprintOf(context);
  if (thumbprint !== null) parameters.set('dpop_jkt', thumbprint);
  for (const [name, value] of listParameters(profile.parameters.authorize)) parameters.append(name, value);

  context.artifact('redirect-uri', 'url', redirectUri);
  context.artifact('state', 'text', state);
  if (nonce !== null) context.artifact('nonce', 'text', nonce);
  const url = client.buildAuthorizationUrl(configurationOf(context), parameters);
  return { url, parameters: readParameters(url, context), redirectUri, state, nonce, codeVerifier };
}

/** Without what the endpoint's own URL carries (RFC 6749 section 3.1). */
function readParameters(url: URL, context: StepContext): URLSearchParams {
  const endpoint = URL.parse(configurationOf(context).serverMetadata().authorization_endpoint ?? '');
  const own = new Set(endpoint?.searchParams.keys());
  return new URLSearchParams([...url.searchParams].filter(([name]) => !own.has(name)));
}

/** PKCE protects a code; an answer without one has no use for it. */
async function addPkce(context: StepContext, parameters: URLSearchParams): Promise<string | null> {
  const { profile, ports } = context;
  const hasCode = readResponseType(profile).split(' ').includes('code');
  if (profile.pkce === 'off' || !hasCode) return null;
  const verifier = ports.randomId(32);
  const challenge = profile.pkce === 'S256' ? await client.calculatePKCECodeChallenge(verifier) : verifier;
  parameters.set('code_challenge', challenge);
  parameters.set('code_challenge_method', profile.pkce);
  context.artifact('code-verifier', 'secret', verifier);
  context.artifact('code-challenge', profile.pkce === 'plain' ? 'secret' : 'text', challenge);
  return verifier;
}

/** True where the answer comes as a JWT (JARM). */
export function isResponseJwt(profile: Profile): boolean {
  return readResponseForm(profile).isJwt;
}
