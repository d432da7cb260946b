import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createMemoryKeys } from '../../../../src/main/storage/vault-key';
import {
  buildNote,
  buildStoredProfile,
  buildSummary,
  buildVaultKeys,
  createTemporaryFolder,
  openTestStorage,
  TEST_KEY,
} from '../../../support/storage-builder';

const OTHER_KEY = Buffer.alloc(32, 9);

describe('opening storage', () => {
  it('works in memory where no folder is given', async () => {
    const { sessions, facts } = await openTestStorage();
    expect(facts).toEqual({ persistent: false, note: null, vault: 'memory' });
    sessions.create(buildSummary());
    expect(sessions.list()).toEqual([buildSummary()]);
  });

  it('creates a missing folder and says what holds the key', async () => {
    const folder = join(createTemporaryFolder(), 'new');
    const { facts } = await openTestStorage({ folder });
    expect(facts).toEqual({ persistent: true, note: null, vault: 'file' });
    expect(readdirSync(folder)).toContain('grantscope.db');
  });

  it('works in memory and says why where a file is in the place of the folder', async () => {
    const file = join(createTemporaryFolder(), 'file');
    writeFileSync(file, 'kept');
    const { sessions, facts } = await openTestStorage({ folder: file });
    expect(facts).toMatchObject({
      persistent: false,
      vault: 'memory',
      note: expect.stringContaining('a file is in its place'),
    });
    sessions.create(buildSummary());
    sessions.append('session-1', buildNote(1));
    expect(sessions.read('session-1', 0)).toEqual([buildNote(1)]);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('works in memory and says why where a newer Grantscope wrote the database', async () => {
    const folder = createTemporaryFolder();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    const { facts } = await openTestStorage({ folder });
    expect(facts).toMatchObject({ persistent: false, note: expect.stringContaining('newer Grantscope') });
    expect(readdirSync(folder)).toEqual(['grantscope.db']);
  });

  it('writes nothing to disk with a key that nobody keeps', async () => {
    const folder = createTemporaryFolder();
    const { facts } = await openTestStorage({ folder, vaultKey: async () => createMemoryKeys('By choice.') });
    expect(facts).toMatchObject({
      persistent: false,
      vault: 'memory',
      note: expect.stringContaining('By choice.'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets a bug through', async () => {
    const folder = createTemporaryFolder();
    const vaultKey = () => Promise.reject(new TypeError('a bug'));
    await expect(openTestStorage({ folder, vaultKey })).rejects.toThrow('a bug');
  });
});

describe('a damaged database', () => {
  it.each<[string, (content: Buffer) => Buffer]>([
    ['is no database at all', () => Buffer.from('scrambled '.repeat(2_000))],
    [
      'lost its schema page',
      (content) => Buffer.concat([content.subarray(0, 100), Buffer.alloc(content.length - 100, 0x5a)]),
    ],
    ['was cut short', (content) => content.subarray(0, 4_096 + 17)],
  ])('that %s is moved aside whole, and a new one is started', async (_, damage) => {
    const folder = createTemporaryFolder();
    const writer = await openTestStorage({ folder });
    writer.sessions.create(buildSummary());
    writer.close();
    const path = join(folder, 'grantscope.db');
    const damaged = damage(readFileSync(path));
    writeFileSync(path, damaged);
    const { sessions, facts } = await openTestStorage({ folder });
    const aside = 'grantscope.db.corrupt-2026-01-15T09-30-00-000Z';
    expect(facts).toMatchObject({ persistent: true, note: expect.stringContaining(`moved to ${aside}`) });
    expect(readFileSync(join(folder, aside)).equals(damaged)).toBe(true);
    sessions.create(buildSummary());
    expect(sessions.list()).toEqual([buildSummary()]);
  });
});

describe('data whose key is not here', () => {
  it('is listed as unreadable, refused with a clear error, and there again with its key', async () => {
    const folder = createTemporaryFolder();
    const writer = await openTestStorage({ folder });
    writer.sessions.create(buildSummary({ outcome: 'failed' }));
    writer.sessions.append('session-1', buildNote(1));
    writer.profiles.save(buildStoredProfile('1'));
    writer.vault.put('acme', 'secret');
    writer.close();

    const stranger = await openTestStorage({ folder, vaultKey: async () => buildVaultKeys(OTHER_KEY) });
    const missing = expect.objectContaining({ code: 'storage-unavailable' });
    expect(stranger.sessions.list()).toMatchObject([
      {
        id: 'session-1',
        outcome: 'failed',
        eventCount: 1,
        profileName: 'Unreadable session (its key is missing)',
      },
    ]);
    expect(() => stranger.sessions.read('session-1', 0)).toThrow(missing);
    expect(() => stranger.profiles.get('1')).toThrow(missing);
    expect(stranger.profiles.list()).toEqual([]);
    expect(() => stranger.vault.get('acme')).toThrow(missing);
    expect(stranger.facts.note).toMatch(/saved profile 1 cannot be read.*sessions \(1\).*secrets \(1\)/);
    stranger.sessions.create(buildSummary({ id: 'session-2' }));
    stranger.close();

    const both = await openTestStorage({ folder, vaultKey: async () => buildVaultKeys(TEST_KEY, OTHER_KEY) });
    expect(both.facts.note).toBeNull();
    expect(both.sessions.read('session-1', 0)).toEqual([buildNote(1)]);
    expect(both.sessions.get('session-2')?.profileName).toBe('Acme staging');
    expect(both.profiles.list()).toEqual([buildStoredProfile('1')]);
    expect(both.vault.get('acme')).toBe('secret');
  });
});
