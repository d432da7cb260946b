import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SessionQuery } from '@shared/library/session-query';
import type { TraceEvent } from '@shared/model/trace-event';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hashCatalog } from '../../../../src/main/storage/catalog-version';
import { createCipher } from '../../../../src/main/storage/cipher';
import { openDatabase } from '../../../../src/main/storage/database';
import { listStale } from '../../../../src/main/storage/library';
import { createLibraryWriter } from '../../../../src/main/storage/library-writer';
import { type ListTerms, toMatch } from '../../../../src/main/storage/match-words';
import { INITIAL_SCHEMA } from '../../../../src/main/storage/migrations/0001-initial-schema';
import type { Storage } from '../../../../src/main/storage/open-storage';
import { measureCpuMs } from '../../../support/cpu-time';
import { fillLibrary, listLibraryQueries, takeQuantile } from '../../../support/library-builder';
import { buildPlantedSession } from '../../../support/planted-session';
import { buildTrace, type TraceOptions } from '../../../support/session-builder';
import {
  buildSummary,
  createTemporaryFolder,
  NOW,
  openTestStorage,
  TEST_KEY,
} from '../../../support/storage-builder';

type Sessions = Storage['sessions'];

interface Recorded {
  id: string;
  startedAt?: number;
  outcome?: 'succeeded' | 'failed';
  profileName?: string;
  events?: readonly TraceEvent[];
  trace?: TraceOptions;
}

/** Records a whole session, a failed token request unless told. */
function record(sessions: Sessions, recorded: Recorded): void {
  const { id, startedAt = NOW, outcome = 'failed', profileName = 'Acme staging' } = recorded;
  const failure: TraceOptions = {
    failAt: 'token',
    error: { oauth: { error: 'invalid_grant', errorDescription: 'Code was used before', errorUri: null } },
  };
  const events = recorded.events ?? buildTrace(recorded.trace ?? (outcome === 'failed' ? failure : {}));
  sessions.create(buildSummary({ id, startedAt, profileName }));
  for (const event of events) sessions.append(id, event);
  sessions.end(id, outcome, startedAt + 5);
}

const listIds = (sessions: Sessions, query: Parameters<Sessions['list']>[0] = {}) =>
  sessions.list(query).map(({ id }) => id);

function readFolder(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

describe('the library', () => {
  it('finds an ended session by the words of its recording, their beginnings, and several at once', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'failed' });
    record(sessions, { id: 'sound', outcome: 'succeeded', profileName: 'Zoë' });
    expect(listIds(sessions, { text: 'invalid_grant' })).toEqual(['failed']);
    expect(listIds(sessions, { text: 'USED before' })).toEqual(['failed']);
    expect(listIds(sessions, { text: 'used succeeded' })).toEqual([]);
    expect(listIds(sessions, { text: 'zoe' })).toEqual(['sound']);
    expect(new Set(listIds(sessions, { text: 'id.acme.exam' }))).toEqual(new Set(['failed', 'sound']));
    expect(listIds(sessions, { text: ' ' })).toHaveLength(2);
  });

  it('narrows down by outcome, flow, provider, finding, tag and time', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'old', startedAt: NOW - 1_000 });
    record(sessions, { id: 'new', outcome: 'succeeded' });
    sessions.update('old', { tags: ['Release 7'] });
    const { finding = '', provider = '' } = sessions.get('old') ?? {};
    expect(provider).toBe('id.acme.example');
    expect(finding).not.toBe('');
    expect(listIds(sessions, { outcome: 'failed' })).toEqual(['old']);
    expect(listIds(sessions, { flow: 'authorization-code' })).toEqual(['new', 'old']);
    expect(listIds(sessions, { flow: 'device-code' })).toEqual([]);
    expect(listIds(sessions, { provider })).toEqual(['new', 'old']);
    expect(listIds(sessions, { finding })).toEqual(['old']);
    expect(listIds(sessions, { tag: 'release 7' })).toEqual(['old']);
    expect(listIds(sessions, { since: NOW })).toEqual(['new']);
    expect(listIds(sessions, { until: NOW })).toEqual(['old']);
    expect(listIds(sessions, { text: 'acme', outcome: 'succeeded', since: NOW })).toEqual(['new']);
  });

  it('says what there is to filter by and how much is left', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'failed' });
    record(sessions, { id: 'sound', outcome: 'succeeded' });
    sessions.update('failed', { tags: ['Acme'] });
    expect(sessions.describe({ text: 'invalid_grant' })).toMatchObject({
      total: 2,
      matching: 1,
      waiting: 0,
      flows: [{ value: 'authorization-code', count: 2 }],
      providers: [{ value: 'id.acme.example', count: 2 }],
      tags: [{ value: 'acme', count: 1 }],
    });
    expect(sessions.describe({}).matching).toBe(2);
    expect(sessions.describe({ outcome: 'failed' }).matching).toBe(1);
    expect(sessions.describe({ text: '?!' }).matching).toBe(0);
  });

  it('shows pages, pinned sessions first', async () => {
    const { sessions } = await openTestStorage();
    for (const number of [1, 2, 3, 4]) record(sessions, { id: `s${number}`, startedAt: NOW + number });
    sessions.update('s2', { pinned: true });
    expect(listIds(sessions)).toEqual(['s2', 's4', 's3', 's1']);
    expect(listIds(sessions, { text: 'invalid_grant' })).toEqual(['s2', 's4', 's3', 's1']);
    expect(listIds(sessions, { offset: 1, limit: 2 })).toEqual(['s4', 's3']);
    expect(sessions.get('s2')?.pinned).toBe(true);
    sessions.update('s2', { pinned: false });
    expect(listIds(sessions)).toEqual(['s4', 's3', 's2', 's1']);
  });

  it('keeps note and tags sealed, and finds the session by them', async () => {
    const folder = createTemporaryFolder();
    const { sessions } = await openTestStorage({ folder });
    record(sessions, { id: 'failed' });
    expect(sessions.update('failed', { note: 'Ask zoe@acme.example about quux', tags: ['Acme'] })).toBe(true);
    expect(sessions.get('failed')).toMatchObject({
      note: 'Ask zoe@acme.example about quux',
      tags: ['Acme'],
    });
    expect(listIds(sessions, { text: 'quux' })).toEqual(['failed']);
    expect(readFolder(folder)).not.toMatch(/zoe@acme/);
    sessions.update('failed', { note: '' });
    expect(sessions.get('failed')).not.toHaveProperty('note');
    expect(listIds(sessions, { text: 'quux' })).toEqual([]);
    expect(readFolder(folder)).not.toContain('quux');
    expect(sessions.update('none', { note: 'x' })).toBe(false);
  });

  it('has words that follow a session which went on', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'sound', outcome: 'succeeded' });
    const { length } = sessions.read('sound', 0);
    sessions.resume('sound');
    sessions.append('sound', {
      type: 'step-started',
      seq: length + 1,
      time: NOW,
      stepId: 'x',
      name: 'plugh',
      title: 'A later step',
      actor: 'client',
    });
    sessions.end('sound', 'succeeded', NOW + 9);
    expect(listIds(sessions, { text: 'plugh' })).toEqual(['sound']);
  });
});

describe('a list for others to read', () => {
  const SECRET = 'plumtree harbour';
  const names = { note: `it said ${SECRET}`, tags: [`#${SECRET}`] };
  const seen = (seq: number): TraceEvent => ({
    type: 'artifact',
    seq,
    time: NOW,
    stepId: 'x',
    name: 'client_secret',
    kind: 'text',
    value: SECRET,
  });

  it('hides what a session saw, wherever its user wrote it, and nothing of the rest', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'seen', events: [...buildTrace(), seen(900)], profileName: `Acme ${SECRET}` });
    record(sessions, { id: 'unseen', profileName: `Acme ${SECRET}`, startedAt: NOW - 1 });
    for (const id of ['seen', 'unseen']) sessions.update(id, names);
    const [first, second] = sessions.list({ redacted: true });
    expect(JSON.stringify(first)).not.toContain(SECRET);
    expect(first?.profileName).toMatch(/^Acme \[redacted:/);
    expect(first?.note).toMatch(/^it said \[redacted:/);
    expect(second).toEqual(sessions.get('unseen'));
    expect(sessions.list()[0]).toMatchObject({ profileName: `Acme ${SECRET}`, ...names });
  });

  it('knows what a session saw after it went on', async () => {
    const { sessions } = await openTestStorage();
    const events = buildTrace();
    record(sessions, { id: 'a', events });
    sessions.update('a', names);
    const read = () => JSON.stringify(sessions.list({ redacted: true }));
    expect(read()).toContain(SECRET);
    sessions.resume('a');
    sessions.append('a', seen(events.length + 1));
    expect(read()).not.toContain(SECRET);
    sessions.end('a', 'failed', NOW);
    expect(read()).not.toContain(SECRET);
  });

  it('shows nothing of the names where the recording cannot be read', async () => {
    const folder = createTemporaryFolder();
    const first = await openTestStorage({ folder });
    record(first.sessions, { id: 'a' });
    first.sessions.update('a', { note: 'Ask Zoe' });
    first.close();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec("UPDATE sessions SET shown = x'00'");
    raw.close();
    const { sessions } = await openTestStorage({ folder });
    expect(sessions.list({ redacted: true })).toMatchObject([
      { id: 'a', profileName: '[hidden]', issuer: '[hidden]', note: '[hidden]' },
    ]);
    expect(sessions.list()).toMatchObject([{ note: 'Ask Zoe' }]);
  });
});

it('counts anew after each write, also after one of another process', async () => {
  const folder = createTemporaryFolder();
  const [here, there] = [
    await openTestStorage({ folder }),
    await openTestStorage({ folder, processId: 'other' }),
  ];
  expect(here.sessions.describe({})).toMatchObject({ total: 0, findings: [] });
  record(there.sessions, { id: 'a' });
  expect(here.sessions.describe({})).toMatchObject({ total: 1, matching: 1, findings: [{ count: 1 }] });
  record(here.sessions, { id: 'b' });
  expect(here.sessions.describe({ outcome: 'succeeded' })).toMatchObject({ total: 2, matching: 0 });
  here.sessions.update('b', { tags: ['acme'] });
  expect(here.sessions.describe({}).tags).toEqual([{ value: 'acme', count: 1 }]);
  expect(there.sessions.describe({}).tags).toEqual([{ value: 'acme', count: 1 }]);
  there.sessions.delete(['a', 'b']);
  expect(here.sessions.describe({})).toMatchObject({ total: 0, tags: [], flows: [] });
});

describe('what stands in the database file in plain', () => {
  it('is none of the secrets of a session, also where a note names them', async () => {
    const folder = createTemporaryFolder();
    const { sessions } = await openTestStorage({ folder });
    for (let seed = 1; seed <= 6; seed += 1) {
      const random = createRandom(seed);
      const { events, plants } = buildPlantedSession(random);
      const id = `planted-${seed}`;
      record(sessions, { id, events });
      sessions.update(id, { note: plants.map(({ whole }) => whole).join(' '), tags: ['kept'] });
      const content = readFolder(folder);
      expect(plants.filter(({ value }) => content.includes(value))).toEqual([]);
    }
  });

  it('is no word of a session after that was deleted, alone or with others', async () => {
    const folder = createTemporaryFolder();
    const { sessions } = await openTestStorage({ folder });
    const words = ['xyzzyname', 'xyzzynote', 'xyzzytag', 'xyzzystep', 'xyzzyid'];
    for (let number = 1; number <= 30; number += 1) {
      const id = `xyzzyid${number}`;
      const step = { stepId: 'x', name: `xyzzystep${number}`, title: 'A step', actor: 'client' } as const;
      record(sessions, {
        id,
        profileName: `xyzzyname${number}`,
        events: [{ type: 'step-started', seq: 1, time: NOW, ...step }],
      });
      sessions.update(id, { note: `xyzzynote${number}`, tags: [`xyzzytag${number}`], pinned: number === 3 });
    }
    record(sessions, { id: 'other' });
    const findWords = () => {
      const content = readFolder(folder);
      return words.filter((word) => content.includes(word));
    };
    expect(findWords()).toEqual(words);
    expect(sessions.delete(['xyzzyid1'])).toBe(1);
    expect(listIds(sessions, { text: 'xyzzyname' })).toHaveLength(29);
    expect(sessions.delete(Array.from({ length: 31 }, (_, index) => `xyzzyid${index}`))).toBe(29);
    expect(findWords()).toEqual([]);
    expect(listIds(sessions)).toEqual(['other']);
    expect(sessions.describe({}).tags).toEqual([]);
  });
});

describe('a session that waits for its words', () => {
  it('is given them at the next start where the process died before', async () => {
    const folder = createTemporaryFolder();
    const first = await openTestStorage({ folder });
    record(first.sessions, { id: 'failed' });
    first.close();
    // What is left of a process that died between the end of a session and its words.
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec('DELETE FROM words; UPDATE library SET has_words = 0, finding = NULL');
    raw.close();
    const { sessions } = await openTestStorage({ folder });
    expect(sessions.describe({}).waiting).toBe(1);
    await vi.waitFor(() => expect(sessions.describe({}).waiting).toBe(0), 5_000);
    expect(listIds(sessions, { text: 'invalid_grant' })).toEqual(['failed']);
    expect(sessions.get('failed')?.finding).toBeDefined();
  });

  it('is found although a search comes first, and counts no more where it cannot be read', async () => {
    const folder = createTemporaryFolder();
    const first = await openTestStorage({ folder });
    for (const number of [1, 2, 3]) record(first.sessions, { id: `s${number}` });
    first.close();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec(
      "DELETE FROM words; UPDATE library SET has_words = 0; UPDATE sessions SET sealed = x'00' WHERE id = 's2'",
    );
    raw.close();
    const log: string[] = [];
    const { sessions } = await openTestStorage({ folder, log: (message) => log.push(message) });
    await vi.waitFor(() =>
      expect(new Set(listIds(sessions, { text: 'invalid_grant' }))).toEqual(new Set(['s1', 's3'])),
    );
    expect(sessions.describe({}).waiting).toBe(0);
    expect(log).toContain('Session s2 cannot be searched: StorageError.');
    expect(listIds(sessions)).toHaveLength(3);
    expect(sessions.delete(['s2'])).toBe(1);
  });

  it('may come from a database of the first version, with sessions of one millisecond', async () => {
    const folder = createTemporaryFolder();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec(`${INITIAL_SCHEMA}; PRAGMA user_version = 1`);
    const cipher = createCipher([TEST_KEY]);
    const facts = JSON.stringify({ profileName: 'Acme staging', issuer: 'https://id.acme.example' });
    const events = buildTrace({ failAt: 'token' });
    for (const [id, startedAt] of [
      ['a', NOW],
      ['b', NOW],
      ['c', NOW - 1],
      ['d', -5],
    ] as const) {
      raw
        .prepare("INSERT INTO sessions VALUES (?, 'authorization-code', 'failed', ?, NULL, 0, NULL, ?)")
        .run(id, startedAt, cipher.seal(['session', id], facts));
      for (const event of events) {
        raw
          .prepare('INSERT INTO events VALUES (?, ?, ?, ?)')
          .run(id, event.seq, event.time, cipher.seal(['event', id, event.seq], JSON.stringify(event)));
      }
    }
    raw.close();
    const { sessions } = await openTestStorage({ folder });
    expect(listIds(sessions)).toEqual(['b', 'a', 'c', 'd']);
    expect(sessions.get('a')).toMatchObject({ profileName: 'Acme staging', eventCount: events.length });
    await vi.waitFor(() => expect(sessions.describe({}).waiting).toBe(0), 5_000);
    expect(listIds(sessions, { text: 'acme staging' })).toEqual(['b', 'a', 'c', 'd']);
    sessions.create(buildSummary({ id: 'e', startedAt: NOW }));
    expect(listIds(sessions)[0]).toBe('e');
  });
});

describe('a session that another catalog diagnosed', () => {
  /** Sessions 1 to 4, of which the even ones are as a process with another catalog left them. */
  async function leaveStale(folder: string) {
    const first = await openTestStorage({ folder });
    for (const number of [1, 2, 3, 4]) {
      record(first.sessions, { id: `s${number}`, startedAt: NOW + number });
    }
    first.sessions.update('s2', { pinned: true, note: 'Ask Zoe' });
    const finding = first.sessions.get('s1')?.finding;
    first.close();
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec("UPDATE library SET finding = 'gone-entry'");
    raw.exec("UPDATE library SET catalog = 'older' WHERE session_id = 's2'");
    raw.exec("UPDATE library SET catalog = NULL WHERE session_id = 's4'");
    raw.close();
    return finding;
  }

  it('is diagnosed again in the background, and no other is', async () => {
    const folder = createTemporaryFolder();
    const finding = await leaveStale(folder);
    const { sessions } = await openTestStorage({ folder });
    await vi.waitFor(() => expect(listIds(sessions, { finding })).toEqual(['s2', 's4']), 5_000);
    expect(listIds(sessions, { finding: 'gone-entry' })).toEqual(['s3', 's1']);
    expect(listIds(sessions, { text: 'zoe' })).toEqual(['s2']);
    expect(sessions.describe({}).findings).toHaveLength(2);
  });

  it('keeps its finding where it cannot be read, and stays searchable', async () => {
    const folder = createTemporaryFolder();
    const finding = await leaveStale(folder);
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec("UPDATE sessions SET sealed = x'00' WHERE id = 's2'");
    raw.close();
    const log: string[] = [];
    const { sessions } = await openTestStorage({ folder, log: (message) => log.push(message) });
    await vi.waitFor(() => expect(listIds(sessions, { finding })).toEqual(['s4']), 5_000);
    expect(log).toContain('Session s2 cannot be diagnosed again: StorageError.');
    expect(log).not.toContain('Session s2 cannot be searched: StorageError.');
    expect(listIds(sessions, { text: 'invalid_grant' })).toHaveLength(4);
    expect(sessions.describe({}).waiting).toBe(0);
  });

  it('is left for the next start where there are too many, the newest first', async () => {
    const folder = createTemporaryFolder();
    await leaveStale(folder);
    const database = openDatabase(join(folder, 'grantscope.db'));
    database.run("UPDATE library SET position = position & ~(1 << 61), catalog = 'older'");
    const log: string[] = [];
    const options = { processId: 'x', isProcessAlive: () => false, log: (line: string) => log.push(line) };
    const writer = createLibraryWriter({ ...options, database, cipher: createCipher([TEST_KEY]) }, 3);
    const listLeft = () => listStale(database, 10, null).map(({ sessionId }) => sessionId);
    expect(listLeft()).toEqual(['s4', 's3', 's2', 's1']);
    await vi.waitFor(() => expect(listLeft()).toEqual(['s1']), 5_000);
    expect(writer.catchUp(1_000)).toBe(false);
    writer.stop();
    expect([log, listLeft()]).toEqual([[], ['s1']]);
    database.close();
  });

  it('is known by what an entry says and by the source of its rules', () => {
    const entry = { id: 'a', pattern: /a/, matches: (text: string) => text === 'a' };
    expect(hashCatalog([{ ...entry }])).toBe(hashCatalog([entry]));
    const others = [
      { ...entry, id: 'b' },
      { ...entry, pattern: /b/ },
      { ...entry, matches: (text: string) => text === 'b' },
    ];
    expect(new Set([entry, ...others].map((each) => hashCatalog([each]))).size).toBe(4);
  });
});

describe('the text of a search', () => {
  it('never fails, whatever is in it', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'failed' });
    const syntax = fc.constantFrom(
      '"',
      '*',
      '^',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'NEAR',
      ':',
      '-',
      '+',
      '{',
      '}',
      '\0',
      ' ',
      'a',
      'note:',
      '\ud800',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(syntax).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (each) => {
        sessions.list({ text: each, limit: 5 });
        sessions.describe({ text: each, tag: each || 'x' });
      }),
      { numRuns: 500 },
    );
  });

  it('finds any word of a session that stands in it, whatever stands around the word', async () => {
    const { sessions } = await openTestStorage();
    record(sessions, { id: 'failed' });
    fc.assert(
      fc.property(fc.stringMatching(/^[ "*^():+-]{0,6}$/), (mark) => {
        expect(listIds(sessions, { text: `${mark} invalid${mark}` })).toEqual(['failed']);
      }),
    );
  });

  it('becomes a query in which nothing is an operator, and each beginning is spelled out', () => {
    const known = ['bee', 'beet', 'or', 'granted'];
    const listTerms: ListTerms = (beginning) => known.filter((term) => term.startsWith(beginning));
    expect(toMatch('a "be OR', listTerms)).toBe('"a" AND ("bee" OR "beet") AND ("or")');
    expect(toMatch('invalid_grant*', listTerms)).toBe('("invalid granted")');
    expect(toMatch('bee none', listTerms)).toBeNull();
    expect(toMatch('?? **', listTerms)).toBeNull();
    expect(toMatch('Bé"e or', listTerms)).toBe('"Bé""e"* AND ("or")');
    expect(toMatch('be', () => null)).toBe('"be"*');
  });

  it('finds what FTS5 finds by the beginnings themselves', async () => {
    const folder = createTemporaryFolder();
    const path = join(folder, 'grantscope.db');
    fillLibrary(path, TEST_KEY, 400);
    const { sessions } = await openTestStorage({ folder });
    const accented = ['Zoë Zoéy zoe', 'Straße strasse', 'İstanbul istanbul', 'zoo'];
    for (const [index, note] of accented.entries()) {
      sessions.update(listIds(sessions, { limit: 1, offset: index })[0] ?? '', { note });
    }
    const raw = new DatabaseSync(path);
    onTestFinished(() => raw.close());
    const count = raw.prepare('SELECT count(*) AS total FROM words WHERE words MATCH ?');
    const beginnings = [
      'the',
      're',
      'AADSTS5',
      'acme',
      'id.exa',
      'zo',
      'ZOE',
      'zoë',
      'stra',
      'ist',
      'nonce-m',
    ];
    const word = fc.oneof(fc.stringMatching(/^[a-z0-9]{2,4}$/), fc.constantFrom(...beginnings));
    let found = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const { matching } = sessions.describe({ text: words.join(' ') });
        expect(matching).toBe(count.get(words.map((each) => `"${each}"*`).join(' '))?.['total']);
        found += matching;
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(1_000);
  });
});

it('lists, filters, searches and counts 5,000 sessions with little work', async () => {
  const folder = createTemporaryFolder();
  fillLibrary(join(folder, 'grantscope.db'), TEST_KEY, 5_000);
  const { sessions } = await openTestStorage({ folder });
  expect(sessions.describe({ text: 'token' }).matching).toBe(5_000);
  expect(sessions.list({ limit: 100, text: 'AADSTS50123' }).length).toBeGreaterThan(0);
  const cost = (work: (query: SessionQuery) => unknown) =>
    listLibraryQueries().map(
      (query) =>
        // One is less than the clock of the processor shows.
        measureCpuMs(
          () => {
            for (let count = 0; count < 10; count += 1) work(query);
          },
          { runs: 3, enoughMs: 100 },
        ) / 10,
    );
  const lists = cost((query) => sessions.list({ limit: 100, ...query }));
  const counts = cost(({ offset: _offset, limit: _limit, ...filter }) => sessions.describe(filter));
  // With twenty times more sessions, 100 ms are the bound.
  expect(takeQuantile(lists, 0.95)).toBeLessThan(25);
  expect(takeQuantile(counts, 0.95)).toBeLessThan(25);
});

/** Numbers from 0 up to 1, the same for one seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}
