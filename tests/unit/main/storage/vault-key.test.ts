import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileOnce } from '../../../../src/main/storage/create-file';
import type { Keyring } from '../../../../src/main/storage/keyring';
import {
  createVaultKeyProvider,
  type SafeStorage,
  type VaultKeyOptions,
} from '../../../../src/main/storage/vault-key';
import { createTemporaryFolder } from '../../../support/storage-builder';

const NO_KEYRING: Keyring = {
  get: () => Promise.reject(new Error('it is not available')),
  set: () => Promise.reject(new Error('it is not available')),
};

function createKeyring(): Keyring & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
  };
}

const createSafeStorage = (available = true): SafeStorage => ({
  isAvailable: () => available,
  encrypt: (text) => Buffer.from(text).reverse(),
  decrypt: (sealed) => Buffer.from(sealed).reverse().toString(),
});

const provide = (folder: string, options: Partial<VaultKeyOptions> = {}) =>
  createVaultKeyProvider({ environment: {}, safeStorage: null, keyring: NO_KEYRING, ...options })(folder);

describe('the vault key', () => {
  it('is kept in a file for its owner only where nothing better is there, and says so', async () => {
    const folder = createTemporaryFolder();
    const first = await provide(folder);
    expect(first).toMatchObject({
      kind: 'file',
      note: expect.stringMatching(/file permissions only.*keyring cannot be used/),
    });
    expect((await provide(folder)).keys).toEqual(first.keys);
    expect(readdirSync(folder)).toEqual(['vault-key']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'vault-key')).mode & 0o777).toBe(0o600);
  });

  it('is kept in the keyring before a file, and only its id is in the folder', async () => {
    const folder = createTemporaryFolder();
    const keyring = createKeyring();
    const first = await provide(folder, { keyring });
    expect(first).toMatchObject({ kind: 'keyring', note: null });
    expect((await provide(folder, { keyring })).keys).toEqual(first.keys);
    expect(readdirSync(folder)).toEqual(['vault-key.keyring']);
    expect([...keyring.entries.keys()]).toEqual([readFileSync(join(folder, 'vault-key.keyring'), 'utf8')]);
  });

  it('is kept in safeStorage first, and in the keyring too for the command line', async () => {
    const folder = createTemporaryFolder();
    const keyring = createKeyring();
    const desktop = await provide(folder, { keyring, safeStorage: createSafeStorage() });
    expect(desktop.kind).toBe('os');
    expect(readFileSync(join(folder, 'vault-key.os'), 'latin1')).not.toContain(
      desktop.keys[0].toString('base64url'),
    );
    const commandLine = await provide(folder, { keyring });
    expect(commandLine).toMatchObject({ kind: 'keyring', keys: [desktop.keys[0]] });
  });

  it('stays in safeStorage alone, without complaint, where there is no keyring', async () => {
    const folder = createTemporaryFolder();
    const safeStorage = createSafeStorage();
    const first = await provide(folder, { safeStorage });
    expect(first).toMatchObject({ kind: 'os', note: null });
    expect((await provide(folder, { safeStorage })).keys).toEqual(first.keys);
    expect(readdirSync(folder)).toEqual(['vault-key.os']);
  });

  it('of the command line is used by the desktop', async () => {
    const folder = createTemporaryFolder();
    const keyring = createKeyring();
    const commandLine = await provide(folder, { keyring });
    const desktop = await provide(folder, { keyring, safeStorage: createSafeStorage() });
    expect(desktop).toMatchObject({ kind: 'keyring', keys: commandLine.keys });
  });

  it('is kept in a file where safeStorage would only obfuscate', async () => {
    const safeStorage = createSafeStorage(false);
    const keys = await provide(createTemporaryFolder(), { safeStorage, keyring: createKeyring() });
    expect(keys.kind).toBe('file');
  });

  it('opens what every place at hand has a key for', async () => {
    const folder = createTemporaryFolder();
    const inFile = await provide(folder);
    const keyring = createKeyring();
    const inKeyring = await provide(folder, { keyring, environment: { GRANTSCOPE_VAULT: 'keyring' } });
    const both = await provide(folder, { keyring });
    expect(both).toMatchObject({ kind: 'keyring', keys: [inKeyring.keys[0], inFile.keys[0]] });
  });

  it.each([
    ['loses the key', { get: async () => null, set: async () => {} }],
    ['is away', NO_KEYRING],
  ])('is said to be missing where the keyring %s', async (_, keyring) => {
    const folder = createTemporaryFolder();
    await provide(folder, { keyring: createKeyring() });
    const keys = await provide(folder, { keyring });
    expect(keys).toMatchObject({
      kind: 'file',
      note: expect.stringContaining('The system keyring cannot be used'),
    });
  });

  it('agrees between processes that create it at the same time', async () => {
    const folder = createTemporaryFolder();
    const keyring = createKeyring();
    const all = await Promise.all([1, 2, 3, 4].map(() => provide(folder, { keyring })));
    expect(new Set(all.map(({ keys }) => keys[0].toString('hex'))).size).toBe(1);
    const later = await provide(folder, { keyring });
    expect(later.keys[0]).toEqual(all[0]?.keys[0]);
  });
});

describe('GRANTSCOPE_VAULT', () => {
  const choose = (choice: string, folder: string, options: Partial<VaultKeyOptions> = {}) =>
    provide(folder, { ...options, environment: { GRANTSCOPE_VAULT: choice } });

  it('picks the file although a keyring is there', async () => {
    const keyring = createKeyring();
    const keys = await choose('file', createTemporaryFolder(), { keyring, safeStorage: createSafeStorage() });
    expect(keys).toMatchObject({ kind: 'file', note: null });
    expect(keyring.entries.size).toBe(0);
  });

  it('picks memory and leaves nothing behind', async () => {
    const folder = createTemporaryFolder();
    expect(await choose('memory', folder, { keyring: createKeyring() })).toMatchObject({ kind: 'memory' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never falls back to something weaker than the keyring it names', async () => {
    const folder = createTemporaryFolder();
    expect(await choose('keyring', folder)).toMatchObject({
      kind: 'memory',
      note: expect.stringContaining('keyring cannot be used: it is not available'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused where it names nothing known', async () => {
    await expect(choose('disk', createTemporaryFolder())).rejects.toThrow('one of keyring, file, memory');
  });
});

describe('the key file', () => {
  it('that holds no key is left alone', async () => {
    const folder = createTemporaryFolder();
    writeFileSync(join(folder, 'vault-key'), 'short');
    expect(await provide(folder)).toMatchObject({
      kind: 'memory',
      note: expect.stringContaining('The key file cannot be used: what it holds is not a key'),
    });
    expect(readFileSync(join(folder, 'vault-key'), 'utf8')).toBe('short');
  });

  it('that cannot be written leaves the key in memory, with the reason', async () => {
    const folder = createTemporaryFolder();
    rmSync(folder, { recursive: true });
    expect(await provide(folder)).toMatchObject({ kind: 'memory', note: expect.stringContaining('ENOENT') });
  });

  it('is created by one of two processes, and the other takes what is there', () => {
    const path = join(createTemporaryFolder(), 'file');
    expect(createFileOnce(path, Buffer.from('first')).toString()).toBe('first');
    expect(createFileOnce(path, Buffer.from('second')).toString()).toBe('first');
  });
});
