import { describe, expect, it } from 'vitest';
import { createFindPlanted } from '../support/find-planted';
import { buildPlantedSession, createRandom } from '../support/planted-session';

describe('the planted session', () => {
  it('has a secret in at least 150 places, each under a name of its own', () => {
    const { plants } = buildPlantedSession(createRandom(7));
    expect(plants.length).toBeGreaterThanOrEqual(150);
    expect(new Set(plants.map(({ place }) => place)).size).toBe(plants.length);
  });

  it.each(['token', 'awkward', 'mixed'] as const)(
    'shows each of them to the search, in the style %s',
    (style) => {
      for (let seed = 1; seed <= 5; seed += 1) {
        const { events, plants } = buildPlantedSession(createRandom(seed), style);
        const find = createFindPlanted(plants);
        expect(find(JSON.stringify(events))).toEqual(plants.map(({ place }) => place));
      }
    },
  );
});
