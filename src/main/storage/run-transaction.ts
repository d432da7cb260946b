import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` between BEGIN IMMEDIATE and COMMIT; whatever it throws undoes it. */
export function runTransaction<T>(handle: DatabaseSync, work: () => T): T {
  handle.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    handle.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (handle.isTransaction) handle.exec('ROLLBACK');
    throw error;
  }
}
