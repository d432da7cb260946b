import { compareSessions } from '@shared/compare/compare-sessions';
import { hasImportantDifference } from '@shared/compare/comparison';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { buildBuiltInProfiles } from '../../src/main/practice/built-in-profiles';
import { createPractice } from '../../src/main/practice/practice';
import { COMPARE_PAIRS, runPair } from '../support/compare-pairs';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

it('has thirty pairs or more', () => {
  expect(COMPARE_PAIRS.length).toBeGreaterThanOrEqual(30);
  expect(new Set(COMPARE_PAIRS.map(({ title }) => title)).size).toBe(COMPARE_PAIRS.length);
});

it.each(COMPARE_PAIRS.map((pair) => [pair.title, pair] as const))(
  'the first difference of a run with %s is just that',
  async (_title, pair) => {
    const { left, right } = await runPair(practice, pair);
    const comparison = compareSessions(left, right);
    const [first] = comparison.differences;
    expect({ class: first?.class, name: first?.name }, describe(comparison)).toEqual(pair.first);
    expect(comparison.noise.length).toBeGreaterThan(0);
    // The failing side may stand on either.
    expect(compareSessions(right, left).differences[0]).toMatchObject(pair.first);
  },
  20_000,
);

// Where nothing listens only the capture window takes the callback.
const PROFILES = buildBuiltInProfiles('http://127.0.0.1').filter(
  ({ profile }) => profile.browser !== 'capture',
);

it.each(PROFILES.map(({ id }) => id))(
  'two runs of %s differ in nothing of importance',
  async (base) => {
    const pair = { title: 'nothing', base, first: { class: 'timing', name: '' } } as const;
    const { left, right } = await runPair(practice, pair);
    const comparison = compareSessions(left, right);
    expect(hasImportantDifference(comparison), describe(comparison)).toBe(false);
    expect(comparison.noise.length).toBeGreaterThan(0);
  },
  20_000,
);

function describe({ differences }: ReturnType<typeof compareSessions>): string {
  return differences
    .slice(0, 8)
    .map((each) => `${each.class} ${each.subject} ${each.name}: ${each.left} | ${each.right}`)
    .join('\n');
}
