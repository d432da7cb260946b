import type { TraceEvent } from '@shared/model/trace-event';
import { createFindPlanted } from './find-planted';
import { buildPlantedSession, createRandom } from './planted-session';

/** The number that the promise is made for; a smaller one is for working on the rules. */
const SEED_COUNT = Number(process.env['GRANTSCOPE_LEAK_SEEDS'] ?? 200);

/**
 * Each session once, and everything that is made of it at once: what is learnt from a recording is learnt for
 * all of its reports. Answers `surface: place` for each leak, and how many texts were looked at.
 */
export function sweepLeaks(
  render: (events: readonly TraceEvent[], seed: number) => Iterable<[surface: string, text: string]>,
  seedCount = SEED_COUNT,
): { leaks: string[]; textCount: number } {
  const leaks = new Set<string>();
  let textCount = 0;
  for (let seed = 1; seed <= seedCount; seed += 1) {
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
