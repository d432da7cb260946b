import { setTimeout as sleep } from 'node:timers/promises';
import { CATALOG } from '@shared/diagnosis/catalog/index';
import { deriveGistRules, GISTS } from '@shared/diagnosis/gist-rules';
import { expect, test } from 'vitest';
import { findWorstCost, LIMIT_MS } from '../../../support/pattern-cost';
import { listSourcePatterns } from '../../../support/source-patterns';

const IN_CATALOG = CATALOG.flatMap(({ id, match }) =>
  match.flatMap(({ pattern }): [string, RegExp][] => (pattern ? [[id, new RegExp(pattern, 'is')]] : [])),
);

const OF_GISTS = Object.keys(GISTS).flatMap((id) =>
  deriveGistRules({ id }).map(({ pattern = '' }): [string, RegExp] => [id, new RegExp(pattern, 'is')]),
);

test.each([
  [/\s+$/],
  [/=+$/],
  [/(x|y|xy)*z/],
  [/(a+)+$/],
  [/^(\w+\s?)*$/],
  [/a.{0,100}b.{0,100}c/],
  [/(.{0,100}a){0,50}b/],
])('the measure finds that %s is too slow, by its growth', { timeout: 60_000 }, (pattern) => {
  expect(findWorstCost(pattern).ms).toBeGreaterThanOrEqual(LIMIT_MS);
});

test.each([
  ['the catalog', IN_CATALOG],
  ['gists', OF_GISTS],
  ['diagnosis', listSourcePatterns('shared/diagnosis')],
  ['the import', listSourcePatterns('main/import')],
])(
  'every pattern of %s gets through a hostile megabyte in 50 ms',
  { timeout: 240_000 },
  async (_name, patterns) => {
    expect(patterns.length).toBeGreaterThan(15);
    const known = new Set<string>();
    const suspects: [place: string, pattern: RegExp][] = [];
    for (const [place, pattern] of patterns) {
      if (known.has(String(pattern))) continue;
      known.add(String(pattern));
      if (findWorstCost(pattern).ms >= LIMIT_MS) suspects.push([place, pattern]);
    }
    expect(await listSlow(suspects)).toEqual([]);
  },
);

/** Those that stay too slow: what else the machine did at the time may be over a little later. */
async function listSlow(suspects: readonly [place: string, pattern: RegExp][]) {
  const slow: unknown[] = [];
  for (const [place, pattern] of suspects) {
    let cost = findWorstCost(pattern);
    for (let tries = 0; tries < 5 && cost.ms >= LIMIT_MS; tries += 1) {
      await sleep(2_000);
      cost = findWorstCost(pattern);
    }
    if (cost.ms >= LIMIT_MS) slow.push({ place, pattern: String(pattern), ...cost });
  }
  return slow;
}
