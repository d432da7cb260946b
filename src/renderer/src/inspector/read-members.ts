import type { TextPart } from '../ui/MaskedText';

/** A line of indented JSON. Its parts, with the name between them and the line feed behind, are the line again. */
export interface JsonLine {
  before: TextPart[];
  /** Of the member that begins here; its quotes belong to the parts around it. Null where none does. */
  name: string | null;
  after: TextPart[];
  /** What that member holds: a string without its quotes, an object or a list with all its lines. */
  value: TextPart[];
  isString: boolean;
  feed: '\n' | '';
}

/** One member on each line, as JSON is indented here. Names with escapes in them stay text. */
const MEMBER = /^( *")([^"\\\n]{1,80})(?=": )/;

interface Span {
  from: number;
  to: number;
}

type Line = Span & Pick<JsonLine, 'feed'>;

/** Cuts indented JSON into its lines, and each at the name of its member. */
export function readMembers(parts: readonly TextPart[]): JsonLine[] {
  const text = parts.map((part) => part.text).join('');
  const lines = listLines(parts);
  const closings = findClosings(text, lines);
  return lines.map((line, index) => {
    const [, start = '', name = null] = MEMBER.exec(text.slice(line.from, line.to)) ?? [];
    const at = line.from + start.length;
    if (name === null || sliceParts(parts, at, at + name.length).some(({ secret }) => secret !== null)) {
      const before = sliceParts(parts, line.from, line.to);
      return { before, name: null, after: [], value: [], isString: false, feed: line.feed };
    }
    const end = at + name.length;
    const value = spanValue(text, { from: end + '": '.length, to: line.to }, closings[index] ?? null);
    return {
      before: sliceParts(parts, line.from, at),
      name,
      after: sliceParts(parts, end, line.to),
      value: sliceParts(parts, value.from, value.to),
      isString: text[value.from - 1] === '"',
      feed: line.feed,
    };
  });
}

/** What a copy of a member holds: of a string its text, of an object its JSON as if it stood alone. */
export function writeValue(
  text: string,
  { before, isString }: Pick<JsonLine, 'before' | 'isString'>,
): string {
  if (isString) {
    try {
      return String(JSON.parse(`"${text}"`));
    } catch {
      return text;
    }
  }
  const indent = before.map((part) => part.text).join('').length - 1;
  return text.replaceAll(`\n${' '.repeat(indent)}`, '\n');
}

/** A line feed that is hidden ends no line: what is around it is seen as one. */
function listLines(parts: readonly TextPart[]): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  let from = 0;
  for (const { text, secret } of parts) {
    for (let at = secret === null ? text.indexOf('\n') : -1; at >= 0; at = text.indexOf('\n', at + 1)) {
      lines.push({ from, to: offset + at, feed: '\n' });
      from = offset + at + 1;
    }
    offset += text.length;
  }
  if (from < offset) lines.push({ from, to: offset, feed: '' });
  return lines;
}

/** For each line that opens an object or a list, where that ends; null for the others. */
function findClosings(text: string, lines: readonly Span[]): (number | null)[] {
  const closings: (number | null)[] = lines.map(() => null);
  const open: number[] = [];
  lines.forEach((line, index) => {
    const words = text.slice(line.from, line.to).trim();
    if (/^[}\]],?$/.test(words)) {
      const opened = open.pop();
      if (opened !== undefined)
        closings[opened] = line.from + text.slice(line.from, line.to).search(/[}\]]/) + 1;
    } else if (/[{[]$/.test(words)) open.push(index);
  });
  return closings;
}

function spanValue(text: string, { from, to }: Span, closing: number | null): Span {
  if (closing !== null) return { from, to: closing };
  const rest = text.slice(from, to).trimEnd().replace(/,$/, '');
  const isString = rest.length >= 2 && rest.startsWith('"') && rest.endsWith('"');
  return isString ? { from: from + 1, to: from + rest.length - 1 } : { from, to: from + rest.length };
}

function sliceParts(parts: readonly TextPart[], from: number, to: number): TextPart[] {
  const found: TextPart[] = [];
  let offset = 0;
  for (const { text, secret } of parts) {
    if (offset >= to) break;
    const cut = text.slice(Math.max(0, from - offset), to - offset);
    if (cut !== '' && offset + text.length > from) found.push({ text: cut, secret });
    offset += text.length;
  }
  return found;
}
