import { profileSchema, type StoredProfile } from '@shared/model/profile';
import type { ProfileStore } from '../host/services';
import type { Cipher } from './cipher';
import type { Database, Row } from './database';
import { StorageConflictError, StorageError } from './storage-error';

export interface ProfileStoreOptions {
  database: Database;
  cipher: Cipher;
  log(message: string): void;
}

/** Names that differ in letter case or in Unicode form only are the same to a person. */
const normalizeName = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

/** Profiles by id. A row that cannot be read is kept and logged; the others are there all the same. */
export function createProfileStore(options: ProfileStoreOptions): ProfileStore {
  const { database, cipher, log } = options;
  const list = (): StoredProfile[] => {
    const { profiles, problems } = readProfiles(options);
    for (const problem of problems) log(problem);
    return profiles.sort((a, b) => a.profile.name.localeCompare(b.profile.name));
  };
  return {
    list,
    get(id) {
      const [row] = database.all('SELECT id, updated_at, sealed FROM profiles WHERE id = ?', id);
      return row ? readProfile(cipher, row) : null;
    },
    save({ id, source, profile, updatedAt }) {
      const sealed = cipher.seal(['profile', id], JSON.stringify({ source, profile }));
      database.transaction(() => {
        const name = normalizeName(profile.name);
        if (list().some((other) => other.id !== id && normalizeName(other.profile.name) === name)) {
          throw new StorageConflictError(`A profile named "${profile.name}" exists already.`);
        }
        database.run(
          'INSERT INTO profiles (id, updated_at, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, sealed = excluded.sealed',
          ...[id, updatedAt, sealed],
        );
      });
    },
    delete(id) {
      const deleted = database.run('DELETE FROM profiles WHERE id = ?', id) > 0;
      if (deleted) database.purge();
      return deleted;
    },
  };
}

/** Every profile that can be read, and a sentence for each that cannot. */
export function readProfiles({ database, cipher }: Pick<ProfileStoreOptions, 'database' | 'cipher'>): {
  profiles: StoredProfile[];
  problems: string[];
} {
  const profiles: StoredProfile[] = [];
  const problems: string[] = [];
  for (const row of database.all('SELECT id, updated_at, sealed FROM profiles')) {
    try {
      profiles.push(readProfile(cipher, row));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      problems.push(error.message);
    }
  }
  return { profiles, problems };
}

function readProfile(cipher: Cipher, row: Row): StoredProfile {
  const id = String(row['id']);
  try {
    const { source, profile } = JSON.parse(cipher.open(['profile', id], row['sealed']));
    const parsed = profileSchema.safeParse(profile);
    if (!parsed.success)
      throw new StorageError('storage-corrupt', 'It does not have the shape of a profile.');
    return { id, source, profile: parsed.data, updatedAt: Number(row['updated_at']) };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const message = `The saved profile ${id} cannot be read. ${error.message}`;
    throw new StorageError(error.code, message, { cause: error });
  }
}
