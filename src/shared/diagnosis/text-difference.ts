import type { TextDifference } from '../model/finding';

const MAX_TEXT = 2_048;
/** The middle that differs is compared character by character up to this length, beyond it as a whole. */
const MAX_MIDDLE = 300;
/** Of two identifiers at least this part must agree, or they are two values and not two spellings. */
const MIN_LIKENESS = 0.5;

type Segment = TextDifference['segments'][number];

/** How two texts differ, character by character and in words. Null where they are equal. */
export function findTextDifference(expected: string, actual: string): TextDifference | null {
  if (expected === actual) return null;
  const [from, to] = [expected.slice(0, MAX_TEXT), actual.slice(0, MAX_TEXT)];
  const kinds = [
    ...nameCharacters(from, to),
    ...(nameUrlDifference(from, to) ?? namePlainDifference(from, to)),
  ];
  return { kinds: [...new Set(kinds)], segments: compareCharacters(from, to) };
}

/**
 * The difference of two values that are meant to be one: URLs, or identifiers that are nearly alike.
 * Null for other pairs, such as a rule in words and what was found, where a comparison says nothing.
 */
export function findSpellingDifference(expected: string, actual: string): TextDifference | null {
  if (expected === actual || expected === '' || actual === '') return null;
  const areUrls = parseUrl(expected.trim()) !== null && parseUrl(actual.trim()) !== null;
  const areWords = [expected, actual].every((text) => text.length <= MAX_TEXT && !/\S\s+\S/.test(text));
  if (!areWords) return null;
  const difference = findTextDifference(expected, actual);
  if (!difference || areUrls) return difference;
  return expected.length >= 4 && measureLikeness(difference) >= MIN_LIKENESS ? difference : null;
}

/** A sentence to put behind a statement. */
export function describeDifference({ kinds }: TextDifference): string {
  return kinds.length === 0 ? '' : `They differ: ${kinds.slice(0, 4).join('; ')}.`;
}

function measureLikeness({ segments }: TextDifference): number {
  const count = (kind: Segment['kind']) =>
    segments.reduce((sum, each) => sum + (each.kind === kind ? each.text.length : 0), 0);
  const same = count('same');
  return same / Math.max(1, same + Math.max(count('removed'), count('added')));
}

/** Characters that nobody sees, with the names of their code points. */
const INVISIBLE: Record<string, string> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2060': 'word joiner',
  '\ufeff': 'byte order mark',
  '\t': 'tab',
  '\n': 'line feed',
  '\r': 'carriage return',
  '\u0000': 'null',
};

const IS_INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;

function nameCharacters(expected: string, actual: string): string[] {
  const kinds: string[] = [];
  for (const [text, other, who] of [
    [actual, expected, 'the actual value'],
    [expected, actual, 'the expected value'],
  ] as const) {
    if (text !== text.trim() && other === other.trim())
      kinds.push(`${who} has a space at its ${findEnd(text)}`);
    const inner = new Set([...text.trim()].filter((each) => each !== ' ' && IS_INVISIBLE.test(each)));
    for (const character of [...inner].slice(0, 3)) {
      if (!other.includes(character))
        kinds.push(`${who} holds an invisible character, ${nameCodePoint(character)}`);
    }
  }
  return kinds;
}

function findEnd(text: string): string {
  if (text === text.trimStart()) return 'end';
  return text === text.trimEnd() ? 'start' : 'start and end';
}

function nameCodePoint(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name = Object.hasOwn(INVISIBLE, character) ? ` ${INVISIBLE[character]}` : '';
  return `U+${point}${name}`;
}

interface UrlParts {
  scheme: string;
  user: string;
  host: string;
  port: string;
  path: string;
  query: string;
  fragment: string;
}

/** Split by hand: the URL class would correct what is to be seen here. RFC 3986 appendix B. */
function parseUrl(text: string): UrlParts | null {
  const match = /^([a-z][a-z0-9+.-]{0,30}):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text);
  if (!match) return null;
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = match;
  const at = authority.lastIndexOf('@') + 1;
  const port = /:(\d*)$/.exec(authority);
  const host = authority.slice(at, port ? port.index : undefined);
  return { scheme, user: authority.slice(0, at), host, port: port?.[1] ?? '', path, query, fragment };
}

function nameUrlDifference(expectedText: string, actualText: string): string[] | null {
  const expected = parseUrl(expectedText.trim());
  const actual = parseUrl(actualText.trim());
  if (!expected || !actual) return null;
  return [
    ...nameScheme(expected.scheme, actual.scheme),
    ...(expected.user === actual.user ? [] : ['the user information before the host differs']),
    ...nameHost(expected.host, actual.host),
    ...namePort(expected, actual),
    ...namePath(expected.path, actual.path),
    ...nameTail('query', expected.query, actual.query),
    ...nameTail('fragment', expected.fragment, actual.fragment),
  ];
}

function nameScheme(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  if (expected.toLowerCase() === actual.toLowerCase()) return ['the case of the scheme'];
  return [`${actual} in place of ${expected}`];
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function nameHost(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  const [from, to] = [expected.toLowerCase(), actual.toLowerCase()];
  if (from === to) return ['the case of the host'];
  if (LOOPBACK.includes(from) && LOOPBACK.includes(to)) return [`${actual} in place of ${expected}`];
  if (to === `www.${from}`) return ['www. before the host is added'];
  if (from === `www.${to}`) return ['www. before the host is missing'];
  if (from.replace(/\.$/, '') === to.replace(/\.$/, '')) return ['a dot at the end of the host'];
  return [`the host is ${actual} in place of ${expected}`];
}

function namePort(expected: UrlParts, actual: UrlParts): string[] {
  if (expected.port === actual.port) return [];
  if (actual.port === '') return [`the port ${expected.port}${nameDefault(expected)} is missing`];
  if (expected.port === '') return [`the port ${actual.port}${nameDefault(actual)} is added`];
  return [`the port is ${actual.port} in place of ${expected.port}`];
}

function nameDefault({ scheme, port }: UrlParts): string {
  const usual = { http: '80', https: '443' }[scheme.toLowerCase()];
  return usual === port ? `, the default of ${scheme.toLowerCase()},` : '';
}

function namePath(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  if (actual === `${expected}/`) return ['a trailing slash is added'];
  if (expected === `${actual}/`) return ['a trailing slash is missing'];
  if (expected.toLowerCase() === actual.toLowerCase()) return ['the case of the path'];
  if (decode(expected) === decode(actual)) return ['the percent-encoding of the path'];
  if (expected.replaceAll(/\/{2,}/g, '/') === actual.replaceAll(/\/{2,}/g, '/'))
    return ['a doubled slash in the path'];
  return [`the path is ${show(actual)} in place of ${show(expected)}`];
}

function nameTail(part: 'query' | 'fragment', expected: string, actual: string): string[] {
  if (expected === actual) return [];
  if (expected === '') return [`a ${part} is added`];
  if (actual === '') return [`the ${part} is missing`];
  return [
    decode(expected) === decode(actual) ? `the percent-encoding of the ${part}` : `the ${part} differs`,
  ];
}

function namePlainDifference(expected: string, actual: string): string[] {
  const [from, to] = [expected.trim(), actual.trim()];
  if (from === to) return [];
  if (from.toLowerCase() === to.toLowerCase()) return ['upper and lower case'];
  if (decode(from) === decode(to)) return ['the percent-encoding'];
  if (to === `${from}/`) return ['a trailing slash is added'];
  if (from === `${to}/`) return ['a trailing slash is missing'];
  if (from.length > to.length && from.startsWith(to)) return ['the end is cut off'];
  return to.length > from.length && to.startsWith(from) ? ['more follows at the end'] : [];
}

function show(path: string): string {
  return path === '' ? 'empty' : path.slice(0, 120);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What both begin and end with is the same; between, the longest common subsequence. */
function compareCharacters(expected: string, actual: string): Segment[] {
  const [from, to] = [[...expected], [...actual]];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  const limit = Math.min(from.length, to.length) - start;
  while (end < limit && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  return joinSegments([
    ...from.slice(0, start).map((text): Segment => ({ text, kind: 'same' })),
    ...compareMiddle(from.slice(start, from.length - end), to.slice(start, to.length - end)),
    ...from.slice(from.length - end).map((text): Segment => ({ text, kind: 'same' })),
  ]);
}

function compareMiddle(from: string[], to: string[]): Segment[] {
  if (from.length > MAX_MIDDLE || to.length > MAX_MIDDLE) {
    return [
      { text: from.join(''), kind: 'removed' },
      { text: to.join(''), kind: 'added' },
    ];
  }
  const width = to.length + 1;
  const common = countCommon(from, to, width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  const segments: Segment[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      segments.push({ text: from[i] ?? '', kind: 'same' });
      i += 1;
      j += 1;
    } else if (i < from.length && (j >= to.length || at(i + 1, j) >= at(i, j + 1))) {
      segments.push({ text: from[i] ?? '', kind: 'removed' });
      i += 1;
    } else {
      segments.push({ text: to[j] ?? '', kind: 'added' });
      j += 1;
    }
  }
  return segments;
}

/** Length of the longest common subsequence of what follows each pair of positions. */
function countCommon(from: string[], to: string[], width: number): Uint16Array {
  const common = new Uint16Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      const [down, right] = [common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0];
      const both = (common[(i + 1) * width + j + 1] ?? 0) + 1;
      common[i * width + j] = from[i] === to[j] ? both : Math.max(down, right);
    }
  }
  return common;
}

function joinSegments(parts: Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
