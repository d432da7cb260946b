import type { SessionNames } from '@shared/library/redact-session-names';
import type { SessionSummary } from '@shared/model/session';
import type { Cipher } from './cipher';
import { StorageError } from './storage-error';

/** What is known of a session and nobody else may read. */
export type SealedFacts = Pick<
  SessionSummary,
  'profileName' | 'issuer' | 'mutation' | 'mutationRun' | 'imported' | 'note' | 'tags'
>;

/** Without the members that there is nothing to say for. */
function pickFacts(facts: SealedFacts): SealedFacts {
  const { profileName, issuer, mutation, mutationRun, imported, note, tags } = facts;
  return {
    profileName,
    issuer,
    ...(mutation === undefined ? {} : { mutation }),
    ...(mutationRun === undefined ? {} : { mutationRun }),
    ...(imported ? { imported } : {}),
    ...(note ? { note } : {}),
    ...(tags && tags.length > 0 ? { tags } : {}),
  };
}

export function sealFacts(cipher: Cipher, id: string, facts: SealedFacts): Buffer {
  return cipher.seal(['session', id], JSON.stringify(pickFacts(facts)));
}

export function sealShownNames(cipher: Cipher, id: string, names: SessionNames): Buffer {
  return cipher.seal(['shown', id], JSON.stringify(names));
}

/** Throws a StorageError where it does not open. */
export function readSealedFacts(cipher: Cipher, id: string, sealed: unknown): SealedFacts {
  return JSON.parse(cipher.open(['session', id], sealed));
}

/** A session that cannot be opened stays in the list, so that it can be seen and deleted. */
export function describeSealedFacts(cipher: Cipher, id: string, sealed: unknown): SealedFacts {
  try {
    return readSealedFacts(cipher, id, sealed);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const reason = error.code === 'storage-corrupt' ? 'damaged' : 'its key is missing';
    return { profileName: `Unreadable session (${reason})`, issuer: '' };
  }
}
