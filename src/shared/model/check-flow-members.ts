import { SECRET_AUTH_METHODS, TLS_AUTH_METHODS } from './client-schema';
import type { FlowId, Profile } from './profile';
import { listSecretUses } from './profile-secrets';

export type AddProblem = (path: string, message: string, severity?: 'error' | 'warning') => void;

/** Flows that bring the user to the authorization endpoint and wait for the redirect. */
const REDIRECT_FLOWS: ReadonlySet<FlowId> = new Set([
  'authorization-code',
  'hybrid',
  'implicit',
  'refresh-token',
  'token-exchange',
]);

/** Flows that may begin with the code flow's sign-in, to come by the token that they are about. */
const SIGN_IN_FIRST_FLOWS: ReadonlySet<FlowId> = new Set(['refresh-token', 'token-exchange']);

/** Flows in which a client acts for itself or is trusted with credentials: a public client cannot. */
const CONFIDENTIAL_FLOWS: ReadonlySet<FlowId> = new Set(['client-credentials', 'ciba']);

/** True where a run of this profile needs the redirect URI. */
export function isRedirectNeeded({
  flow,
  refreshToken,
  tokenExchange,
}: Pick<Profile, 'flow' | 'refreshToken' | 'tokenExchange'>): boolean {
  if (flow === 'refresh-token') return refreshToken === undefined;
  if (flow === 'token-exchange') return tokenExchange?.subjectToken === undefined;
  return REDIRECT_FLOWS.has(flow);
}

/** True where this flow signs in first, and what it is about comes after. */
export function isSignInFirst(profile: Profile): boolean {
  return SIGN_IN_FIRST_FLOWS.has(profile.flow) && isRedirectNeeded(profile);
}

/** What client authentication needs of the other members (RFC 6749 section 2.3, RFC 7523, RFC 8705). */
export function checkClientMembers(profile: Profile, add: AddProblem): void {
  const { client, tls } = profile;
  const { auth, secret, key } = client;
  if (client.id === '' && profile.flow !== 'registration') {
    add('client.id', 'Enter the client ID that the provider gave you.');
  }
  if (secret !== undefined && auth === 'none') {
    add('client.auth', 'A secret is given, but "none" never sends one.', 'warning');
  }
  if (secret === undefined && SECRET_AUTH_METHODS.has(auth)) {
    add('client.secret', `${auth} needs the client secret.`);
  }
  if (key === undefined && auth === 'private_key_jwt') {
    add('client.key', 'private_key_jwt needs the private key of the client.');
  }
  if (key === undefined && profile.requestObject !== null) {
    add('client.key', 'A request object is signed with the private key of the client (RFC 9101 section 4).');
  }
  if (TLS_AUTH_METHODS.has(auth) && tls?.cert === undefined) {
    add('tls.cert', `${auth} needs the client certificate.`);
  }
  if ((tls?.cert === undefined) !== (tls?.key === undefined)) {
    add(tls?.cert ? 'tls.key' : 'tls.cert', 'A client certificate and its private key go together.');
  }
  for (const { member, label, source } of listSecretUses(profile)) {
    if (typeof source !== 'string') continue;
    add(member, `The ${label} stands in plain in this profile; prefer {"env": "NAME"}.`, 'warning');
  }
}

/** What each flow needs beside the client. */
export function checkFlowMembers(profile: Profile, add: AddProblem): void {
  const { flow, client, jwtBearer } = profile;
  if (client.auth === 'none' && CONFIDENTIAL_FLOWS.has(flow)) {
    add('client.auth', `The flow ${flow} is for clients that authenticate; "none" does not.`);
  }
  if (flow === 'ciba') checkCibaMembers(profile, add);
  if (flow === 'password' && profile.password === undefined) {
    add('password', 'Give the username and the password to send.');
  }
  if (flow === 'password') {
    add(
      'flow',
      'RFC 9700 section 2.4: the password grant must not be used, since it shows the password to the client.',
      'warning',
    );
  }
  if (flow === 'registration' && profile.registration === undefined) {
    add('registration', 'Give the client metadata to register.');
  }
  if (flow === 'jwt-bearer' && jwtBearer?.assertion === undefined && client.key === undefined) {
    add('client.key', 'Give a ready assertion, or the private key that signs one (RFC 7523 section 3).');
  }
}

const HINTS = ['login_hint', 'login_hint_token', 'id_token_hint'];

/** OpenID Connect CIBA Core section 7.1. */
function checkCibaMembers({ parameters, scope }: Profile, add: AddProblem): void {
  const given = HINTS.filter((name) => Object.hasOwn(parameters.authorize, name));
  if (given.length !== 1) {
    add(
      'parameters.authorize',
      `The flow ciba says whom to ask by exactly one of ${HINTS.join(', ')}; ${given.length === 0 ? 'none is given' : 'more than one is given'}.`,
      given.length === 0 ? 'error' : 'warning',
    );
  }
  if (!scope.split(' ').includes('openid')) {
    add('scope', 'A backchannel authentication request has the scope openid.', 'warning');
  }
}

/** What the follow-ups of a profile need of its other members. */
export function checkFollowUps(profile: Profile, add: AddProblem): void {
  const { followUps, flow } = profile;
  if (followUps.length > 0 && flow === 'registration') {
    add('followUps', 'A registration brings no tokens that anything could follow up.');
  }
  if (followUps.includes('logout') && profile.postLogoutRedirectUri === undefined) {
    add('postLogoutRedirectUri', 'A logout needs the address that it returns to.');
  }
  if (followUps.includes('resource') && profile.resource === null) {
    add('resource', 'Give the protected resource that is to be called.');
  }
}
