export interface TextPosition {
  /** Both count from 1. */
  line: number;
  column: number;
}

const BLANKS = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 section 7 forbids them in strings
const PLAIN_CHARACTERS = /[^"\\\u0000-\u001f]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/**
 * Where a text stops being JSON (RFC 8259), null where it is JSON. JSON.parse names the place only
 * sometimes, and quotes what stands there, which may be a secret.
 */
export function locateJsonError(text: string): TextPosition | null {
  const offset = findErrorOffset(text);
  if (offset === null) return null;
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end';

/** One pass with a stack of open brackets, so that no depth of nesting can exhaust the call stack. */
function findErrorOffset(text: string): number | null {
  let at = 0;
  let expected: Expected = 'value';
  const open: ('{' | '[')[] = [];
  const read = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match !== null;
  };
  // Piece by piece: one pattern for a whole string would exhaust its stack on a long one.
  const readString = (): boolean => {
    if (text[at] !== '"') return false;
    at += 1;
    while (read(PLAIN_CHARACTERS) || read(ESCAPE));
    if (text[at] !== '"') return false;
    at += 1;
    return true;
  };
  for (;;) {
    read(BLANKS);
    const character: string | undefined = text[at];
    if (expected === 'comma-or-end' && open.length === 0) return character === undefined ? null : at;
    const closes = open.at(-1) === '{' ? '}' : ']';
    if (expected.endsWith('-end') && character === closes) {
      at += 1;
      open.pop();
      expected = 'comma-or-end';
    } else if (expected === 'comma-or-end') {
      if (character !== ',') return at;
      at += 1;
      expected = open.at(-1) === '{' ? 'name' : 'value';
    } else if (expected === 'colon') {
      if (character !== ':') return at;
      at += 1;
      expected = 'value';
    } else if (expected.startsWith('name')) {
      if (!readString()) return at;
      expected = 'colon';
    } else if (character === '{' || character === '[') {
      at += 1;
      open.push(character);
      expected = character === '{' ? 'name-or-end' : 'value-or-end';
    } else {
      if (!readString() && !read(SCALAR)) return at;
      expected = 'comma-or-end';
    }
  }
}
