import { statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureDataFolder, findDataFolder } from '../../../../src/main/storage/data-folder';
import { createTemporaryFolder } from '../../../support/storage-builder';

const find = (platform: NodeJS.Platform, environment: Record<string, string>): string =>
  findDataFolder({ platform, environment, homeDirectory: '/home/alice' });

describe('the data folder', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/alice/.local/share/grantscope'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/grantscope'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/alice/.local/share/grantscope'],
    ['linux', { XDG_DATA_HOME: '/data', GRANTSCOPE_HOME: '/mine' }, '/mine'],
    ['linux', { GRANTSCOPE_HOME: '' }, '/home/alice/.local/share/grantscope'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/alice/Library/Application Support/Grantscope'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Grantscope'],
    ['win32', {}, '/home/alice/AppData/Roaming/Grantscope'],
  ])('on %s with %j is %s', (platform, environment, expected) => {
    expect(find(platform, environment)).toBe(join(expected));
  });

  it('is absolute where GRANTSCOPE_HOME is not', () => {
    expect(find('linux', { GRANTSCOPE_HOME: 'mine' })).toBe(resolve('mine'));
  });

  it('is created for its owner only', () => {
    const folder = join(createTemporaryFolder(), 'a', 'b');
    ensureDataFolder(folder);
    ensureDataFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is refused with the reason where a file is in its place or above it', () => {
    const file = join(createTemporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const folder of [file, join(file, 'below')]) {
      expect(() => ensureDataFolder(folder)).toThrow(
        expect.objectContaining({
          code: 'storage-unavailable',
          message: expect.stringContaining('a file is in its place'),
        }),
      );
    }
  });
});
