import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCapture } from '../../../../../src/main/front-channel/capture/find-capture';
import { findChromium } from '../../../../../src/main/front-channel/capture/find-chromium';

const only =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

describe('the installed browser', () => {
  it('is the one that GRANTSCOPE_CHROMIUM names, before any other', () => {
    const environment = { GRANTSCOPE_CHROMIUM: '/opt/mine', PATH: '/usr/bin' };
    expect(findChromium({ environment, exists: only('/opt/mine', '/usr/bin/chromium') })).toEqual({
      executablePath: '/opt/mine',
      source: 'GRANTSCOPE_CHROMIUM',
    });
  });

  it('is not replaced by another one where the named one is missing', () => {
    const environment = { GRANTSCOPE_CHROMIUM: '/opt/mine', PATH: '/usr/bin' };
    expect(() => findChromium({ environment, exists: only('/usr/bin/chromium') })).toThrow('/opt/mine');
  });

  it.each([
    [
      { PATH: ['/usr/local/bin', '/usr/bin'].join(process.platform === 'win32' ? ';' : ':') },
      '/usr/bin/google-chrome',
    ],
    [{}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    [{ PROGRAMFILES: '/programs' }, join('/programs', 'Google', 'Chrome', 'Application', 'chrome.exe')],
  ])('is found where %j leads to', (environment, executablePath) => {
    expect(findChromium({ environment, exists: only(join(executablePath)) })).toEqual({
      executablePath: join(executablePath),
      source: 'system',
    });
  });
});

describe('the capture window of a host without Electron', () => {
  const find = (environment: Record<string, string>, exists = only('/usr/bin/chromium')) =>
    findCapture({
      environment: { PATH: '/usr/bin', ...environment },
      exists,
      platform: 'linux',
      userId: 1000,
    });

  it('is there where a browser can be shown', () => {
    expect(find({ DISPLAY: ':0' })).toMatchObject({ reason: null, launch: expect.any(Function) });
    expect(find({ WAYLAND_DISPLAY: 'wayland-0' }).reason).toBeNull();
  });

  it('is missing without a browser, and says what to do', () => {
    expect(find({ DISPLAY: ':0' }, only())).toMatchObject({
      launch: null,
      reason: expect.stringContaining('Install one'),
    });
    const named = find({ DISPLAY: ':0', GRANTSCOPE_CHROMIUM: '/gone' });
    expect(named).toMatchObject({ launch: null, reason: expect.stringContaining('/gone') });
  });

  it('is missing without a display, unless it may run unseen', () => {
    expect(find({})).toMatchObject({ launch: null, reason: expect.stringContaining('no display') });
    expect(find({ GRANTSCOPE_CAPTURE_HEADLESS: '1' }).reason).toBeNull();
  });
});
