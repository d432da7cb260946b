import { SECRET_MEMBERS, type SecretMember } from '@shared/model/profile-secrets';
import type { KeySource, SecretReference } from '@shared/model/secret-reference';

/** One secret member as the form holds it; each source keeps its own text, so that a look at another loses nothing. */
export interface SecretDraft {
  /** `vault`: the one stored before stays. `typed` goes to the vault on save. */
  source: 'none' | 'vault' | 'typed' | 'env' | 'file' | 'generated';
  vault: string;
  typed: string;
  env: string;
  /** Whole path, on the machine where Grantscope runs. */
  file: string;
}

export type SecretDrafts = Record<SecretMember, SecretDraft>;

/** What typed secrets have become in the vault, by member. */
export type StoredSecrets = Partial<Record<SecretMember, SecretReference>>;

const NONE: SecretDraft = { source: 'none', vault: '', typed: '', env: '', file: '' };

/** Until a typed secret is stored, so that the rules can be checked without the value. */
const STAND_IN: SecretReference = { vault: 'stored-on-save' };

export function toSecretDrafts(readSource: (member: SecretMember) => KeySource | undefined): SecretDrafts {
  return Object.fromEntries(
    SECRET_MEMBERS.map((member) => [member, toSecretDraft(readSource(member))]),
  ) as SecretDrafts;
}

function toSecretDraft(source: KeySource | undefined): SecretDraft {
  if (source === undefined) return NONE;
  if (typeof source === 'string') return { ...NONE, source: 'typed', typed: source };
  if ('vault' in source) return { ...NONE, source: 'vault', vault: source.vault };
  if ('env' in source) return { ...NONE, source: 'env', env: source.env };
  if ('file' in source) return { ...NONE, source: 'file', file: source.file };
  return { ...NONE, source: 'generated' };
}

/** Null where there is none, or where it is not filled in yet. */
export function toKeySource(draft: SecretDraft, stored: SecretReference = STAND_IN): KeySource | null {
  switch (draft.source) {
    case 'none':
      return null;
    case 'vault':
      return { vault: draft.vault };
    case 'typed':
      return draft.typed === '' ? null : stored;
    case 'env':
      return draft.env === '' ? null : { env: draft.env };
    case 'file':
      return draft.file === '' ? null : { file: draft.file };
    case 'generated':
      return { generated: true };
  }
}

/** The same for members that take no file and cannot be generated. */
export function toSecretReference(draft: SecretDraft, stored?: SecretReference): SecretReference | null {
  const source = toKeySource(draft, stored);
  return source !== null && typeof source === 'object' && !('env' in source) && !('vault' in source)
    ? null
    : source;
}

/** The source to go back to when a secret is needed again: what was entered before, else typing. */
export function resumeSource({ source, vault, env, file }: SecretDraft): SecretDraft['source'] {
  if (source !== 'none') return source;
  if (vault !== '') return 'vault';
  if (env !== '') return 'env';
  return file === '' ? 'typed' : 'file';
}
