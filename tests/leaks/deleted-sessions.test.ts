import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { createRandom } from '../support/planted/plant-value';
import { buildTrace } from '../support/session-builder';
import { buildSummary, createTemporaryFolder, NOW, openTestStorage } from '../support/storage-builder';
import { createTestHost } from '../support/test-host';

const FILES = ['grantscope.db', 'grantscope.db-wal', 'grantscope.db-shm'] as const;

/** What is looked for of a session: words that no other has, wherever a session leaves some in plain, and sealed bytes. */
interface Marked {
  id: string;
  words: string[];
  sealed: Buffer[];
}

const random = createRandom(17);
const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));

/** Eight syllables: nothing that looks like a secret. */
function makeWord(): string {
  return Array.from({ length: 8 }, () => pick('bdfgklmnprstvz') + pick('aeiou')).join('');
}

async function openMarked(count: number) {
  const folder = createTemporaryFolder();
  const storage = await openTestStorage({ folder, now: Date.now });
  const host = await createTestHost({ sessions: storage.sessions });
  const marked = Array.from({ length: count }, () => addMarked(storage.sessions, folder));
  const kept = addMarked(storage.sessions, folder);
  return { folder, host, marked, kept };
}

function addMarked(
  sessions: Awaited<ReturnType<typeof openTestStorage>>['sessions'],
  folder: string,
): Marked {
  const [id, name, note, tag, host, error] = Array.from({ length: 6 }, makeWord) as [string, ...string[]];
  const events = buildTrace({
    failAt: 'token',
    error: { oauth: { error: 'invalid_grant', errorDescription: `The ${error} was used`, errorUri: null } },
  });
  sessions.create(buildSummary({ id, profileName: `Acme ${name}`, issuer: `https://${host}.example` }));
  for (const event of events) sessions.append(id, event);
  sessions.end(id, 'failed', NOW + 9);
  sessions.update(id, { note: `Seen ${note}`, tags: [`tag ${tag}`] });
  const raw = new DatabaseSync(join(folder, FILES[0]));
  const rows = raw
    .prepare(
      'SELECT sealed FROM events WHERE session_id = ? UNION ALL SELECT sealed FROM sessions WHERE id = ?',
    )
    .all(id, id);
  raw.close();
  // The nonce and the tag of a sealed value: 28 bytes that stand nowhere else.
  const sealed = rows.map((row) => Buffer.from(row['sealed'] as Uint8Array).subarray(9, 37));
  // The index of words keeps what a word shares with its neighbour once, so the ends are looked for.
  return { id, words: [id, name, note, tag, host, error].map((word) => String(word).slice(-10)), sealed };
}

/** `file: what` for each thing that is left of the sessions. */
function findLeft(folder: string, sessions: readonly Marked[]): string[] {
  return FILES.flatMap((file) => {
    const path = join(folder, file);
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    return sessions.flatMap(({ words, sealed }) => [
      ...words.filter((word) => content.includes(word)).map((word) => `${file}: ${word}`),
      ...sealed.filter((bytes) => content.includes(bytes)).map(() => `${file}: sealed`),
    ]);
  });
}

/** All of it is on disk before, or nothing would be shown by its absence. */
function expectAllThere(folder: string, sessions: readonly Marked[]): void {
  const left = findLeft(folder, sessions);
  for (const { words } of sessions) {
    expect(words.filter((word) => !left.some((each) => each.endsWith(word)))).toEqual([]);
  }
  expect(left.filter((each) => each.endsWith('sealed')).length).toBeGreaterThan(sessions.length);
}

// A few are overwritten one by one; for many the words are written anew.
test.each([
  ['one', 1],
  ['a few', 8],
  ['many', 24],
])(
  'nothing is left of %s in the database, its log or its index, at once and when no undo is possible',
  async (_, count) => {
    const { folder, host, marked, kept } = await openMarked(count);
    expectAllThere(folder, [...marked, kept]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const ids = marked.map(({ id }) => id);
      const { undoId } =
        count === 1
          ? await host.expectOk('deleteSession', { sessionId: ids[0] ?? '' })
          : await host.expectOk('deleteSessions', { ids });
      expect(findLeft(folder, marked)).toEqual([]);
      expectAllThere(folder, [kept]);
      vi.advanceTimersByTime(600_001);
      expect(await host.call('undoDelete', { undoId: undoId ?? '' })).toMatchObject({ ok: false });
      expect(findLeft(folder, marked)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  },
);

test('nothing is left of what was taken back and deleted again', async () => {
  const { folder, host, marked, kept } = await openMarked(23);
  const ids = marked.map(({ id }) => id);
  const { undoId } = await host.expectOk('deleteSessions', { ids });
  await host.expectOk('undoDelete', { undoId: undoId ?? '' });
  await vi.waitFor(async () => expect((await host.expectOk('describeLibrary', {})).waiting).toBe(0), 20_000);
  const back = marked.map(({ id, words }) => ({ id, words, sealed: [] }));
  const left = findLeft(folder, back);
  for (const { words } of back)
    expect(words.filter((word) => !left.some((each) => each.endsWith(word)))).toEqual([]);
  const [first = '', ...rest] = ids;
  await host.expectOk('deleteSession', { sessionId: first });
  await host.expectOk('deleteSessions', { ids: rest });
  expect(findLeft(folder, marked)).toEqual([]);
  expectAllThere(folder, [kept]);
  expect(await host.expectOk('listSessions', { text: 'acme' })).toHaveLength(1);
});
