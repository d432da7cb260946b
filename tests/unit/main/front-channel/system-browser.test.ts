import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSystemBrowser } from '../../../../src/main/front-channel/system-browser';
import { createScriptFolder, type ScriptFolder } from '../../../support/script-folder';

let scripts: ScriptFolder;
beforeEach(() => {
  scripts = createScriptFolder();
});
afterEach(() => scripts.remove());

const find = (environment: Record<string, string>, settleMs?: number) =>
  findSystemBrowser({
    platform: 'linux',
    environment: { PATH: scripts.path, ...environment },
    ...(settleMs === undefined ? {} : { settleMs }),
  });

const DISPLAY = { DISPLAY: ':0' };

describe('the system browser', () => {
  it('exists where there is a display of either kind and something that opens a URL', () => {
    scripts.add('xdg-open');
    expect(find(DISPLAY)).not.toBeNull();
    expect(find({ WAYLAND_DISPLAY: 'wayland-0' })).not.toBeNull();
  });

  it('does not exist without a display', () => {
    scripts.add('xdg-open');
    expect([find({}), find({ DISPLAY: '' })]).toEqual([null, null]);
  });

  it('does not exist where nothing opens a URL', () => {
    expect(find(DISPLAY)).toBeNull();
    expect(find({ ...DISPLAY, PATH: join(scripts.path, 'missing') })).toBeNull();
    expect(find({ ...DISPLAY, PATH: '' })).toBeNull();
  });

  it('exists on macOS and Windows, which always have one', () => {
    for (const platform of ['darwin', 'win32'] as const)
      expect(findSystemBrowser({ platform, environment: {} })).not.toBeNull();
  });

  it('is handed the URL as one argument that no shell reads', async () => {
    scripts.add('xdg-open');
    const url = 'http://127.0.0.1:1/?a=$(touch%20x)&b=`c`;d|e#code=f';
    await find(DISPLAY)?.(url);
    expect(scripts.calls()).toEqual([[new URL(url).href]]);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'com.acme.app:/callback',
    '--help',
    '/relative',
    '',
  ])('is never handed "%s"', async (url) => {
    scripts.add('xdg-open');
    await expect(find(DISPLAY)?.(url)).rejects.toThrow('http');
    expect(scripts.calls()).toEqual([]);
  });

  it('could not be opened where the launcher says so', async () => {
    scripts.add('xdg-open', 'process.exit(3)');
    await expect(find(DISPLAY)?.('https://id.acme.example')).rejects.toThrow('could not be opened');
  });

  it('could not be opened where the launcher does not start', async () => {
    const open = findSystemBrowser({ platform: 'win32', environment: { SystemRoot: scripts.path } });
    await expect(open?.('https://id.acme.example')).rejects.toThrow('could not be opened');
  });

  it('is open where its launcher stays in the foreground', async () => {
    scripts.add('xdg-open', 'setTimeout(() => {}, 1000)');
    await expect(find(DISPLAY, 20)?.('https://id.acme.example')).resolves.toBeUndefined();
  });
});
