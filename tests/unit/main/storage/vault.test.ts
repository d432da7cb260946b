import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporaryFolder, openTestStorage } from '../../../support/storage-builder';

describe('the vault', () => {
  it('gives back any value under any name', async () => {
    const { vault } = await openTestStorage();
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (name, first, second) => {
        vault.put(name, first);
        vault.put(name, second);
        expect(vault.get(name)).toBe(second);
        vault.delete(name);
        expect(vault.get(name)).toBeNull();
      }),
    );
  });

  it('keeps values over a restart and never in plain', async () => {
    const folder = createTemporaryFolder();
    const writer = await openTestStorage({ folder });
    writer.vault.put('acme', 'marker-secret');
    const content = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(content.join('')).not.toContain('marker-secret');
    writer.close();
    const reader = await openTestStorage({ folder });
    expect(reader.vault.get('acme')).toBe('marker-secret');
  });
});
