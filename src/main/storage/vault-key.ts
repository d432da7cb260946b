import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageFacts } from '../host/services';
import { createVaultKey, isVaultKey, readKeyId, type VaultKey } from './cipher';
import { createFileOnce, readFileIfThere } from './create-file';
import type { Keyring } from './keyring';
import { StorageError, toStorageError } from './storage-error';

/** Electron's safeStorage, as far as it is needed; `isAvailable` is false where it would only obfuscate. */
export interface SafeStorage {
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  decrypt(sealed: Buffer): string;
}

/** The keys of a data folder: the first seals, every one of them opens. */
export interface VaultKeys {
  keys: readonly [VaultKey, ...VaultKey[]];
  kind: StorageFacts['vault'];
  /** What the user should know about it, or null. */
  note: string | null;
}

export type VaultKeyProvider = (folder: string) => Promise<VaultKeys>;

export interface VaultKeyOptions {
  environment: Record<string, string | undefined>;
  safeStorage: SafeStorage | null;
  keyring: Keyring;
}

/** One place a key can be kept. Both calls throw where the place cannot be used. */
interface KeyKeeper {
  kind: 'os' | 'keyring' | 'file';
  label: string;
  /** Null where this folder has no key here yet. */
  read(): Promise<VaultKey | null>;
  /** Answers the key that is kept afterwards: another process may have been first. */
  create(key: VaultKey): Promise<VaultKey>;
}

const CHOICES = ['keyring', 'file', 'memory'];

/**
 * Electron's safeStorage, else the OS keyring, else a 0600 file; GRANTSCOPE_VAULT picks one and only that
 * one. A key that a place already holds wins over a new one in a better place: desktop and command line
 * then read each other's sessions.
 */
export function createVaultKeyProvider(options: VaultKeyOptions): VaultKeyProvider {
  return async (folder) => {
    const choice = options.environment['GRANTSCOPE_VAULT'] || null;
    if (choice !== null && !CHOICES.includes(choice)) {
      throw new StorageError('storage-unavailable', `GRANTSCOPE_VAULT is one of ${CHOICES.join(', ')}.`);
    }
    if (choice === 'memory') return createMemoryKeys('GRANTSCOPE_VAULT is "memory".');
    const keepers = createKeepers(folder, options).filter(({ kind }) => choice === null || kind === choice);
    return findKeys(keepers, choice);
  };
}

/** A key that nobody keeps: what it seals is gone with the process. */
export function createMemoryKeys(note: string | null): VaultKeys {
  return { keys: [createVaultKey()], kind: 'memory', note };
}

async function findKeys(keepers: KeyKeeper[], choice: string | null): Promise<VaultKeys> {
  const found: { keeper: KeyKeeper; key: VaultKey }[] = [];
  const vacant: KeyKeeper[] = [];
  const problems = new Map<KeyKeeper, string>();
  for (const keeper of keepers) {
    try {
      const key = await keeper.read();
      if (key) found.push({ keeper, key });
      else vacant.push(keeper);
    } catch (error) {
      problems.set(keeper, describeProblem(keeper, error));
    }
  }
  for (const keeper of vacant) {
    if (found.length > 0 && !isShareable(found, keeper)) continue;
    try {
      found.push({ keeper, key: await keeper.create(found[0]?.key ?? createVaultKey()) });
    } catch (error) {
      problems.set(keeper, describeProblem(keeper, error));
    }
  }
  const [first, ...others] = found;
  if (!first) return createMemoryKeys(['The encryption key has no place.', ...problems.values()].join(' '));
  // What went wrong with a place that would have come first; the places after it do not matter.
  const notes = keepers
    .slice(0, keepers.indexOf(first.keeper))
    .flatMap((keeper) => problems.get(keeper) ?? []);
  if (choice === null && first.keeper.kind === 'file') notes.unshift(FILE_NOTE);
  return {
    keys: [first.key, ...others.map(({ key }) => key)],
    kind: first.keeper.kind,
    note: notes.join(' ') || null,
  };
}

const FILE_NOTE =
  'The encryption key is kept in a file in the data folder, protected by its file permissions only.';

/** The desktop app leaves its key in the keyring too, where the command line can read it. */
const isShareable = (found: { keeper: KeyKeeper }[], keeper: KeyKeeper): boolean =>
  keeper.kind === 'keyring' && found.every((other) => other.keeper.kind === 'os');

function describeProblem({ label }: KeyKeeper, error: unknown): string {
  const cause = toStorageError(error, 'Access');
  return `${label} cannot be used: ${cause instanceof Error ? cause.message.replace(/\.$/, '') : 'unknown'}.`;
}

function createKeepers(folder: string, { safeStorage, keyring }: VaultKeyOptions): KeyKeeper[] {
  const keepers: KeyKeeper[] = [];
  if (safeStorage?.isAvailable()) keepers.push(createOsKeeper(join(folder, 'vault-key.os'), safeStorage));
  // Inside Electron the keyring is only safe to ask once safeStorage has answered; see keyring.ts.
  if (safeStorage === null || safeStorage.isAvailable()) {
    keepers.push(createKeyringKeeper(join(folder, 'vault-key.keyring'), keyring));
  }
  return [...keepers, createFileKeeper(join(folder, 'vault-key'))];
}

function createOsKeeper(path: string, safeStorage: SafeStorage): KeyKeeper {
  const decrypt = (sealed: Buffer): VaultKey => parseKey(safeStorage.decrypt(sealed));
  return {
    kind: 'os',
    label: "The operating system's secure storage",
    async read() {
      const sealed = readFileIfThere(path);
      return sealed && decrypt(sealed);
    },
    async create(key) {
      return decrypt(createFileOnce(path, safeStorage.encrypt(key.toString('base64url'))));
    },
  };
}

/**
 * The key is in the keyring under its own id, and the folder holds that id. So two processes that create
 * one at the same time agree on whose id is in the folder, and no keyring entry is ever overwritten.
 */
function createKeyringKeeper(path: string, keyring: Keyring): KeyKeeper {
  const fetch = async (account: string): Promise<VaultKey> => {
    const text = await keyring.get(account);
    if (text === null) throw new Error('the key of this data folder is no longer in it');
    return parseKey(text);
  };
  return {
    kind: 'keyring',
    label: 'The system keyring',
    async read() {
      const account = readFileIfThere(path);
      return account && fetch(account.toString('utf8').trim());
    },
    async create(key) {
      const account = `vault-key-${readKeyId(key).toString('hex')}`;
      await keyring.set(account, key.toString('base64url'));
      return fetch(createFileOnce(path, Buffer.from(account)).toString('utf8').trim());
    },
  };
}

function createFileKeeper(path: string): KeyKeeper {
  return {
    kind: 'file',
    label: 'The key file',
    async read() {
      const content = readFileIfThere(path);
      if (!content) return null;
      chmodSync(path, 0o600);
      return parseKey(content.toString('utf8'));
    },
    async create(key) {
      return parseKey(createFileOnce(path, Buffer.from(key.toString('base64url'))).toString('utf8'));
    },
  };
}

function parseKey(text: string): VaultKey {
  const key = Buffer.from(text.trim(), 'base64url');
  if (!isVaultKey(key)) throw new Error('what it holds is not a key');
  return key;
}
