import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { migrate } from './migrations/migrate';
import { runTransaction } from './run-transaction';
import { toStorageError } from './storage-error';

export type Row = Record<string, SQLOutputValue>;

/** The few things the stores ask of SQLite. Every expected failure comes out as a StorageError. */
export interface Database {
  /** Answers the number of rows changed. The change is on disk when this returns. */
  run(sql: string, ...parameters: SQLInputValue[]): number;
  all(sql: string, ...parameters: SQLInputValue[]): Row[];
  /** Takes the write lock first, so that what `work` reads stays true until its writes are done. */
  transaction<T>(work: () => T): T;
  /** Moves the write-ahead log into the database and empties it: deleted bytes survive nowhere. */
  purge(): void;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5_000;

/** The terms that sessions are found by, in their order. Each connection makes its view of them; nothing is kept. */
const WORD_TERMS = "CREATE VIRTUAL TABLE temp.word_terms USING fts5vocab('main', 'words', 'instance')";

/** Opens (or creates, mode 0600) the database file and brings its schema up to date. */
export function openDatabase(path: string): Database {
  const handle = protect(() => {
    // SQLite gives its -wal and -shm files the mode of the database file.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    return new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  });
  return readyDatabase(handle);
}

/** A database that is gone when it is closed, for runs that must leave nothing behind. */
export function openMemoryDatabase(): Database {
  return readyDatabase(new DatabaseSync(':memory:'));
}

function readyDatabase(handle: DatabaseSync): Database {
  try {
    protect(() => {
      setWriteAheadLog(handle);
      handle.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON');
      // What SQLite sets aside while it works must not reach the disk.
      handle.exec('PRAGMA temp_store = MEMORY');
      migrate(handle);
      handle.exec(WORD_TERMS);
    });
    return createDatabase(handle);
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** The change of journal mode ignores the busy timeout while another process makes the same change. */
function setWriteAheadLog(handle: DatabaseSync): void {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      handle.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;

/** Wraps an open handle whose schema is up to date. */
export function createDatabase(handle: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? handle.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    run: (sql, ...parameters) => protect(() => Number(prepare(sql).run(...parameters).changes)),
    all: (sql, ...parameters) => protect(() => prepare(sql).all(...parameters)),
    transaction: (work) => protect(() => runTransaction(handle, work)),
    purge: () => protect(() => handle.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    close() {
      if (handle.isOpen) handle.close();
    },
  };
}

function protect<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error, 'Opening the database file');
  }
}
