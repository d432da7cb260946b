import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInRuns, type TextHit, type TextRun } from '../../../../src/renderer/src/ui/find-text';

const run = (text: string, startsBlock = false): TextRun => ({ text, startsBlock });

function read(runs: readonly TextRun[], { start, end }: TextHit): string {
  return runs
    .slice(start.run, end.run + 1)
    .map(({ text }, index) => {
      const isLast = start.run + index === end.run;
      return text.slice(index === 0 ? start.offset : 0, isLast ? end.offset : undefined);
    })
    .join('');
}

describe('a text is found', () => {
  test('whatever its case, as often as it stands there', () => {
    const runs = [run('Client_ID and client_id', true)];
    expect(findInRuns(runs, 'CLIENT').map((hit) => hit.start.offset)).toEqual([0, 14]);
  });

  test('across the pieces of one line, and never across lines', () => {
    const runs = [run('"', true), run('client_id'), run('": "x"'), run('y', true)];
    expect(findInRuns(runs, '"client_id": "x"')).toEqual([
      { start: { run: 0, offset: 0 }, end: { run: 2, offset: 6 } },
    ]);
    expect(findInRuns(runs, 'x"y')).toEqual([]);
  });

  test('at its own place behind letters that grow when their case changes', () => {
    const runs = [run('İİ state', true)];
    expect(findInRuns(runs, 'state').map((hit) => read(runs, hit))).toEqual(['state']);
  });
});

test('nothing is found for nothing', () => {
  expect(findInRuns([run('a', true)], '')).toEqual([]);
  expect(findInRuns([run('a', true), run('b', true)], '\u0000b')).toEqual([]);
  expect(findInRuns([], 'a')).toEqual([]);
});

test('whatever is found reads as what was looked for, and every place of it is found', () => {
  const runs = fc.array(
    fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 12 }), startsBlock: fc.boolean() }),
  );
  fc.assert(
    fc.property(runs, fc.constantFrom('a', 'aa', 'e', ' ', '"'), (pieces, query) => {
      const hits = findInRuns(pieces, query);
      for (const hit of hits) expect(read(pieces, hit).toLowerCase()).toBe(query);
      const within = pieces.flatMap(({ text }) => text.toLowerCase().split(query).length - 1);
      expect(hits.length * query.length).toBeGreaterThanOrEqual(Math.max(0, ...within));
    }),
  );
});

test('a long text is searched within the time of a key stroke', () => {
  const runs = [run('access_token '.repeat(80_000), true)];
  const startedAt = performance.now();
  expect(findInRuns(runs, 'token')).toHaveLength(80_000);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
