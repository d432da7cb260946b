/** One spelling of a secret. `whole`: only where no letter or digit touches it; `run`: base64, see below. */
export interface Pattern<T> {
  text: string;
  entry: T;
  edge: 'any' | 'whole' | 'run';
}

export interface Match<T> {
  start: number;
  end: number;
  entry: T;
}

const KEY_LENGTH = 4;
const WORD = /[A-Za-z0-9]/;
const BASE64 = /[A-Za-z0-9+/_-]/;

/**
 * Finds every pattern in one pass over a text: the first four characters of each position pick the
 * few patterns that can start there. Patterns shorter than four characters are ignored. At each
 * position the longest pattern counts; matches may overlap. A base64 match grows to the whole run of
 * base64 characters around it, because its first and last characters hold bits of their neighbours.
 */
export function createMatcher<T>(patterns: readonly Pattern<T>[]): (text: string) => Match<T>[] {
  const buckets = new Map<number, Pattern<T>[]>();
  const known = new Uint8Array(0x10000);
  for (const pattern of [...patterns].sort((a, b) => b.text.length - a.text.length)) {
    if (pattern.text.length < KEY_LENGTH) continue;
    const key = hashAt(pattern.text, 0);
    known[key & 0xffff] = 1;
    const bucket = buckets.get(key);
    if (bucket) bucket.push(pattern);
    else buckets.set(key, [pattern]);
  }
  return (text) => {
    const matches: Match<T>[] = [];
    for (let start = 0; start + KEY_LENGTH <= text.length; start += 1) {
      const key = hashAt(text, start);
      if (known[key & 0xffff] === 0) continue;
      const pattern = buckets.get(key)?.find((each) => matchesAt(text, start, each));
      if (pattern) matches.push(toMatch(text, start, pattern));
    }
    return matches;
  };
}

function hashAt(text: string, start: number): number {
  return (
    (Math.imul(text.charCodeAt(start), 0x9e3779b1) ^
      Math.imul(text.charCodeAt(start + 1), 0x85ebca6b) ^
      Math.imul(text.charCodeAt(start + 2), 0xc2b2ae35) ^
      Math.imul(text.charCodeAt(start + 3), 0x27d4eb2f)) >>>
    0
  );
}

function matchesAt<T>(text: string, start: number, { text: wanted, edge }: Pattern<T>): boolean {
  if (!text.startsWith(wanted, start)) return false;
  if (edge !== 'whole') return true;
  return !WORD.test(text.charAt(start - 1)) && !WORD.test(text.charAt(start + wanted.length));
}

function toMatch<T>(text: string, start: number, pattern: Pattern<T>): Match<T> {
  let from = start;
  let to = start + pattern.text.length;
  if (pattern.edge === 'run') {
    while (from > 0 && BASE64.test(text.charAt(from - 1))) from -= 1;
    while (to < text.length && BASE64.test(text.charAt(to))) to += 1;
    while (text.charAt(to) === '=') to += 1;
  }
  return { start: from, end: to, entry: pattern.entry };
}
