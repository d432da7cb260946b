/**
 * How the value of a plant is made: as servers make tokens, with characters that need escapes, or either by
 * chance, so that each place has both over a few seeds.
 */
export type PlantStyle = 'token' | 'awkward' | 'mixed';

/** A small generator of numbers from 0 up to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

const SMALL = 'abcdefghijknpqrstuvwxyz';
const CAPITAL = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const AWKWARD = Array.from(' +/%&"\'<>\\ü漢😀=;:?#|`');

/**
 * Every value begins with MARKER and four letters, and ends with three letters and four digits. So a search
 * knows a value again by either end, and also where only a part of it is left.
 */
export const MARKER = 'mk';
export const HEAD_LENGTH = MARKER.length + 4;
export const TAIL_LENGTH = 7;

/** No two letters of a value are the same, both cases are among them, and no two values share an end. */
export function createMakeValue(random: () => number): (style: PlantStyle) => string {
  const used = new Set<string>();
  const makeOne = (style: PlantStyle): string => {
    const letters = pickLetters(random);
    const digits = String(Math.floor(random() * 9_000) + 1_000);
    const isToken = style === 'token' || (style === 'mixed' && random() < 0.5);
    if (isToken) return `${MARKER}${letters}${digits}`;
    const odd = () => AWKWARD[Math.floor(random() * AWKWARD.length)] ?? '';
    return `${MARKER}${letters.slice(0, 4)}${odd()}${letters.slice(4, 7)}${odd()}${odd()}${letters.slice(7)}${digits}`;
  };
  return (style) => {
    for (;;) {
      const value = makeOne(style);
      const ends = [value.slice(0, HEAD_LENGTH), value.slice(-TAIL_LENGTH)];
      if (ends.some((end) => used.has(end))) continue;
      for (const end of ends) used.add(end);
      return value;
    }
  };
}

function pickLetters(random: () => number): string {
  const pool = Array.from(SMALL + CAPITAL);
  const take = (from: string[]) =>
    pool.splice(pool.indexOf(from[Math.floor(random() * from.length)] ?? ''), 1);
  const first = [take(Array.from(SMALL)), take(Array.from(CAPITAL))];
  return [...first, ...Array.from({ length: 8 }, () => take(pool))].join('');
}
