import type { DifferenceClass } from '@shared/compare/comparison';
import type { Profile } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import type { FlowTweaks } from '../../src/main/flows/flow';
import { mergeTweaks } from '../../src/main/flows/tweaks/merge-tweaks';
import { rewriteAnswer, rewriteAuthorization } from '../../src/main/flows/tweaks/rewrite-requests';
import { rewriteTokenRequest } from '../../src/main/flows/tweaks/rewrite-token-request';
import type { Practice } from '../../src/main/host/services';
import { createTestHost } from './test-host';

/** A working run of a practice profile, and the same run with one thing changed. */
export interface ComparePair {
  /** What was changed. */
  title: string;
  /** The practice profile of both runs; the code flow of a public client unless given. */
  base?: string;
  profile?: (profile: Profile) => Profile;
  tweaks?: FlowTweaks;
  fault?: string;
  /** The difference that must come first. */
  first: { class: DifferenceClass; name: string };
}

const parameter = (group: 'authorize' | 'token', name: string, value: string) => (profile: Profile) => ({
  ...profile,
  parameters: {
    ...profile.parameters,
    [group]: { ...profile.parameters[group], [name]: value },
  },
});
const withoutScope = (scope: string) => (profile: Profile) => ({
  ...profile,
  scope: profile.scope.replace(` ${scope}`, ''),
});
const setHeader = (purpose: string, name: string, value: string | null): FlowTweaks => ({
  rewriteRequest: (each, request) => {
    if (each !== purpose) return request;
    const others = request.headers.filter(([field]) => field.toLowerCase() !== name);
    return { ...request, headers: value === null ? others : [...others, [name, value]] };
  },
});

/** Every one of them is run over real HTTP. */
export const COMPARE_PAIRS: readonly ComparePair[] = [
  {
    title: 'another path of the redirect URI',
    profile: (profile) => ({ ...profile, redirectUri: 'http://127.0.0.1:0/not-registered' }),
    first: { class: 'redirect-uri', name: 'redirect_uri' },
  },
  {
    title: 'localhost in place of 127.0.0.1',
    profile: (profile) => ({ ...profile, redirectUri: 'http://localhost:0/callback' }),
    first: { class: 'redirect-uri', name: 'redirect_uri' },
  },
  {
    title: 'redirect_uri with a slash in the token request only',
    fault: 'redirect-uri-differs',
    first: { class: 'redirect-uri', name: 'redirect_uri' },
  },
  {
    title: 'no redirect_uri in the token request',
    fault: 'missing-redirect-uri',
    first: { class: 'redirect-uri', name: 'redirect_uri' },
  },
  {
    title: 'a client that the provider does not know',
    profile: (profile) => ({ ...profile, client: { ...profile.client, id: 'nobody' } }),
    first: { class: 'client', name: 'client_id' },
  },
  {
    title: 'another client_id in the token request only',
    tweaks: rewriteTokenRequest((form) => form.set('client_id', 'practice-device')),
    first: { class: 'client', name: 'client_id' },
  },
  {
    title: 'a wrong client secret',
    base: 'practice:authorization-code-basic',
    fault: 'wrong-secret',
    first: { class: 'client-authentication', name: 'client_secret' },
  },
  {
    title: 'the secret in the body in place of the header',
    base: 'practice:authorization-code-basic',
    profile: (profile) => ({ ...profile, client: { ...profile.client, auth: 'client_secret_post' } }),
    first: { class: 'client-authentication', name: 'client authentication' },
  },
  {
    title: 'no client secret',
    base: 'practice:authorization-code-post',
    tweaks: rewriteTokenRequest((form) => form.delete('client_secret')),
    first: { class: 'client-authentication', name: 'client authentication' },
  },
  {
    title: 'a scope less',
    profile: withoutScope('api:read'),
    first: { class: 'scope', name: 'scope' },
  },
  {
    title: 'a scope that the client may not request',
    fault: 'scope-not-allowed',
    first: { class: 'scope', name: 'scope' },
  },
  {
    title: 'no refresh token asked for',
    profile: withoutScope('offline_access'),
    first: { class: 'scope', name: 'scope' },
  },
  {
    title: 'PKCE left out',
    fault: 'pkce-left-out',
    first: { class: 'pkce', name: 'code_challenge' },
  },
  {
    title: 'the PKCE method plain',
    fault: 'unsupported-pkce-method',
    first: { class: 'pkce', name: 'code_challenge_method' },
  },
  {
    title: 'another code_verifier',
    fault: 'verifier-mismatch',
    first: { class: 'pkce', name: 'code_verifier' },
  },
  {
    title: 'a trailing slash behind the issuer of the metadata',
    fault: 'issuer-with-slash',
    first: { class: 'issuer', name: 'issuer' },
  },
  {
    title: 'an ID token of another issuer',
    fault: 'id-token-of-another-issuer',
    first: { class: 'issuer', name: 'iss' },
  },
  {
    title: 'a resource that does not exist',
    fault: 'unknown-resource',
    first: { class: 'endpoint', name: 'address' },
  },
  {
    title: 'an ID token that is not signed',
    fault: 'unsigned-id-token',
    first: { class: 'signing-key', name: 'header.alg' },
  },
  {
    title: 'an algorithm that was not announced',
    fault: 'unannounced-algorithm',
    first: { class: 'signing-key', name: 'header.alg' },
  },
  {
    title: 'a key that the JWKS does not hold',
    fault: 'key-not-in-jwks',
    first: { class: 'signing-key', name: 'header.kid' },
  },
  {
    title: 'no response_type',
    fault: 'missing-response-type',
    first: { class: 'parameter', name: 'response_type' },
  },
  {
    title: 'prompt=none',
    profile: parameter('authorize', 'prompt', 'none'),
    first: { class: 'parameter', name: 'prompt' },
  },
  {
    title: 'an unknown response_mode',
    fault: 'unknown-response-mode',
    first: { class: 'parameter', name: 'response_mode' },
  },
  {
    title: 'a code that was never issued',
    fault: 'never-issued-code',
    first: { class: 'parameter', name: 'code' },
  },
  {
    title: 'no code in the token request',
    fault: 'missing-code',
    first: { class: 'parameter', name: 'code' },
  },
  {
    title: 'another state in the callback',
    tweaks: rewriteAnswer((answer) => answer.set('state', 'state-of-another-request')),
    first: { class: 'parameter', name: 'state' },
  },
  {
    title: 'another grant_type',
    tweaks: rewriteTokenRequest((form) => form.set('grant_type', 'client_credentials')),
    first: { class: 'parameter', name: 'grant_type' },
  },
  {
    title: 'a resource indicator more',
    tweaks: rewriteAuthorization((query) => query.set('resource', 'https://nowhere.example')),
    first: { class: 'parameter', name: 'resource' },
  },
  {
    title: 'a DELETE in place of a GET',
    fault: 'wrong-method',
    first: { class: 'parameter', name: 'method' },
  },
  {
    title: 'no access token in the call',
    fault: 'token-left-out',
    first: { class: 'request-header', name: 'access_token' },
  },
  {
    title: 'a body that does not say it is a form',
    tweaks: setHeader('token', 'content-type', 'text/plain'),
    first: { class: 'request-header', name: 'content-type' },
  },
  {
    title: 'an ID token for another client',
    fault: 'id-token-for-another-client',
    first: { class: 'claim', name: 'aud' },
  },
  {
    title: 'a nonce of another request',
    fault: 'nonce-replaced',
    first: { class: 'claim', name: 'nonce' },
  },
  {
    title: 'an expired ID token',
    fault: 'expired-id-token',
    first: { class: 'claim', name: 'exp' },
  },
  {
    title: 'UserInfo of another user',
    fault: 'userinfo-of-another-user',
    first: { class: 'claim', name: 'sub' },
  },
];

const BASE = 'practice:authorization-code';
const CHANGED = 'practice:changed';

/** Runs both sides of a pair with the real host. */
export async function runPair(
  practice: Practice,
  pair: ComparePair,
): Promise<{ left: SessionView; right: SessionView }> {
  const profileId = pair.base ?? BASE;
  const host = await createTestHost({ practice: changePractice(practice, pair) });
  const run = async (id: string, fault: string | null) =>
    (await host.run({ profileId: id, fault, browser: 'practice', callbackTimeoutMs: 3_000 })).session;
  return { left: await run(profileId, null), right: await run(CHANGED, pair.fault ?? null) };
}

/** The practice host with one more profile: the base of the pair with its change in it. */
function changePractice(practice: Practice, pair: ComparePair): Practice {
  const stored = practice.profiles().find(({ id }) => id === (pair.base ?? BASE));
  if (!stored) throw new Error(`There is no practice profile ${pair.base}.`);
  const changed = pair.profile?.(stored.profile) ?? stored.profile;
  // Told from the unchanged one by its name, which no request shows.
  const profile = { ...changed, name: 'Changed' };
  return {
    ...practice,
    owns: () => true,
    profiles: () => [...practice.profiles(), { ...stored, id: CHANGED, profile }],
    async prepareRun(each, faultId) {
      const prepared = await practice.prepareRun(each, faultId);
      if (!prepared || each.name !== 'Changed') return prepared;
      return { ...prepared, tweaks: mergeTweaks(prepared.tweaks, pair.tweaks ?? {}) };
    },
  };
}
