import type { TraceEvent } from '@shared/model/trace-event';
import { createFindPlanted } from './find-planted';
import { buildPlantedSession, createRandom } from './planted-session';

/** The promise is made for 200, which take minutes (`npm run test:leaks`); every run of the tests looks at these. */
const SEED_COUNT = Number(process.env['GRANTSCOPE_LEAK_SEEDS'] ?? 12);

/**
 * Each session once, and everything that is made of it at once: what is learnt from a recording is learnt for
 * all of its reports. Answers `surface: place` for each leak, and how many texts were looked at.
 */
export function sweepLeaks(
  render: (events: readonly TraceEvent[], seed: number) => Iterable<[surface: string, text: string]>,
): { leaks: string[]; textCount: number } {
  const leaks = new Set<string>();
  let textCount = 0;
  for (let seed = 1; seed <= SEED_COUNT; seed += 1) {
    const { events, plants } = buildPlantedSession(createRandom(seed), 'mixed');
    const find = createFindPlanted(plants);
    for (const [surface, text] of render(events, seed)) {
      textCount += 1;
      for (const place of find(text)) leaks.add(`${surface}: ${place}`);
    }
  }
  return { leaks: [...leaks], textCount };
}

export const seedCount = SEED_COUNT;
