import { createMatcher, type Match, type Pattern } from '@shared/redact/matcher';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';

/** Each pattern tried at each place: slow, and plain to see. */
function findPlainly(patterns: readonly Pattern<number>[], text: string): Match<number>[] {
  const sorted = [...patterns].sort((a, b) => b.text.length - a.text.length);
  return [...text].flatMap((_, start) => {
    const found = sorted.find(({ text: wanted, edge }) => {
      const end = start + wanted.length;
      const isAlone = !/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(end));
      return wanted.length >= 4 && text.startsWith(wanted, start) && (edge !== 'whole' || isAlone);
    });
    if (!found) return [];
    if (found.edge !== 'run') return [{ start, end: start + found.text.length, entry: found.entry }];
    const before = /[\w+/-]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
    const after = /^[\w+/-]*=*/.exec(text.slice(start))?.[0].length ?? 0;
    return [{ start: start - before, end: start + after, entry: found.entry }];
  });
}

/** Few characters, so that patterns begin alike, hold each other and lie side by side. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '1', '/', '-'), minLength: 2, maxLength: 9 });
const anything = fc.string({ unit: fc.constantFrom('a', 'b', '1', '/', '=', ' ', 'é'), maxLength: 9 });
const pattern = fc.oneof(
  fc.record({ text: anything, edge: fc.constantFrom('any' as const, 'whole' as const) }),
  fc.record({ text: word, edge: fc.constant('run' as const) }),
);

describe('the search for many patterns', () => {
  it('finds what trying each pattern at each place finds', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 40 }),
        fc.array(fc.oneof(word, anything), { maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (list, pieces, picks) => {
          const patterns = list.map((each, entry) => ({ ...each, entry }));
          const text = pieces
            .map(
              (piece) => `${piece}${list[(picks.next().value ?? 0) % Math.max(1, list.length)]?.text ?? ''}`,
            )
            .join('');
          expect(createMatcher(patterns)(text)).toEqual(findPlainly(patterns, text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['thousands that begin alike', Array.from({ length: 20_000 }, (_, index) => `user-${index}@x`), ' '],
    ['thousands in one run of base64', Array.from({ length: 20_000 }, (_, index) => `dXNlci0${index}`), 'A'],
    ['one before much padding', ['abcd', 'abcd='.repeat(2)], '='.repeat(200)],
  ])('takes a time that grows with the text, not with %s', (_, texts, between) => {
    const edge = between === 'A' ? 'run' : 'any';
    const find = createMatcher(texts.map((text, entry): Pattern<number> => ({ text, entry, edge })));
    const text = texts.join(between).padEnd(400_000, between);
    expect(measureCpuMs(() => find(text), { runs: 2, enoughMs: 1_000 })).toBeLessThan(2_000);
  });
});
