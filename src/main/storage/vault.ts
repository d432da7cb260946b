import type { Vault } from '../host/services';
import type { Cipher } from './cipher';
import type { Database } from './database';
import { StorageError } from './storage-error';

/** Secrets by name. Names are stored in plain: never make one out of a secret. */
export function createVault({ database, cipher }: { database: Database; cipher: Cipher }): Vault {
  return {
    put(name, value) {
      database.run(
        'INSERT INTO secrets (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
        ...[name, cipher.seal(['secret', name], value)],
      );
      database.purge();
    },
    get(name) {
      const [row] = database.all('SELECT sealed FROM secrets WHERE name = ?', name);
      if (!row) return null;
      try {
        return cipher.open(['secret', name], row['sealed']);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        // Null would read as "no such secret", and the user would be told the wrong thing to fix.
        const message = `The stored secret "${name}" cannot be read. ${error.message} Enter it again to replace it.`;
        throw new StorageError(error.code, message, { cause: error });
      }
    },
    delete(name) {
      if (database.run('DELETE FROM secrets WHERE name = ?', name) > 0) database.purge();
    },
  };
}
