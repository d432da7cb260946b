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

/** All patterns of one text, in the order in which they were given. */
interface Spelling<T> {
  text: string;
  patterns: Pattern<T>[];
  /** The longest other spelling that this one begins with. */
  shorter: Spelling<T> | null;
}

/** Of patterns that begin alike, sorted by their texts. */
type Bucket<T> = Spelling<T>[];

/** A run of base64 characters, and its end with the padding that follows it. */
interface Run {
  start: number;
  end: number;
  paddedEnd: number;
}

const KEY_LENGTH = 4;
const WORD = /[A-Za-z0-9]/;
const BASE64 = /[A-Za-z0-9+/_-]/;

/**
 * Finds every pattern in one pass over a text: the first four characters of each position pick the
 * patterns that can start there, and a binary search the few of them that are worth comparing, so that
 * thousands with one beginning cost little more than one. Patterns shorter than four characters are
 * ignored. At each position the longest pattern counts; matches may overlap. A base64 match grows to the
 * whole run of base64 characters around it, because its first and last characters hold bits of their neighbours.
 */
export function createMatcher<T>(patterns: readonly Pattern<T>[]): (text: string) => Match<T>[] {
  const buckets = buildBuckets(patterns);
  const known = new Uint8Array(0x10000);
  for (const key of buckets.keys()) known[key & 0xffff] = 1;
  return (text) => {
    const matches: Match<T>[] = [];
    let run: Run = { start: 0, end: 0, paddedEnd: 0 };
    for (let start = 0; start + KEY_LENGTH <= text.length; start += 1) {
      const key = hashAt(text, start);
      if (known[key & 0xffff] === 0) continue;
      const bucket = buckets.get(key);
      const pattern = bucket && findLongest(bucket, text, start);
      if (!pattern) continue;
      const { entry, edge, text: wanted } = pattern;
      if (edge === 'run') {
        // An encoded list has many secrets in one run: its ends are looked for once.
        if (start >= run.end) run = findRun(text, start);
        matches.push({ start: run.start, end: run.paddedEnd, entry });
      } else matches.push({ start, end: start + wanted.length, entry });
    }
    return matches;
  };
}

function buildBuckets<T>(patterns: readonly Pattern<T>[]): Map<number, Bucket<T>> {
  const spellings = new Map<string, Spelling<T>>();
  for (const pattern of patterns) {
    if (pattern.text.length < KEY_LENGTH) continue;
    const spelling = spellings.get(pattern.text);
    if (spelling) spelling.patterns.push(pattern);
    else spellings.set(pattern.text, { text: pattern.text, patterns: [pattern], shorter: null });
  }
  const buckets = new Map<number, Bucket<T>>();
  for (const spelling of spellings.values()) {
    const key = hashAt(spelling.text, 0);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(spelling);
    else buckets.set(key, [spelling]);
  }
  for (const bucket of buckets.values()) linkBucket(bucket);
  return buckets;
}

/** Sorted, all texts that begin with another follow it without a gap. */
function linkBucket<T>(bucket: Bucket<T>): void {
  bucket.sort((a, b) => (a.text < b.text ? -1 : 1));
  let shorter: Spelling<T> | null = null;
  for (const spelling of bucket) {
    while (shorter && !spelling.text.startsWith(shorter.text)) shorter = shorter.shorter;
    spelling.shorter = shorter;
    shorter = spelling;
  }
}

/**
 * Whatever the text goes on with at `start` is, or begins with, the last spelling that does not sort behind it, or
 * one that this begins with; no other can.
 */
function findLongest<T>(bucket: Bucket<T>, text: string, start: number): Pattern<T> | undefined {
  let low = 0;
  let high = bucket.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const wanted = bucket[middle]?.text ?? '';
    if (text.slice(start, start + wanted.length) < wanted) high = middle;
    else low = middle;
  }
  for (let spelling = bucket[low] ?? null; spelling; spelling = spelling.shorter) {
    if (!text.startsWith(spelling.text, start)) continue;
    const end = start + spelling.text.length;
    const pattern = spelling.patterns.find(({ edge }) => edge !== 'whole' || standsAlone(text, start, end));
    if (pattern) return pattern;
  }
  return undefined;
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

function standsAlone(text: string, start: number, end: number): boolean {
  return !WORD.test(text.charAt(start - 1)) && !WORD.test(text.charAt(end));
}

function findRun(text: string, inside: number): Run {
  let start = inside;
  let end = inside;
  while (start > 0 && BASE64.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && BASE64.test(text.charAt(end))) end += 1;
  let paddedEnd = end;
  while (text.charAt(paddedEnd) === '=') paddedEnd += 1;
  return { start, end, paddedEnd };
}
