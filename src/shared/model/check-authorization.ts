import {
  hasAccessToken,
  hasTokens,
  RESPONSE_MODES,
  readResponseForm,
  readResponseType,
} from './authorization-response';
import { type AddProblem, isRedirectNeeded } from './check-flow-members';
import { readParameter } from './parameters';
import type { FlowId, Profile } from './profile';

const TYPE = 'parameters.authorize.response_type';
const MODE = 'parameters.authorize.response_mode';

/** What each flow can ask for; the words of a response_type have no order (RFC 6749 section 3.1.1). */
const TYPES: Partial<Record<FlowId, string[]>> = {
  hybrid: ['code id_token', 'code id_token token'],
  implicit: ['id_token', 'id_token token'],
};

const MODES = [...RESPONSE_MODES, 'jwt', ...RESPONSE_MODES.map((mode) => `${mode}.jwt`)];

/** What the authorization request can ask for, and what its answer can bring back to this machine. */
export function checkAuthorizationMembers(profile: Profile, add: AddProblem): void {
  if (!isRedirectNeeded(profile)) return;
  checkType(profile, add);
  checkMode(profile, add);
  checkRequest(profile, add);
}

function checkType(profile: Profile, add: AddProblem): void {
  const { flow, scope } = profile;
  const type = readResponseType(profile);
  const allowed = TYPES[flow] ?? ['code'];
  if (!allowed.some((each) => sortWords(each) === sortWords(type))) {
    const names = allowed.map((each) => `"${each}"`).join(' or ');
    add(TYPE, `This flow asks for ${names}; "${type}" ${describeLack(flow, type)}`);
    return;
  }
  if (hasTokens(type) && !scope.split(' ').includes('openid')) {
    add(
      'scope',
      'An ID token through the browser needs the scope openid (OpenID Connect Core section 3.1.2.1).',
    );
  }
  if (hasAccessToken(type)) {
    add(
      profile.flow === 'implicit' ? 'flow' : TYPE,
      'RFC 9700 section 2.1.2 advises against access tokens that come through the browser.',
      'warning',
    );
  }
  if (flow === 'implicit' && !hasAccessToken(type) && profile.resource !== null) {
    add('resource', 'response_type "id_token" brings no access token to call it with; use "id_token token".');
  }
}

function describeLack(flow: FlowId, type: string): string {
  const words = type.split(' ');
  if (flow === 'hybrid') {
    return words.includes('code') ? 'brings no ID token to check the code with.' : 'brings no code back.';
  }
  if (flow !== 'implicit')
    return words.includes('code') ? 'is the hybrid flow.' : 'would bring no code back.';
  return words.includes('code') ? 'is the hybrid flow.' : 'brings no ID token to check the answer with.';
}

function checkMode(profile: Profile, add: AddProblem): void {
  const text = readParameter(profile.parameters.authorize, 'response_mode');
  if (text === undefined) return;
  if (!MODES.includes(text)) {
    add(MODE, `"${text}" cannot be received here. One of ${MODES.join(', ')}.`);
    return;
  }
  const type = readResponseType(profile);
  const { mode, isJwt } = readResponseForm(profile);
  if (isJwt && profile.flow !== 'authorization-code') {
    // openid-client combines JARM with the code response type alone.
    add(MODE, `"${text}" goes with the authorization code flow only.`);
  } else if (mode === 'query' && hasTokens(type)) {
    add(
      MODE,
      `"${text}" must not carry the tokens of "${type}" (OAuth 2.0 Multiple Response Types section 5). Use fragment or form_post.`,
    );
  }
}

function checkRequest({ par, server }: Profile, add: AddProblem): void {
  if (par && server && server['pushed_authorization_request_endpoint'] === undefined) {
    add(
      'server.pushed_authorization_request_endpoint',
      'Pushing the request needs this endpoint (RFC 9126).',
    );
  }
}

function sortWords(text: string): string {
  return text.trim().split(/\s+/).sort().join(' ');
}
