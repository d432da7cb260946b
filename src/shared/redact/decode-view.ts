/** A stretch of the original that stands for a stretch of the decoded text; an escape stands as a whole. */
interface Segment {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** Decoded text that remembers where in the original each part came from. */
export interface DecodedView {
  text: string;
  /** 0 for the text itself; each layer of escapes adds one. */
  depth: number;
  /** The range of the original text that holds this range of the decoded one. */
  locate(start: number, end: number): { start: number; end: number };
}

/** Layers of escapes that are looked through: HTML in JSON in a twice percent-encoded parameter. */
const MAX_DEPTH = 4;

const ESCAPES =
  /(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[!-/:-@[-`{-~bfnrt]|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/gi;
/** UTF-16 that was read byte by byte; a few characters beyond Latin-1 may stand between the others. */
const PAIRS = '(?:[\\x01-\\xff]\\0){3,}(?:(?:[\\0-\\xff]{2}){1,4}(?:[\\x01-\\xff]\\0){2,})*';
const PAIRS_HIGH_FIRST = '(?:\\0[\\x01-\\xff]){3,}(?:(?:[\\0-\\xff]{2}){1,4}(?:\\0[\\x01-\\xff]){2,})*';
/** Apart, because it can begin with any character, which makes looking for it slow. */
const ESCAPES_AND_PAIRS = new RegExp(`${ESCAPES.source}|${PAIRS}|${PAIRS_HIGH_FIRST}`, 'gi');
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CONTROL: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * The text itself, then what it reads as with its percent, JSON, Markdown and HTML escapes undone, layer by
 * layer. Looking for a value in each view finds it however it was escaped, also in mixtures.
 */
export function buildDecodedViews(text: string): DecodedView[] {
  const views: DecodedView[] = [{ text, depth: 0, locate: (start, end) => ({ start, end }) }];
  for (let depth = 1; depth <= MAX_DEPTH; depth += 1) {
    const outer = views[depth - 1];
    const decoded = outer && decodeOnce(outer.text);
    if (!decoded) break;
    views.push({
      text: decoded.text,
      depth,
      locate(start, end) {
        const range = locateIn(decoded.segments, start, end);
        return outer.locate(range.start, range.end);
      },
    });
  }
  return views;
}

/** The text with every escape undone, as deep as views go. */
export function decodeFully(text: string): string {
  return buildDecodedViews(text).at(-1)?.text ?? text;
}

function decodeOnce(text: string): { text: string; segments: Segment[] } | null {
  const hasZeros = text.includes('\0');
  if (!hasZeros && !/[%\\&]/.test(text)) return null;
  const segments: Segment[] = [];
  const parts: string[] = [];
  let length = 0;
  let last = 0;
  const add = (piece: string, from: number, to: number) => {
    parts.push(piece);
    segments.push({ start: length, end: length + piece.length, from, to });
    length += piece.length;
  };
  for (const match of text.matchAll(hasZeros ? ESCAPES_AND_PAIRS : ESCAPES)) {
    if (match.index > last) add(text.slice(last, match.index), last, match.index);
    last = match.index + match[0].length;
    if (match[0].startsWith('%')) decodePercent(match[0], match.index, add);
    else if (match[0].charAt(1) === '\0') decodePairs(match[0], match.index, 0, add);
    else if (match[0].startsWith('\0')) decodePairs(match[0], match.index, 1, add);
    else add(decodeEscape(match[0]), match.index, last);
  }
  if (last === 0) return null;
  if (last < text.length) add(text.slice(last), last, text.length);
  return { text: parts.join(''), segments };
}

/** Bytes that are not UTF-8 are read as Latin-1, so that no `%xx` hides what it stands for. */
function decodePercent(
  run: string,
  offset: number,
  add: (piece: string, from: number, to: number) => void,
): void {
  const bytes = Array.from({ length: run.length / 3 }, (_, index) =>
    Number.parseInt(run.slice(index * 3 + 1, index * 3 + 3), 16),
  );
  for (let index = 0; index < bytes.length; ) {
    const { codePoint, size } = readUtf8(bytes, index);
    add(String.fromCodePoint(codePoint), offset + index * 3, offset + (index + size) * 3);
    index += size;
  }
}

function readUtf8(bytes: number[], index: number): { codePoint: number; size: number } {
  const lead = bytes[index] ?? 0;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (size === 1 || lead > 0xf4) return { codePoint: lead, size: 1 };
  let codePoint = lead & (0xff >> (size + 1));
  for (let step = 1; step < size; step += 1) {
    const next = bytes[index + step];
    if (next === undefined || (next & 0xc0) !== 0x80) return { codePoint: lead, size: 1 };
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  return codePoint <= 0x10ffff ? { codePoint, size } : { codePoint: lead, size: 1 };
}

function decodePairs(
  run: string,
  offset: number,
  highFirst: 0 | 1,
  add: (piece: string, from: number, to: number) => void,
): void {
  for (let index = 0; index < run.length; index += 2) {
    const unit = (run.charCodeAt(index + 1 - highFirst) << 8) | run.charCodeAt(index + highFirst);
    add(String.fromCharCode(unit), offset + index, offset + index + 2);
  }
}

function decodeEscape(sequence: string): string {
  if (sequence.startsWith('\\')) {
    const kind = sequence.charAt(1);
    if (sequence.length > 2) return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
    return CONTROL[kind] ?? kind;
  }
  const body = sequence.slice(1, -1).toLowerCase();
  if (!body.startsWith('#')) return NAMED[body] ?? sequence;
  const code = body.startsWith('#x') ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : sequence;
}

function locateIn(segments: Segment[], start: number, end: number): { start: number; end: number } {
  const first = findSegment(segments, start);
  const last = findSegment(segments, Math.max(start, end - 1));
  if (!first || !last) return { start: 0, end: 0 };
  const from = isLiteral(first) ? first.from + (start - first.start) : first.from;
  const to = isLiteral(last) ? last.from + (end - last.start) : last.to;
  return { start: from, end: to };
}

/** An escape is longer than what it stands for, so equal lengths mean plain text. */
function isLiteral(segment: Segment): boolean {
  return segment.to - segment.from === segment.end - segment.start;
}

function findSegment(segments: Segment[], position: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.start ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}
