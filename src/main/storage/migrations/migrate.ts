import type { DatabaseSync } from 'node:sqlite';
import { runTransaction } from '../run-transaction';
import { StorageError } from '../storage-error';
import { INITIAL_SCHEMA } from './0001-initial-schema';
import { LIBRARY_SCHEMA } from './0002-library';
import { CATALOG_SCHEMA } from './0003-catalog';
import { OUTCOME_SCHEMA } from './0004-outcomes';
import { SHOWN_NAMES_SCHEMA } from './0005-shown-names';

/** In order: the migration at index 0 takes a database from version 0 to 1. One that shipped never changes. */
const MIGRATIONS: readonly string[] = [
  INITIAL_SCHEMA,
  LIBRARY_SCHEMA,
  CATALOG_SCHEMA,
  OUTCOME_SCHEMA,
  SHOWN_NAMES_SCHEMA,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the schema up to date, one transaction per version. The version is read again under the write
 * lock, because another process may have done the same step in the meantime.
 */
export function migrate(handle: DatabaseSync): void {
  while (readVersion(handle) < SCHEMA_VERSION) {
    runTransaction(handle, () => {
      const version = readVersion(handle);
      const migration = MIGRATIONS[version];
      if (migration !== undefined) handle.exec(`${migration}; PRAGMA user_version = ${version + 1}`);
    });
  }
  const version = readVersion(handle);
  if (version > SCHEMA_VERSION) {
    throw new StorageError(
      'storage-unavailable',
      `The database was written by a newer Grantscope (version ${version}; this one knows ${SCHEMA_VERSION}). Update Grantscope to open it; nothing was changed.`,
    );
  }
}

function readVersion(handle: DatabaseSync): number {
  return Number(handle.prepare('PRAGMA user_version').get()?.['user_version']);
}
