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

/** What client authentication needs of the other members (RFC 6749 section 2.3, RFC 7523, RFC 8705). */
export function checkClientMembers(profile: Profile, add: AddProblem): void {
  const { client, tls } = profile;
  const { auth, secret, key } = client;
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
  if (flow === 'password' && profile.password === undefined) {
    add('password', 'Give the username and the password to send.');
  }
  if (flow === 'registration' && profile.registration === undefined) {
    add('registration', 'Give the client metadata to register.');
  }
  if (flow === 'jwt-bearer' && jwtBearer?.assertion === undefined && client.key === undefined) {
    add('client.key', 'Give a ready assertion, or the private key that signs one (RFC 7523 section 3).');
  }
}
