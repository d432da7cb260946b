import { measureCpuMs } from './cpu-time';
import { samplePattern } from './sample-pattern';

/** Every pattern must get through this much text ... */
const TEXT_LENGTH = 1_000_000;
/** ... in this much time of the processor. */
export const LIMIT_MS = 50;

const GENERAL = [' '];
/** Ends that spoil a match which was nearly there: backtracking begins behind it. */
const ENDS = ['', '\u0001'];
/** In small steps at first, so that even an exponential pattern still answers where it takes too long; then up to the whole length. */
const LENGTHS = [
  ...Array.from({ length: 40 }, (_, index) => 16 + 4 * index),
  ...[256, 1_024, 4_096, 16_384, 65_536, 262_144, TEXT_LENGTH],
];

export interface PatternCost {
  ms: number;
  /** At which length, of which text, it took that long. */
  length: number;
  part: string;
}

/**
 * What a pattern costs at worst, by texts made to hurt it: what it matches, cut off before the end and
 * repeated. Stops at the length that already takes too long, which tells a pattern of any growth
 * without waiting for it.
 */
export function findWorstCost(pattern: RegExp): PatternCost {
  let worst: PatternCost = { ms: 0, length: 0, part: '' };
  const tested = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  // Without an unbounded repetition the end of the text decides nothing.
  const isBounded = !/[*+]|\{\d+,\}/.test(pattern.source.replaceAll(/\\./g, ''));
  for (const part of buildParts(pattern)) {
    for (const end of isBounded ? [''] : ENDS) {
      const cost = measureGrowth(tested, part, end);
      if (cost.ms > worst.ms) worst = cost;
      if (worst.ms >= LIMIT_MS) return worst;
    }
  }
  return worst;
}

function measureGrowth(pattern: RegExp, part: string, end: string): PatternCost {
  let ms = 0;
  for (const length of LENGTHS) {
    const text = part.repeat(Math.ceil(length / part.length)).slice(0, length - end.length) + end;
    // A text of this kind that matches at its start costs nothing however long it is.
    if (length > 1_024 && search(pattern, text) < 512) return { ms: 0, length, part };
    ms = measureElapsedMs(() => search(pattern, text));
    // What would stay within the limit even if it grew as the square of the length needs no longer text.
    if (length >= 16_384 && ms * (TEXT_LENGTH / length) ** 2 < LIMIT_MS) return { ms, length, part };
    if (ms < LIMIT_MS) continue;
    // The clock also counts what other programs do; at the whole length a few milliseconds too many may be theirs in the caches.
    const measure = (runs: number) =>
      measureCpuMs(() => search(pattern, text), { runs, enoughMs: LIMIT_MS / 2 });
    ms = measure(3);
    if (length === TEXT_LENGTH && ms >= LIMIT_MS && ms < 4 * LIMIT_MS) ms = Math.min(ms, measure(15));
    if (ms >= LIMIT_MS) return { ms, length, part };
  }
  return { ms, length: TEXT_LENGTH, part };
}

/** The better of two runs by the clock, which never tells less than the time of the processor. */
function measureElapsedMs(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < 2; count += 1) {
    const before = performance.now();
    run();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

/** Where the pattern matches first; behind the end where it does not. */
function search(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  return pattern.exec(text)?.index ?? text.length;
}

function buildParts({ source }: RegExp): string[] {
  const samples = [0, 1].map((choice) => samplePattern(source, choice));
  const parts = samples.flatMap((text) => [text.slice(0, -1), text.slice(0, Math.ceil(text.length / 2))]);
  return [...new Set([...parts, ...GENERAL])].filter((part) => part !== '');
}
