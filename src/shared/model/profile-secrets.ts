import { SECRET_AUTH_METHODS } from './client-schema';
import type { Profile } from './profile';
import type { KeySource } from './secret-reference';

/**
 * Every member of a profile that holds a secret or says where one is: the one list that saving, running,
 * recording and redacting go by.
 */
const MEMBERS = {
  'client.secret': {
    label: 'client secret',
    isUsed: ({ client }) => SECRET_AUTH_METHODS.has(client.auth),
  },
  'client.key.from': {
    label: 'client key',
    isUsed: ({ client, requestObject, flow, jwtBearer }) =>
      client.auth === 'private_key_jwt' ||
      requestObject !== null ||
      (flow === 'jwt-bearer' && jwtBearer?.assertion === undefined),
  },
  'client.decryptionKey.from': { label: 'decryption key', isUsed: () => true },
  refreshToken: { label: 'refresh token', isUsed: ({ flow }) => flow === 'refresh-token' },
  'tokenExchange.subjectToken': {
    label: 'subject token',
    isUsed: ({ flow }) => flow === 'token-exchange',
  },
  'tokenExchange.actorToken': { label: 'actor token', isUsed: ({ flow }) => flow === 'token-exchange' },
  'jwtBearer.assertion': { label: 'assertion', isUsed: ({ flow }) => flow === 'jwt-bearer' },
  'password.password': { label: 'password', isUsed: ({ flow }) => flow === 'password' },
  'registration.initialAccessToken': {
    label: 'initial access token',
    isUsed: ({ flow }) => flow === 'registration',
  },
} satisfies Record<string, { label: string; isUsed(profile: Profile): boolean }>;

export type SecretMember = keyof typeof MEMBERS;

export const SECRET_MEMBERS = Object.keys(MEMBERS) as SecretMember[];

/** Secrets by the member that refers to them, resolved for one run. */
export type RunSecrets = Partial<Record<SecretMember, string>>;

export interface SecretUse {
  member: SecretMember;
  label: string;
  source: KeySource;
  /** Whether a run of this profile needs it: what is not used must not stand in its way. */
  isUsed: boolean;
}

/** What people call it: "client secret". */
export function labelSecret(member: SecretMember): string {
  return MEMBERS[member].label;
}

/** The references that this profile holds, in the order of the list above. */
export function listSecretUses(profile: Profile): SecretUse[] {
  return Object.entries(MEMBERS).flatMap(([name, { label, isUsed }]) => {
    const member = name as SecretMember;
    const source = readSecretSource(profile, member);
    return source === undefined ? [] : [{ member, label, source, isUsed: isUsed(profile) }];
  });
}

/** Members without which the object that holds them says nothing, and would be no valid part of a profile. */
const HEART_OF_HOLDER: ReadonlySet<SecretMember> = new Set([
  'client.key.from',
  'client.decryptionKey.from',
  'password.password',
]);

/** A copy in which each reference is what `change` makes of it; undefined leaves the member out, or all of what it is the heart of. */
export function mapSecrets(
  profile: Profile,
  change: (source: KeySource, member: SecretMember) => KeySource | undefined,
): Profile {
  let changed = profile;
  for (const { member, source } of listSecretUses(profile)) {
    const next = change(source, member);
    if (next === source) continue;
    const isGone = next === undefined && HEART_OF_HOLDER.has(member);
    const path = member.split('.');
    changed = setMember(changed, isGone ? path.slice(0, -1) : path, next) as Profile;
  }
  return changed;
}

/** The profile without secrets in plain: what may be recorded and shown. */
export function withoutPlainSecrets(profile: Profile): Profile {
  return mapSecrets(profile, (source) => (typeof source === 'string' ? undefined : source));
}

/** The reference that this member holds, undefined where it holds none. */
export function readSecretSource(profile: Profile, member: SecretMember): KeySource | undefined {
  let value: unknown = profile;
  for (const name of member.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return value as KeySource | undefined;
}

function setMember(target: object, [name = '', ...rest]: string[], value: unknown): object {
  const { [name]: current, ...others } = target as Record<string, unknown>;
  const next = rest.length === 0 ? value : setMember(current as object, rest, value);
  return next === undefined ? others : { ...others, [name]: next };
}
