import { existsSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PreferenceStore, ProfileStore, SessionStore, StorageFacts, Vault } from '../host/services';
import { type Cipher, createCipher, readKeyId } from './cipher';
import { ensureDataFolder } from './data-folder';
import { type Database, openDatabase, openMemoryDatabase } from './database';
import { createLibraryWriter } from './library-writer';
import { createPreferenceStore } from './preferences';
import { createProfileStore, readProfiles } from './profiles';
import type { SessionStoreOptions } from './session-rows';
import { createSessionStore, interruptOrphans } from './sessions';
import { StorageError, toStorageError } from './storage-error';
import { createVault } from './vault';
import { createMemoryKeys, type VaultKeyProvider, type VaultKeys } from './vault-key';

export interface OpenStorageOptions {
  /** Absolute path; null keeps everything in memory. */
  folder: string | null;
  vaultKey: VaultKeyProvider;
  /** Epoch milliseconds. */
  now(): number;
  /** This process, as `isProcessAlive` of any other process understands it; see process-identity.ts. */
  processId: string;
  isProcessAlive(processId: string): boolean;
  /** Text without secrets only. */
  log(message: string): void;
}

export interface Storage {
  sessions: SessionStore;
  profiles: ProfileStore;
  preferences: PreferenceStore;
  vault: Vault;
  facts: StorageFacts;
  close(): void;
}

/**
 * Opens the stores of a data folder. Where it cannot be used the stores work in memory, and the facts
 * say so and why: a debugger without its archive is still a debugger.
 */
export async function openStorage(options: OpenStorageOptions): Promise<Storage> {
  const { folder } = options;
  if (folder === null) return openInMemory(options, null);
  try {
    ensureDataFolder(folder);
    const vaultKeys = await options.vaultKey(folder);
    if (vaultKeys.kind === 'memory') return openInMemory(options, vaultKeys.note);
    return openOnDisk(options, join(folder, 'grantscope.db'), vaultKeys);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return openInMemory(options, error.message);
  }
}

function openInMemory(options: OpenStorageOptions, reason: string | null): Storage {
  const { keys, kind } = createMemoryKeys(null);
  const note = reason && `Nothing is kept when Grantscope closes. ${reason}`;
  if (note) options.log(note);
  return openStores(options, openMemoryDatabase(), createCipher(keys), {
    persistent: false,
    note,
    vault: kind,
  });
}

function openOnDisk(options: OpenStorageOptions, path: string, { keys, kind, note }: VaultKeys): Storage {
  const cipher = createCipher(keys);
  const open = (notes: (string | null)[]): Storage => {
    const database = openDatabase(path);
    try {
      notes.push(...findUnreadable(database, cipher, keys.map(readKeyId)));
      const facts = { persistent: true, note: notes.filter(Boolean).join(' ') || null, vault: kind };
      return openStores(options, database, cipher, facts);
    } catch (error) {
      database.close();
      throw error;
    }
  };
  const inode = readInode(path);
  try {
    return open([note]);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'storage-corrupt') throw error;
    const moved = moveAside(path, inode, options.now());
    if (moved) options.log(moved);
    return open([note, moved]);
  }
}

function openStores(
  options: OpenStorageOptions,
  database: Database,
  cipher: Cipher,
  facts: StorageFacts,
): Storage {
  const parts: SessionStoreOptions = { ...options, database, cipher };
  interruptOrphans(parts);
  const writer = createLibraryWriter(parts);
  return {
    sessions: createSessionStore(parts, writer),
    profiles: createProfileStore(parts),
    preferences: createPreferenceStore(
      facts.persistent && options.folder !== null ? join(options.folder, 'preferences.json') : null,
    ),
    vault: createVault(parts),
    facts,
    close() {
      writer.stop();
      database.close();
    },
  };
}

/** A sentence for each kind of row that is kept but cannot be read with the keys at hand. */
function findUnreadable(database: Database, cipher: Cipher, keyIds: Buffer[]): string[] {
  const { problems } = readProfiles({ database, cipher });
  const marks = keyIds.map(() => '?').join(', ');
  const locked = ['sessions', 'secrets'].flatMap((table) => {
    // Bytes 2 to 9 of a sealed value are the id of its key; see cipher.ts.
    const sql = `SELECT count(*) AS total FROM ${table} WHERE substr(sealed, 2, 8) NOT IN (${marks})`;
    const total = Number(database.all(sql, ...keyIds)[0]?.['total']);
    return total > 0 ? [`Kept but unreadable, because their key is not here: ${table} (${total}).`] : [];
  });
  return [...problems, ...locked];
}

/** Null where no file is there yet. */
function readInode(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

/** Renames a damaged database and its logs; nothing is deleted. Null where another process already did. */
function moveAside(path: string, inode: bigint | null, now: number): string | null {
  if (readInode(path) !== inode) return null;
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  try {
    // The logs first: a fresh database must never find the log of another one.
    for (const suffix of ['-wal', '-shm', '']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.corrupt-${stamp}${suffix}`);
    }
  } catch (error) {
    throw toStorageError(error, 'Moving the damaged database aside');
  }
  return `The database was damaged. It was moved to ${basename(path)}.corrupt-${stamp} and a new one was started.`;
}
