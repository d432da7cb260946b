import { classifyName, isRandomName, isSensitiveName } from './classify-name';
import { PRIVATE_JWK_MEMBERS, type SecretClass } from './rules';
import type { SensitiveSpan } from './span';

const MEMBER = /"((?:[^"\\]|\\.){1,128})"\s*:\s*/g;
/** Any value that looks random: tells whether a name can be sensitive at all. */
const PROBE = 'a1b2c3d4e5f6g7h8';
const NUMBER = /-?\d[\d.eE+-]*/y;

/**
 * Sensitive members of JSON at any depth. Works on anything that holds JSON: a cut body, a script in
 * a page, a log line. `isClaims` turns on the ordinary words that are personal among claims only.
 */
export function findJsonSpans(text: string, isClaims: boolean): SensitiveSpan[] {
  const disclosed = findDisclosure(text);
  if (disclosed) return [disclosed];
  // No member without a quote before a colon; looking for one is much cheaper than for a whole name.
  if (!/"\s*:/.test(text)) return [];
  const context = isClaims || /"sub"\s*:/.test(text) ? 'claims' : 'word';
  const hasKeys = /"kty"\s*:/.test(text);
  const spans: SensitiveSpan[] = [];
  for (const match of text.matchAll(MEMBER)) {
    const name = match[1] ?? '';
    if (isRandomName(name)) {
      const start = match.index + 1;
      spans.push({ start, end: start + name.length, secret: 'random_value', value: name });
    }
    if (classifyMember(name, PROBE, context, hasKeys) === null && !isSensitiveName(name)) continue;
    // An ordinary word over an object (`"key": {...}`) says nothing about what is inside.
    const isNested = classifyMember(name, '', context, false) !== null;
    for (const leaf of readLeaves(text, match.index + match[0].length, isNested)) {
      const secret = classifyMember(name, leaf.value, context, hasKeys);
      if (secret) spans.push({ ...leaf, secret });
    }
  }
  return spans;
}

function classifyMember(
  name: string,
  value: string,
  context: 'claims' | 'word',
  hasKeys: boolean,
): SecretClass | null {
  if (hasKeys && PRIVATE_JWK_MEMBERS.includes(name) && /^[\w+/=-]{8,}$/.test(value)) return 'private_key';
  return classifyName(name, value, context);
}

interface Leaf {
  start: number;
  end: number;
  value: string;
}

/** The string or number at `start`; of an array or object, if wanted, all strings and numbers but keys. */
function readLeaves(text: string, start: number, isNested: boolean): Leaf[] {
  const first = text.charAt(start);
  if (first !== '[' && first !== '{') {
    const leaf = readLeaf(text, start);
    return leaf ? [leaf] : [];
  }
  return isNested ? readNested(text, start) : [];
}

const MAX_NESTED = 4_096;

function readNested(text: string, start: number): Leaf[] {
  const leaves: Leaf[] = [];
  let depth = 0;
  for (let index = start; index < Math.min(text.length, start + MAX_NESTED); index += 1) {
    const char = text.charAt(index);
    if (char === '[' || char === '{') depth += 1;
    if (char === ']' || char === '}') depth -= 1;
    if (depth === 0) break;
    const leaf = readLeaf(text, index);
    if (!leaf) continue;
    index = leaf.end;
    if (!/^"?\s*:/.test(text.slice(leaf.end, leaf.end + 8))) leaves.push(leaf);
  }
  return leaves;
}

/** A string's end may be missing, as in a body that was cut. */
function readLeaf(text: string, start: number): Leaf | null {
  if (text.charAt(start) === '"') {
    let end = start + 1;
    while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
    end = Math.min(end, text.length);
    return { start: start + 1, end, value: undoEscapes(text.slice(start + 1, end)) };
  }
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(text);
  return number ? { start, end: start + number[0].length, value: number[0] } : null;
}

/** Here, because a view of the whole text without its escapes ends such a string at a quote within it. */
function undoEscapes(literal: string): string {
  if (!literal.includes('\\')) return literal;
  try {
    return JSON.parse(`"${literal}"`) as string;
  } catch {
    return literal;
  }
}

const DISCLOSURE = /^\s{0,8}\["[^"\\]{1,256}"\s{0,4},\s{0,4}"([^"\\]{1,128})"\s{0,4},\s{0,4}/;

/** A disclosure of an SD-JWT (RFC 9901 section 4.2.1): salt, name of the claim, value. */
function findDisclosure(text: string): SensitiveSpan | null {
  const match = text.startsWith('[') ? DISCLOSURE.exec(text) : null;
  if (!match) return null;
  const leaf = readLeaf(text, match[0].length);
  const secret = leaf && classifyName(match[1] ?? '', leaf.value, 'claims');
  return secret ? { ...leaf, secret } : null;
}
