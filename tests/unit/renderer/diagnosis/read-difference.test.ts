import { findTextDifference } from '@shared/diagnosis/text-difference';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSide } from '../../../../src/renderer/src/diagnosis/read-difference';

const compare = (expected: string, actual: string) => {
  const difference = findTextDifference(expected, actual) ?? undefined;
  const showMarks = (text: string, side: 'expected' | 'actual') =>
    readSide(text, side, difference)
      .map((run) => (run.isMarked ? `[${run.text}]` : run.text))
      .join('');
  return [showMarks(expected, 'expected'), showMarks(actual, 'actual')];
};

test('each side marks what the other does not have', () => {
  expect(compare('https://app.example/cb', 'http://app.example/cb/')).toEqual([
    'http[s]://app.example/cb',
    'http://app.example/cb[/]',
  ]);
});

test('nothing is marked where nothing was compared', () => {
  expect(readSide('a rule', 'expected', undefined)).toEqual([{ text: 'a rule', isMarked: false }]);
});

test('a space that the tidied text has lost is still shown', () => {
  const difference = findTextDifference('client', 'client ') ?? undefined;
  expect(readSide('client', 'actual', difference)).toEqual([
    { text: 'client', isMarked: false },
    { text: ' ', isMarked: true },
  ]);
});

test('both sides read as they were, however long they are', () => {
  const texts = fc
    .tuple(fc.string({ maxLength: 40 }), fc.nat(3_000))
    .map(([text, n]) => text + 'x'.repeat(n));
  fc.assert(
    fc.property(texts, texts, (expected, actual) => {
      fc.pre(expected !== actual);
      const difference = findTextDifference(expected, actual) ?? undefined;
      const join = (text: string, side: 'expected' | 'actual') =>
        readSide(text, side, difference)
          .map((run) => run.text)
          .join('');
      expect(join(expected, 'expected')).toBe(expected);
      expect(join(actual, 'actual')).toBe(actual);
    }),
    { numRuns: 50 },
  );
});
