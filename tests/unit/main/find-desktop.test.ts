import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DesktopSurroundings, findDesktop, runDesktop } from '../../../src/main/find-desktop';
import { createScriptFolder, type ScriptFolder } from '../../support/script-folder';

let scripts: ScriptFolder;
beforeEach(() => {
  scripts = createScriptFolder();
});
afterEach(() => scripts.remove());

/** Surroundings in which a window can open, but for what a test takes away. */
function buildSurroundings(overrides: Partial<DesktopSurroundings> = {}): DesktopSurroundings {
  const electronFolder = join(scripts.path, 'electron');
  mkdirSync(join(electronFolder, 'dist'), { recursive: true });
  writeFileSync(join(electronFolder, 'path.txt'), 'electron');
  writeFileSync(join(electronFolder, 'dist', 'electron'), '');
  return { platform: 'linux', environment: { DISPLAY: ':0' }, userId: 1000, electronFolder, ...overrides };
}

const expectMissing = (surroundings: DesktopSurroundings, reason: string) =>
  expect(findDesktop(surroundings)).toEqual({ available: false, reason: expect.stringContaining(reason) });

describe('the desktop', () => {
  it('is available where the binary and a display are there', () => {
    const surroundings = buildSurroundings();
    const electronPath = join(scripts.path, 'electron', 'dist', 'electron');
    expect(findDesktop(surroundings)).toEqual({ available: true, electronPath });
    const environment = { WAYLAND_DISPLAY: 'wayland-0' };
    expect(findDesktop({ ...surroundings, environment })).toEqual({ available: true, electronPath });
  });

  it('lacks Electron where the package is not installed', () => {
    expectMissing(buildSurroundings({ electronFolder: null }), 'Electron is not installed');
  });

  it('lacks the binary where the package never fetched it', () => {
    const electronFolder = join(scripts.path, 'empty');
    mkdirSync(electronFolder);
    expectMissing(buildSurroundings({ electronFolder }), 'binary is missing');
  });

  it('lacks a display on Linux only', () => {
    expectMissing(buildSurroundings({ environment: {} }), 'no display');
    const elsewhere = buildSurroundings({ environment: {}, platform: 'darwin' });
    expect(findDesktop(elsewhere)).toMatchObject({ available: true });
  });

  it('is not opened for root, whom Electron gives no sandbox', () => {
    expectMissing(buildSurroundings({ userId: 0 }), 'root');
  });

  it('is found where ELECTRON_OVERRIDE_DIST_PATH points', () => {
    const binary = scripts.add('electron-elsewhere');
    const surroundings = buildSurroundings();
    writeFileSync(join(scripts.path, 'electron', 'path.txt'), 'electron-elsewhere');
    const environment = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: scripts.path };
    expect(findDesktop({ ...surroundings, environment })).toEqual({ available: true, electronPath: binary });
  });
});

describe('running the desktop', () => {
  it('passes the folder of the app and answers the exit code', async () => {
    const binary = scripts.add('electron-binary', 'process.exit(7)');
    expect(await runDesktop(binary, '/app', {})).toBe(7);
    expect(scripts.calls()).toEqual([['/app']]);
  });

  it('does not pass on what would make Electron a plain Node', async () => {
    const binary = scripts.add('electron-binary', 'process.exit(process.env.ELECTRON_RUN_AS_NODE ? 1 : 0)');
    expect(await runDesktop(binary, '/app', { ELECTRON_RUN_AS_NODE: '1' })).toBe(0);
  });

  it('rejects where the binary does not start', async () => {
    await expect(runDesktop(join(scripts.path, 'missing'), '/app', {})).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
