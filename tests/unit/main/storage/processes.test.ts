import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { isProcessAlive } from '../../../../src/main/storage/process-identity';
import { startChild, waitForChild } from '../../../support/run-child';
import { createTemporaryFolder, openTestStorage } from '../../../support/storage-builder';

const APPEND_EVENTS = new URL('append-events.ts', import.meta.url);
const ADD_RECORDING = new URL('add-recording.ts', import.meta.url);
const STARTED_AT = 1_768_469_400_000;

/** Kills the writer once it has acknowledged this many events; answers how many it acknowledged in all. */
async function killAfter(acknowledged: number, folder: string, sessionId: string): Promise<number> {
  const child = startChild(APPEND_EVENTS, folder, sessionId, '1000000');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > acknowledged) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1));
}

describe('a process killed while it records', () => {
  it('loses no acknowledged event, and its session is interrupted, six times over', async () => {
    const folder = createTemporaryFolder();
    for (const acknowledged of [1, 2, 7, 20, 60, 150]) {
      const sessionId = `killed-after-${acknowledged}`;
      const last = await killAfter(acknowledged, folder, sessionId);
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      const { sessions, facts, close } = await openTestStorage({ folder, isProcessAlive });
      expect(facts).toMatchObject({ persistent: true, note: null });
      const events = sessions.read(sessionId, 0);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.length).toBeGreaterThanOrEqual(last);
      expect(sessions.get(sessionId)).toMatchObject({
        outcome: 'interrupted',
        endedAt: STARTED_AT + events.length,
        eventCount: events.length,
      });
      close();
    }
  }, 60_000);
});

describe('a process killed while it takes in a recording', () => {
  it('leaves nothing of it, and the next one can take it in', async () => {
    const folder = createTemporaryFolder();
    await openTestStorage({ folder }).then(({ close }) => close());
    const child = startChild(ADD_RECORDING, folder, 'taken-in', '200000');
    const closed = once(child, 'close');
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const log = join(folder, 'grantscope.db-wal');
    // More than SQLite keeps in memory of a transaction: what it writes early must not count.
    await vi.waitFor(
      () => expect(statSync(log, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(20e6),
      { timeout: 50_000, interval: 1 },
    );
    child.kill('SIGKILL');
    await closed;
    expect(output).toBe('');
    const { sessions, close } = await openTestStorage({ folder, isProcessAlive });
    expect(sessions.list()).toEqual([]);
    expect(sessions.read('taken-in', 0)).toEqual([]);
    close();
    const again = await waitForChild(startChild(ADD_RECORDING, folder, 'taken-in', '100'));
    expect(again).toEqual({ output: 'added\n', code: 0 });
    const { sessions: reopened } = await openTestStorage({ folder });
    expect(reopened.list()).toMatchObject([{ id: 'taken-in', outcome: 'failed', eventCount: 100 }]);
    expect(reopened.read('taken-in', 0)).toHaveLength(100);
  }, 90_000);
});

describe('several processes at once', () => {
  it('all create the database, record, and end without getting in each other’s way', async () => {
    const folder = createTemporaryFolder();
    const names = ['one', 'two', 'three', 'four'];
    const children = names.map((name) => waitForChild(startChild(APPEND_EVENTS, folder, name, '40')));
    for (const { code, output } of await Promise.all(children)) {
      expect(code).toBe(0);
      expect(output.trim().split('\n')).toHaveLength(40);
    }
    const { sessions } = await openTestStorage({ folder });
    expect(sessions.list().map(({ id, outcome, eventCount }) => ({ id, outcome, eventCount }))).toEqual(
      expect.arrayContaining(names.map((id) => ({ id, outcome: 'succeeded', eventCount: 40 }))),
    );
    expect(sessions.list()).toHaveLength(names.length);
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    expect(raw.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    raw.close();
  }, 60_000);

  it('see a session of a living process as running', async () => {
    const folder = createTemporaryFolder();
    const child = startChild(APPEND_EVENTS, folder, 'living', '1000000');
    await once(child.stdout, 'data');
    child.stdout.resume();
    const { sessions } = await openTestStorage({ folder, isProcessAlive });
    expect(sessions.get('living')?.outcome).toBe('running');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(sessions.get('living')?.outcome).toBe('interrupted');
  }, 30_000);
});
