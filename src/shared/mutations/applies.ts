import { readResponseForm, readResponseType } from '../model/authorization-response';
import { isLoopbackHost } from '../model/parse-profile';
import type { ClientAuthMethod, Profile } from '../model/profile';
import type { MutationFacts } from './mutation';

/** One condition of a mutation: why it is not met, null where it is. */
export type Condition = (facts: MutationFacts) => string | null;

/** All of them; the first that is not met is the reason. */
export function requireAll(...conditions: Condition[]): Condition {
  return (facts) => conditions.map((condition) => condition(facts)).find((reason) => reason !== null) ?? null;
}

export const always: Condition = () => null;

function demand(isMet: (profile: Profile) => boolean, reason: string): Condition {
  return ({ profile }) => (isMet(profile) ? null : reason);
}

function isOpenid({ scope }: Profile): boolean {
  return scope.split(' ').includes('openid');
}

const SECRET_METHODS: readonly ClientAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
];
const ASSERTION_METHODS: readonly ClientAuthMethod[] = ['client_secret_jwt', 'private_key_jwt'];

export const needsOpenid = demand(isOpenid, 'The scope does not ask for openid.');
export const needsPublicClient = demand(
  ({ client }) => client.auth === 'none',
  'It is about clients that do not authenticate.',
);
export const needsSecret = demand(
  ({ client }) => SECRET_METHODS.includes(client.auth),
  'The client has no secret.',
);
export const needsAuthentication = demand(
  ({ client }) => client.auth !== 'none',
  'The client does not authenticate.',
);
export const needsAssertion = demand(
  ({ client }) => ASSERTION_METHODS.includes(client.auth),
  'The client does not authenticate with a JWT.',
);
export const needsPkce = demand(({ pkce }) => pkce !== 'off', 'The profile uses no PKCE.');
export const needsS256 = demand(({ pkce }) => pkce === 'S256', 'The profile does not use PKCE with S256.');
export const needsDpop = demand(({ dpop }) => dpop !== null, 'The profile does not use DPoP.');
export const needsBearer = demand(
  ({ dpop }) => dpop === null,
  'The tokens of this profile are bound to a DPoP key.',
);
export const needsPushing = demand(({ par }) => par, 'The profile does not push its requests.');
export const needsRequestObject = demand(
  ({ requestObject }) => requestObject !== null,
  'The profile sends no request object.',
);
/** Signed parameters cannot be changed on the way: that is another mistake. */
export const needsPlainRequest = demand(
  ({ requestObject }) => requestObject === null,
  'The parameters of this profile are signed.',
);
export const needsApi = demand(
  (profile) => profile.resource !== null || isOpenid(profile),
  'There is nothing to call: no resource, and no UserInfo without openid.',
);
/** RFC 9207 section 2: an ID token or a response JWT names its issuer by itself. */
export const needsPlainAnswer = demand(
  (profile) => !readResponseForm(profile).isJwt && !readResponseType(profile).split(' ').includes('id_token'),
  'The answer holds a JWT, which names its issuer by itself.',
);
export const needsRedirectPort = demand(
  ({ redirectUri }) => !isLoopbackHost(URL.parse(redirectUri)?.hostname ?? ''),
  'The port of a loopback redirect URI may be any (RFC 8252 section 7.3).',
);
export const needsHttpsRedirect = demand(
  ({ redirectUri }) => URL.parse(redirectUri)?.protocol === 'https:',
  'The redirect URI is not https.',
);
export const needsHttpRedirectUri = demand(
  ({ redirectUri }) => /^https?:$/.test(URL.parse(redirectUri)?.protocol ?? ''),
  'The redirect URI has a scheme of its own.',
);
export const needsTwoResources = demand(
  (profile) => findOtherResource(profile) !== null,
  'The profile asks for one resource only; it takes a second value of the parameter resource (RFC 8707).',
);
export const needsOwnAssertion = demand(
  ({ jwtBearer }) => jwtBearer?.assertion === undefined,
  'The assertion is given ready-made.',
);

/** A resource of the profile that its token request does not ask for (RFC 8707 section 2.2). */
export function findOtherResource({ parameters }: Profile): string | null {
  const asked = [parameters.authorize['resource'] ?? []].flat();
  const used = [parameters.token['resource'] ?? []].flat();
  return used.length === 0 ? null : (asked.find((each) => !used.includes(each)) ?? null);
}

export const needsOtherClient: Condition = ({ otherClientId }) =>
  otherClientId === null
    ? 'It takes a second client of the same provider, which is known for the practice provider only.'
    : null;

/** Of a server whose metadata is not known yet everything is thought possible. */
export function needsEndpoint(member: string): Condition {
  return ({ metadata }) =>
    metadata === null || typeof metadata[member] === 'string' ? null : `The provider names no ${member}.`;
}
