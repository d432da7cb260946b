import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StorageConflictError } from '../../../../src/main/storage/storage-error';
import {
  buildStoredProfile,
  createTemporaryFolder,
  NOW,
  openTestStorage,
} from '../../../support/storage-builder';

describe('the profile store', () => {
  it('gives back what was saved, by name', async () => {
    const { profiles } = await openTestStorage();
    const zeta = buildStoredProfile('1', { name: 'zeta', parameters: { authorize: { prompt: 'login' } } });
    const alpha = buildStoredProfile('2', { name: 'Alpha' });
    profiles.save(zeta);
    profiles.save(alpha);
    expect(profiles.list()).toEqual([alpha, zeta]);
    expect(profiles.get('1')).toEqual(zeta);
    expect(profiles.get('none')).toBeNull();
  });

  it('replaces a profile of the same id', async () => {
    const { profiles } = await openTestStorage();
    profiles.save(buildStoredProfile('1', { name: 'before' }));
    const after = buildStoredProfile('1', { name: 'BEFORE' }, NOW + 5);
    profiles.save(after);
    expect(profiles.list()).toEqual([after]);
  });

  it.each(['acme', ' ACME ', 'Ａcme'])('refuses the name %j where "Acme" is taken', async (name) => {
    const { profiles } = await openTestStorage();
    const taken = buildStoredProfile('1', { name: 'Acme' });
    profiles.save(taken);
    expect(() => profiles.save(buildStoredProfile('2', { name }))).toThrow(StorageConflictError);
    expect(profiles.list()).toEqual([taken]);
  });

  it('frees the name of a deleted profile', async () => {
    const { profiles } = await openTestStorage();
    profiles.save(buildStoredProfile('1', { name: 'Acme' }));
    expect(profiles.delete('1')).toBe(true);
    expect(profiles.delete('1')).toBe(false);
    const next = buildStoredProfile('2', { name: 'acme' });
    profiles.save(next);
    expect(profiles.list()).toEqual([next]);
  });

  it('writes no word of a profile in plain', async () => {
    const folder = createTemporaryFolder();
    const { profiles } = await openTestStorage({ folder });
    profiles.save(buildStoredProfile('1', { name: 'marker-name', client: { id: 'marker-client' } }));
    const content = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(content.join('')).not.toMatch(/marker|acme/);
  });
});

describe('a damaged profile', () => {
  it('is kept and reported, and the others are listed', async () => {
    const folder = createTemporaryFolder();
    const writer = await openTestStorage({ folder });
    const good = buildStoredProfile('good');
    writer.profiles.save(good);
    writer.profiles.save(buildStoredProfile('bad'));
    writer.close();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec("UPDATE profiles SET sealed = x'01ff' WHERE id = 'bad'");
    const log: string[] = [];
    const { profiles, facts } = await openTestStorage({ folder, log: (message) => log.push(message) });
    expect(profiles.list()).toEqual([good]);
    expect(() => profiles.get('bad')).toThrow(expect.objectContaining({ code: 'storage-corrupt' }));
    expect(facts).toMatchObject({ persistent: true, note: expect.stringContaining('saved profile bad') });
    expect(log.join()).toContain('saved profile bad cannot be read');
    expect(raw.prepare('SELECT count(*) AS total FROM profiles').get()).toMatchObject({ total: 2 });
    raw.close();
    expect(profiles.delete('bad')).toBe(true);
  });
});
