import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShellEvent } from '@shared/contract/shell-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followHost } from '../../../../src/main/electron/follow-host';
import { findRecordings, openRecording } from '../../../../src/main/electron/open-recording';
import { readRecording } from '../../../../src/main/import/read-recording';
import { createTestHost, type TestHost } from '../../../support/test-host';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grantscope-desktop-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what of the window is native', () => {
  it('follows the theme, and shows the profile that ran last first', async () => {
    const test = await createTestHost();
    const showTheme = vi.fn();
    const showRecentProfiles = vi.fn<(profiles: { id: string; name: string }[]) => void>();
    const stop = followHost(test.served, { showTheme, showRecentProfiles });
    await vi.waitFor(() => expect(showTheme).toHaveBeenLastCalledWith('system'));
    await vi.waitFor(() => expect(showRecentProfiles).toHaveBeenCalled());

    await test.expectOk('changePreferences', { theme: 'dark' });
    expect(showTheme).toHaveBeenLastCalledWith('dark');

    const practice = test.services.practice.profiles();
    const last = practice.find(({ profile }) => profile.flow === 'client-credentials');
    if (!last) throw new Error('There is no such practice profile.');
    await test.run({ profileId: last.id });
    await vi.waitFor(() => expect(showRecentProfiles.mock.lastCall?.[0][0]?.id).toBe(last.id));
    expect(showRecentProfiles.mock.lastCall?.[0].length).toBeLessThanOrEqual(8);
    stop();
    await test.expectOk('changePreferences', { theme: 'light' });
    expect(showTheme).toHaveBeenLastCalledWith('dark');
  });
});

describe('a recording that the desktop opens', () => {
  const open = async (test: TestHost, path: string) => {
    const sent: ShellEvent[] = [];
    const refused: string[] = [];
    await openRecording(path, {
      host: test.served,
      readRecording,
      send: (event) => sent.push(event),
      refuse: (reason) => refused.push(reason),
    });
    return { sent, refused };
  };

  it('is imported and shown', async () => {
    const test = await createTestHost();
    const path = join(folder, 'error.json');
    writeFileSync(path, '{"error":"invalid_grant","error_description":"Code expired"}');
    const { sent, refused } = await open(test, path);
    expect(refused).toEqual([]);
    const [session] = await test.expectOk('listSessions', {});
    expect(sent).toEqual([{ type: 'show-session', sessionId: session?.id }]);
  });

  it('is refused in a sentence where it cannot be read, and nothing is stored', async () => {
    const test = await createTestHost();
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"error":');
    const missing = join(folder, 'missing.har');
    // More often than imports may be under way at once.
    for (const path of [broken, missing, folder, missing, missing, missing, missing]) {
      const { sent, refused } = await open(test, path);
      expect(sent).toEqual([]);
      expect(refused).toEqual([expect.stringMatching(/\.$/)]);
    }
    expect(await test.expectOk('listSessions', {})).toEqual([]);
  });

  it('is found among the arguments of a start', () => {
    expect(findRecordings(['electron', '--flag', '/tmp/Login.HAR', 'a.json', 'notes.txt'])).toEqual([
      '/tmp/Login.HAR',
      'a.json',
    ]);
    expect(findRecordings(['/opt/app.har'])).toEqual([]);
  });
});
