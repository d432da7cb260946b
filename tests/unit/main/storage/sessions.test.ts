import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TraceEvent } from '@shared/model/trace-event';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { buildLongTrace } from '../../../support/long-session';
import {
  buildNote,
  buildSummary,
  createTemporaryFolder,
  NOW,
  openTestStorage,
} from '../../../support/storage-builder';

describe('the session store', () => {
  it('gives back what was recorded, in order and from any event on', async () => {
    const { sessions } = await openTestStorage();
    sessions.create(buildSummary());
    for (const seq of [1, 2, 3]) sessions.append('session-1', buildNote(seq));
    expect(sessions.read('session-1', 0)).toEqual([buildNote(1), buildNote(2), buildNote(3)]);
    expect(sessions.read('session-1', 2)).toEqual([buildNote(3)]);
    expect(sessions.read('session-1', 3)).toEqual([]);
  });

  it('counts the events and keeps the outcome', async () => {
    const { sessions } = await openTestStorage();
    sessions.create(buildSummary());
    sessions.append('session-1', buildNote(1));
    sessions.append('session-1', buildNote(2));
    expect(sessions.get('session-1')).toEqual(buildSummary({ eventCount: 2 }));
    sessions.end('session-1', 'failed', NOW + 9);
    expect(sessions.get('session-1')).toEqual(
      buildSummary({ eventCount: 2, outcome: 'failed', endedAt: NOW + 9, provider: 'id.acme.example' }),
    );
  });

  it('keeps which mistake a run made on purpose, and the set it belongs to', async () => {
    const folder = createTemporaryFolder();
    const summary = buildSummary({ mutation: 'code-reused', mutationRun: 'set-1' });
    const first = await openTestStorage({ folder });
    first.sessions.create(summary);
    first.close();
    const { sessions } = await openTestStorage({ folder });
    expect(sessions.get('session-1')).toMatchObject({ mutation: 'code-reused', mutationRun: 'set-1' });
  });

  it('lets an ended session go on, durably, and for one at a time', async () => {
    const folder = createTemporaryFolder();
    const first = await openTestStorage({ folder, processId: 'first' });
    first.sessions.create(buildSummary());
    first.sessions.append('session-1', buildNote(1));
    first.sessions.end('session-1', 'succeeded', NOW + 9);
    first.close();

    const { sessions, close } = await openTestStorage({ folder, processId: 'second' });
    sessions.resume('session-1');
    expect(sessions.get('session-1')).toMatchObject({ outcome: 'running', endedAt: null });
    expect(() => sessions.resume('session-1')).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => sessions.resume('none')).toThrow(expect.objectContaining({ code: 'conflict' }));
    sessions.append('session-1', buildNote(2));
    close();

    // The process that went on with it is gone, so it is interrupted, with what it had recorded.
    const third = await openTestStorage({ folder, processId: 'third', isProcessAlive: () => false });
    expect(third.sessions.get('session-1')).toMatchObject({ outcome: 'interrupted', eventCount: 2 });
    expect(third.sessions.read('session-1', 0)).toEqual([buildNote(1), buildNote(2)]);
    third.close();
  });

  it('lists the newest session first', async () => {
    const { sessions } = await openTestStorage();
    sessions.create(buildSummary({ id: 'older', startedAt: NOW }));
    sessions.create(buildSummary({ id: 'newer', startedAt: NOW + 1 }));
    expect(sessions.list().map(({ id }) => id)).toEqual(['newer', 'older']);
  });

  it('knows nothing of a session that is not there', async () => {
    const { sessions } = await openTestStorage();
    expect(sessions.get('none')).toBeNull();
    expect(sessions.read('none', 0)).toEqual([]);
    expect(sessions.delete(['none'])).toBe(0);
    expect(() => sessions.append('none', buildNote(1))).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(() => sessions.end('none', 'failed', NOW)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('refuses a second session of the same id and a second event of the same seq', async () => {
    const { sessions } = await openTestStorage();
    sessions.create(buildSummary());
    sessions.append('session-1', buildNote(1, 'first'));
    expect(() => sessions.create(buildSummary())).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => sessions.append('session-1', buildNote(1, 'second'))).toThrow('has an event 1 already');
    expect(sessions.read('session-1', 0)).toEqual([buildNote(1, 'first')]);
    expect(sessions.get('session-1')?.eventCount).toBe(1);
  });

  it('takes in a recording whole, as ended, with what was said about it', async () => {
    const { sessions } = await openTestStorage();
    const summary = buildSummary({
      outcome: 'failed',
      endedAt: NOW + 9,
      eventCount: 2,
      note: 'Look at this',
      tags: ['acme'],
      pinned: true,
    });
    const events = [buildNote(1), buildNote(2)];
    sessions.create(buildSummary({ id: 'newer', startedAt: NOW + 1 }));
    sessions.add([{ summary, events }]);
    expect(sessions.get('session-1')).toMatchObject({ ...summary, provider: 'id.acme.example' });
    expect(sessions.read('session-1', 0)).toEqual(events);
    expect(sessions.list().map(({ id }) => id)).toEqual(['session-1', 'newer']);
    expect(sessions.list({ text: 'look', tag: 'acme' }).map(({ id }) => id)).toEqual(['session-1']);
  });

  it('takes in nothing of several recordings where one of them does not fit', async () => {
    const { sessions } = await openTestStorage();
    const build = (id: string, ...seqs: number[]) => ({
      summary: buildSummary({ id, outcome: 'failed', endedAt: NOW }),
      events: seqs.map((seq) => buildNote(seq)),
    });
    const conflict = expect.objectContaining({ code: 'conflict' });
    expect(() => sessions.add([build('a', 1, 2), build('b', 1, 2, 2)])).toThrow(conflict);
    expect(() => sessions.add([build('a', 1), build('a', 1)])).toThrow(conflict);
    expect(sessions.list()).toEqual([]);
    expect(sessions.describe({})).toMatchObject({ total: 0, waiting: 0 });
    sessions.add([build('a', 1, 2), build('b', 1)]);
    expect(sessions.list().map(({ id, eventCount }) => [id, eventCount])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('gives words to all of many recordings, though whoever takes them in waits for a while only', async () => {
    const { sessions } = await openTestStorage();
    const count = 60;
    const events = buildLongTrace(200);
    sessions.add(
      Array.from({ length: count }, (_, index) => ({
        summary: buildSummary({ id: `taken-${index}`, outcome: 'failed', endedAt: NOW }),
        events: index % 2 === 0 ? events : [buildNote(1)],
      })),
    );
    await vi.waitFor(() => expect(sessions.describe({}).waiting).toBe(0), 20_000);
    expect(sessions.describe({ text: 'acme staging' }).matching).toBe(count);
  });

  it('gives back any event unchanged after a restart', async () => {
    const folder = createTemporaryFolder();
    const text = fc.string({ unit: 'binary' });
    const eventArbitrary = fc.record({
      type: fc.constant('artifact' as const),
      stepId: text,
      name: text,
      kind: fc.constantFrom('text' as const, 'json' as const),
      value: fc.oneof(text, fc.json()),
      time: fc.nat(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.array(eventArbitrary, { maxLength: 8 }),
        async (name, issuer, bodies) => {
          run += 1;
          const summary = buildSummary({ id: `session-${run}`, profileName: name, issuer });
          const events: TraceEvent[] = bodies.map((body, index) => ({ ...body, seq: index + 1 }));
          const writer = await openTestStorage({ folder });
          writer.sessions.create(summary);
          for (const event of events) writer.sessions.append(summary.id, event);
          writer.close();
          const reader = await openTestStorage({ folder });
          expect(reader.sessions.get(summary.id)).toEqual({ ...summary, eventCount: events.length });
          expect(reader.sessions.read(summary.id, 0)).toEqual(events);
          reader.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('leaves no word of a session in the files, neither while it is kept nor after it is deleted', async () => {
    const folder = createTemporaryFolder();
    const { sessions } = await openTestStorage({ folder });
    const words = ['marker-name', 'marker-issuer', 'marker-payload', 'marker-id'];
    sessions.create(buildSummary({ id: 'marker-id', profileName: 'marker-name', issuer: 'marker-issuer' }));
    for (let seq = 1; seq <= 50; seq += 1)
      sessions.append('marker-id', buildNote(seq, 'marker-payload'.repeat(99)));
    const findWords = () => {
      const content = readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('');
      return words.filter((word) => content.includes(word));
    };
    expect(findWords()).toEqual(['marker-id']);
    expect(sessions.delete(['marker-id'])).toBe(1);
    expect(findWords()).toEqual([]);
    expect(sessions.list()).toEqual([]);
    expect(sessions.read('marker-id', 0)).toEqual([]);
  });

  it('shows a note in the place of an event that was damaged or moved', async () => {
    const folder = createTemporaryFolder();
    const log: string[] = [];
    const { sessions } = await openTestStorage({ folder, log: (message) => log.push(message) });
    sessions.create(buildSummary());
    for (const seq of [1, 2, 3]) sessions.append('session-1', buildNote(seq));
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    raw.exec('UPDATE events SET sealed = (SELECT sealed FROM events WHERE seq = 1) WHERE seq = 2');
    raw.close();
    const [first, second, third] = sessions.read('session-1', 0);
    expect([first, third]).toEqual([buildNote(1), buildNote(3)]);
    expect(second).toMatchObject({ type: 'note', seq: 2, time: NOW + 2, code: 'event-unreadable' });
    expect(log).toEqual(['Event 2 of session session-1 is damaged.']);
  });
});

describe('a session whose process has died', () => {
  it('is interrupted at its last event when storage opens', async () => {
    const folder = createTemporaryFolder();
    const crashed = await openTestStorage({ folder, processId: 'crashed' });
    crashed.sessions.create(buildSummary({ id: 'with-events' }));
    crashed.sessions.append('with-events', buildNote(1));
    crashed.sessions.append('with-events', buildNote(2));
    crashed.sessions.create(buildSummary({ id: 'without-events' }));
    crashed.close();
    await openTestStorage({ folder });
    const raw = new DatabaseSync(join(folder, 'grantscope.db'));
    const rows = raw.prepare('SELECT id, outcome, ended_at FROM sessions ORDER BY id').all();
    raw.close();
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { id: 'with-events', outcome: 'interrupted', ended_at: NOW + 2 },
      { id: 'without-events', outcome: 'interrupted', ended_at: NOW },
    ]);
  });

  it('is interrupted when it dies while another process looks on', async () => {
    const folder = createTemporaryFolder();
    const living = new Set(['other']);
    const other = await openTestStorage({ folder, processId: 'other' });
    const { sessions } = await openTestStorage({ folder, isProcessAlive: (id) => living.has(id) });
    other.sessions.create(buildSummary());
    expect(sessions.list()[0]?.outcome).toBe('running');
    living.clear();
    expect(sessions.get('session-1')?.outcome).toBe('interrupted');
    expect(sessions.list()[0]?.endedAt).toBe(NOW);
  });

  it('is not what this process still runs, nor what has ended', async () => {
    const folder = createTemporaryFolder();
    const other = await openTestStorage({ folder, processId: 'other' });
    const { sessions } = await openTestStorage({ folder });
    other.sessions.create(buildSummary({ id: 'ended', outcome: 'succeeded', endedAt: NOW }));
    sessions.create(buildSummary({ id: 'own', startedAt: NOW + 1 }));
    expect(sessions.list().map(({ outcome }) => outcome)).toEqual(['running', 'succeeded']);
  });
});
