import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCipher } from '../../../../src/main/storage/cipher';
import { createDatabase, type Database, openDatabase } from '../../../../src/main/storage/database';
import { createLibraryWriter } from '../../../../src/main/storage/library-writer';
import { SCHEMA_VERSION } from '../../../../src/main/storage/migrations/migrate';
import type { SessionStoreOptions } from '../../../../src/main/storage/session-rows';
import { createSessionStore } from '../../../../src/main/storage/sessions';
import { buildNote, buildSummary, createTemporaryFolder, TEST_KEY } from '../../../support/storage-builder';

const createPath = (): string => join(createTemporaryFolder(), 'grantscope.db');

function open(path: string): Database {
  const database = openDatabase(path);
  onTestFinished(() => database.close());
  return database;
}

function createStore(database: Database) {
  const options: SessionStoreOptions = {
    database,
    cipher: createCipher([TEST_KEY]),
    processId: 'this-process',
    isProcessAlive: () => false,
    log: () => {},
  };
  const writer = createLibraryWriter(options);
  onTestFinished(() => writer.stop());
  return createSessionStore(options, writer);
}

describe('the database', () => {
  it('is durable, forgets what is deleted, and is for its owner only', () => {
    const path = createPath();
    const database = open(path);
    const read = (pragma: string) => Object.values(database.all(`PRAGMA ${pragma}`)[0] ?? {})[0];
    expect(read('journal_mode')).toBe('wal');
    expect(read('synchronous')).toBe(2);
    expect(read('secure_delete')).toBe(1);
    expect(read('foreign_keys')).toBe(1);
    expect(read('busy_timeout')).toBe(5_000);
    if (process.platform === 'win32') return;
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
  });

  it('brings an empty file of version 0 up to date, once', () => {
    const path = createPath();
    new DatabaseSync(path).close();
    open(path).close();
    const database = open(path);
    expect(database.all('PRAGMA user_version')).toEqual([{ user_version: SCHEMA_VERSION }]);
    const sql =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%' ORDER BY name";
    expect(database.all(sql)).toEqual(
      ['events', 'library', 'profiles', 'secrets', 'sessions', 'tags'].map((name) => ({ name })),
    );
  });

  it('is left alone where a newer Grantscope wrote it', () => {
    const path = createPath();
    const raw = new DatabaseSync(path);
    raw.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    expect(() => openDatabase(path)).toThrow(
      expect.objectContaining({
        code: 'storage-unavailable',
        message: expect.stringContaining('newer Grantscope'),
      }),
    );
    expect(raw.prepare('SELECT count(*) AS total FROM sqlite_schema').get()).toEqual({ total: 0 });
    raw.close();
  });

  it('undoes a transaction that fails', () => {
    const database = open(createPath());
    const work = () =>
      database.transaction(() => {
        database.run("INSERT INTO secrets VALUES ('name', x'00')");
        throw new Error('on purpose');
      });
    expect(work).toThrow('on purpose');
    expect(database.all('SELECT * FROM secrets')).toEqual([]);
  });

  it('cannot be opened where a folder has its name', () => {
    const path = createPath();
    mkdirSync(path);
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'storage-unavailable' }));
  });

  it('is corrupt where the file is something else', () => {
    const path = createPath();
    writeFileSync(path, 'no database at all '.repeat(500));
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'storage-corrupt' }));
  });
});

describe('a store on a disk that refuses', () => {
  it('says that the disk is full, keeps what it acknowledged, and goes on when there is room', () => {
    const handle = new DatabaseSync(createPath());
    onTestFinished(() => handle.close());
    const path = handle.location() ?? '';
    open(path).close();
    handle.exec('PRAGMA foreign_keys = ON; PRAGMA max_page_count = 40');
    const store = createStore(createDatabase(handle));
    store.create(buildSummary());
    let acknowledged = 0;
    const fill = () => {
      for (let seq = 1; seq < 100; seq += 1) {
        store.append('session-1', buildNote(seq, 'x'.repeat(10_000)));
        acknowledged = seq;
      }
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'storage-full' }));
    expect(acknowledged).toBeGreaterThan(0);
    expect(store.read('session-1', 0)).toHaveLength(acknowledged);
    expect(store.get('session-1')?.eventCount).toBe(acknowledged);
    handle.exec('PRAGMA max_page_count = 4000');
    store.append('session-1', buildNote(acknowledged + 1));
    expect(store.read('session-1', acknowledged)).toHaveLength(1);
  });

  it('says that the database is write-protected, and still reads', () => {
    const path = createPath();
    const writer = open(path);
    createStore(writer).create(buildSummary());
    const handle = new DatabaseSync(path, { readOnly: true });
    onTestFinished(() => handle.close());
    const store = createStore(createDatabase(handle));
    expect(() => store.append('session-1', buildNote(1))).toThrow(
      expect.objectContaining({
        code: 'storage-unavailable',
        message: expect.stringContaining('write-protected'),
      }),
    );
    expect(store.list()).toEqual([buildSummary()]);
  });
});
