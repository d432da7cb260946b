import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isReachable, keepWindowState, readWindowState } from '../../../../src/main/electron/window-state';

const folder = mkdtempSync(join(tmpdir(), 'grantscope-window-'));
const path = join(folder, 'window-state.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bounds = { x: 10, y: 20, width: 900, height: 600 };

describe('the state of the window', () => {
  it('is read as it was kept', () => {
    keepWindowState(path, { getNormalBounds: () => bounds, isMaximized: () => true });
    expect(readWindowState(path)).toEqual({ bounds, isMaximized: true });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"bounds":{}}',
    '{"bounds":{"x":0,"y":0,"width":1,"height":1},"isMaximized":false}',
    '{"bounds":{"x":"0","y":0,"width":900,"height":600},"isMaximized":false}',
  ])('is forgotten where the file holds %j', (text) => {
    writeFileSync(path, text);
    expect(readWindowState(path)).toBeNull();
  });

  it('is forgotten where there is no file, and lost where none can be written', () => {
    const nowhere = join(folder, 'missing', 'window-state.json');
    keepWindowState(nowhere, { getNormalBounds: () => bounds, isMaximized: () => false });
    expect(readWindowState(nowhere)).toBeNull();
  });
});

describe('a window', () => {
  const area = { x: 0, y: 0, width: 1000, height: 800 };
  it.each([
    ['inside', bounds, true],
    ['half off to the left', { ...bounds, x: -400 }, true],
    ['half off to the right', { ...bounds, x: 500 }, true],
    ['with its title bar above the screen', { ...bounds, y: -30 }, false],
    ['below the screen', { ...bounds, y: 790 }, false],
    ['left of the screen', { ...bounds, x: -880 }, false],
    ['right of the screen', { ...bounds, x: 980 }, false],
  ])('%s is reachable: %#', (_where, position, expected) => {
    expect(isReachable(position, [area])).toBe(expected);
  });

  it('is reachable on any display, and on none where there is none', () => {
    expect(isReachable({ ...bounds, x: 1200 }, [area, { ...area, x: 1000 }])).toBe(true);
    expect(isReachable(bounds, [])).toBe(false);
  });
});
