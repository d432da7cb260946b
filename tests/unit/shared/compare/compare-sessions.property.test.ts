import { compareSessions } from '@shared/compare/compare-sessions';
import { DIFFERENCE_CLASSES, type Difference, type SessionComparison } from '@shared/compare/comparison';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitrarySession } from '../../../support/arbitrary-session';

const RUNS = { numRuns: 300 };

test('a session does not differ from itself, not even in noise', () => {
  fc.assert(
    fc.property(arbitrarySession, (session) => {
      const { differences, noise, isSameOutcome } = compareSessions(session, structuredClone(session));
      expect({ differences, noise, isSameOutcome }).toEqual({
        differences: [],
        noise: [],
        isSameOutcome: true,
      });
    }),
    RUNS,
  );
});

test('any two sessions compare, and with the sides swapped to the same', () => {
  fc.assert(
    fc.property(arbitrarySession, arbitrarySession, (left, right) => {
      expect(swapSides(compareSessions(left, right))).toEqual(compareSessions(right, left));
    }),
    RUNS,
  );
});

test('what one side lacks is never noise, and the classes come in the order of their rank', () => {
  fc.assert(
    fc.property(arbitrarySession, arbitrarySession, (left, right) => {
      const { differences, noise } = compareSessions(left, right);
      expect(noise.filter((each) => each.left === null || each.right === null)).toEqual([]);
      const ranks = differences.map((each) => DIFFERENCE_CLASSES.indexOf(each.class));
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    }),
    RUNS,
  );
});

function swapSides(comparison: SessionComparison): SessionComparison {
  const swap = (difference: Difference): Difference => ({
    ...difference,
    left: difference.right,
    right: difference.left,
    places: difference.places.map(({ row, left, right }) => ({ row, left: right, right: left })),
  });
  return {
    ...comparison,
    left: comparison.right,
    right: comparison.left,
    steps: comparison.steps.map((step) => ({ ...step, left: step.right, right: step.left })),
    differences: comparison.differences.map(swap),
    noise: comparison.noise.map(swap),
  };
}
