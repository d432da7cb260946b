import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { writeWhole } from '../../../../src/main/cli/write-whole';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grantscope-whole-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

it('writes a file and leaves nothing beside it', async () => {
  const path = join(folder, 'report.md');
  await writeWhole(path, 'one');
  await writeWhole(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['report.md']);
});

it('leaves nothing behind where it fails, and what was there as it was', async () => {
  writeFileSync(join(folder, 'file'), 'kept');
  await expect(writeWhole(join(folder, 'file', 'report.md'), 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(writeWhole(join(folder, 'none', 'report.md'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(readdirSync(folder)).toEqual(['file']);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
});

it.skipIf(process.platform === 'win32')(
  'keeps a link, the rights of a file, and what is no file',
  async () => {
    const path = join(folder, 'private.md');
    writeFileSync(path, 'old', { mode: 0o600 });
    symlinkSync(path, join(folder, 'link.md'));
    await writeWhole(join(folder, 'link.md'), 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['link.md', 'private.md']);
    await writeWhole('/dev/null', 'x');
    expect(statSync('/dev/null').isFile()).toBe(false);
  },
);
