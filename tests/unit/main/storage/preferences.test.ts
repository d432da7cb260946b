import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Preferences } from '@shared/model/preferences';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPreferenceStore } from '../../../../src/main/storage/preferences';

const CHOSEN: Preferences = {
  theme: 'dark',
  isLearning: true,
  isTourShown: true,
  timelineLook: 'waterfall',
};

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grantscope-preferences-'));
  path = join(folder, 'preferences.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the preferences', () => {
  it('are the defaults until something was chosen, and then what was chosen', () => {
    expect(createPreferenceStore(path).read()).toEqual({
      theme: 'system',
      isLearning: false,
      isTourShown: true,
      timelineLook: 'steps',
    });
    createPreferenceStore(path).save(CHOSEN);
    expect(createPreferenceStore(path).read()).toEqual(CHOSEN);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('survive a damaged file member by member', () => {
    writeFileSync(path, '{"theme":"purple","isLearning":true,"timelineLook":"circles","later":1}');
    expect(createPreferenceStore(path).read()).toEqual({
      theme: 'system',
      isLearning: true,
      isTourShown: true,
      timelineLook: 'steps',
    });
    for (const text of ['', '{"theme":', '[]', 'null', '\u0000']) {
      writeFileSync(path, text);
      expect(createPreferenceStore(path).read()).toEqual({
        theme: 'system',
        isLearning: false,
        isTourShown: true,
        timelineLook: 'steps',
      });
    }
  });

  it('say so where they cannot be kept, and stay as they were', () => {
    writeFileSync(path, '{"theme":"light"}');
    const store = createPreferenceStore(path);
    mkdirSync(`${path}.new`);
    expect(() => store.save(CHOSEN)).toThrow(/Saving the preferences/);
    expect(store.read().theme).toBe('light');
    expect(readFileSync(path, 'utf8')).toBe('{"theme":"light"}');
  });

  it('live in memory where nothing is kept', () => {
    const store = createPreferenceStore(null);
    store.save(CHOSEN);
    expect(store.read().theme).toBe('dark');
    expect(createPreferenceStore(null).read().theme).toBe('system');
  });
});
