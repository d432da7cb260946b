import { listParameters } from '@shared/model/parameters';
import type { Profile } from '@shared/model/profile';
import * as client from 'openid-client';
import type { FlowStep, OpenFrontChannel, StepContext } from '../flow';
import { configurationOf, requireEndpoints } from './discovery';
import { dpopThumbprintOf } from './dpop';

declare module '../flow' {
  interface FlowState {
    frontChannel?: OpenFrontChannel;
    authorization?: AuthorizationRequest;
  }
}

/** What the client must remember of the authorization request to check the answer. */
export interface AuthorizationRequest {
  url: URL;
  redirectUri: string;
  state: string;
  nonce: string | null;
  codeVerifier: string | null;
}

/** Opens the redirect URI and builds the authorization URL (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
export const authorizationRequestStep: FlowStep = {
  name: 'authorization-request',
  title: 'Build the authorization request',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['authorization_endpoint', 'token_endpoint']);
    const frontChannel = await context.ports.frontChannel.open({
      redirectUri: context.profile.redirectUri,
      onHit: context.recordHit,
      fetch: context.fetchFor('authorization', 'front'),
    });
    context.onEnd(() => frontChannel.close());
    const request = await buildRequest(context, frontChannel.redirectUri);
    context.state.frontChannel = frontChannel;
    context.state.authorization = request;
    context.artifact('authorization-url', 'url', request.url.href);
    return 'done';
  },
};

/** Scope `openid` makes it an OpenID Connect request (OpenID Connect Core section 3.1.2.1). */
export function wantsIdToken(profile: Profile): boolean {
  return profile.scope.split(' ').includes('openid');
}

async function buildRequest(context: StepContext, redirectUri: string): Promise<AuthorizationRequest> {
  const { profile, ports, tweaks } = context;
  const state = ports.randomId(32);
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
  const built = client.buildAuthorizationUrl(configurationOf(context), parameters);
  const url = tweaks.rewriteAuthorizationUrl?.(built) ?? built;
  return { url, redirectUri, state, nonce, codeVerifier };
}

async function addPkce(context: StepContext, parameters: URLSearchParams): Promise<string | null> {
  const { profile, ports } = context;
  if (profile.pkce === 'off') return null;
  const verifier = ports.randomId(32);
  const challenge = profile.pkce === 'S256' ? await client.calculatePKCECodeChallenge(verifier) : verifier;
  parameters.set('code_challenge', challenge);
  parameters.set('code_challenge_method', profile.pkce);
  context.artifact('code-verifier', 'secret', verifier);
  context.artifact('code-challenge', profile.pkce === 'plain' ? 'secret' : 'text', challenge);
  return verifier;
}
