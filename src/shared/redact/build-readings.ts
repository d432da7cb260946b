import { decodeBase64Bytes } from '../text/base64';
import { buildDecodedViews, type DecodedView } from './decode-view';
import { isGzip, mayBeDeflate, TOO_LARGE } from './inflate';
import { createWork, isUtf8, readBytes, type Work } from './read-bytes';

/** One way to read a text or a part of it, which remembers where in the text that part stands. */
export interface Reading {
  text: string;
  /** True: a part that is too large or nested too deep to be looked through, and is hidden therefore. */
  isClosed: boolean;
  locate(start: number, end: number): { start: number; end: number };
}

/** base64 of gzip of JSON with base64url in it is three. */
const MAX_NESTING = 4;
/** Less than this holds no name with a value. */
const MIN_RUN = 16;

const RUN = /[\w+/-]{16,}={0,2}/g;
/** The lines after the first one of base64 as MIME and PEM wrap it. */
const WRAPPED = /(?:\r?\n[\w+/-]{60,76})*\r?\n[\w+/-]{1,76}={0,2}/y;
const RUN_CHARACTER = /[\w+/-]/;
const HEX_ONLY = /^(?:[0-9a-f]{2})+$/i;

/**
 * The text itself with its escapes undone layer by layer, and what stands in it as base64, hex, UTF-16 or
 * compressed, read the same way again. A range found in an opened part is the whole of that part.
 */
export function buildReadings(text: string): Reading[] {
  return readLayer(text, { ...createWork(), opened: new Map() }, 0);
}

/** Its escapes alone: for what a person sees of their own recording, where speed counts. */
export function buildPlainReadings(text: string): Reading[] {
  return buildDecodedViews(text).map((view) => ({ text: view.text, isClosed: false, locate: view.locate }));
}

interface OpeningWork extends Work {
  /** The same cookie or token stands in many places of a body. */
  opened: Map<string, string | null | typeof TOO_LARGE>;
}

function readLayer(text: string, work: OpeningWork, nesting: number): Reading[] {
  const readings: Reading[] = [];
  const seen = new Set<string>();
  for (const view of buildDecodedViews(text)) {
    readings.push({ text: view.text, isClosed: false, locate: view.locate });
    if (view.text.length < MIN_RUN) continue;
    for (const { run, index } of findRuns(view.text)) {
      if (view.depth > 0 && isLiteral(view, text, index, run)) continue;
      for (const part of splitRun(run)) {
        const opened = openOnce(part.text, work);
        if (opened === null) continue;
        const start = index + part.offset;
        const range = view.locate(start, start + part.text.length);
        const key = `${range.start} ${range.end} ${part.text.length}`;
        if (seen.has(key)) continue;
        seen.add(key);
        readings.push(...readPart(opened, work, nesting, range));
      }
    }
  }
  return readings;
}

function* findRuns(text: string): Generator<{ run: string; index: number }> {
  let last = 0;
  for (const { 0: line, index } of text.matchAll(RUN)) {
    if (index < last) continue;
    yield { run: line, index };
    if (line.length < 60 || line.length > 76) continue;
    WRAPPED.lastIndex = index + line.length;
    const lines = WRAPPED.exec(text)?.[0];
    if (lines === undefined) continue;
    last = WRAPPED.lastIndex;
    yield { run: line + lines, index };
  }
}

function readPart(
  opened: string | typeof TOO_LARGE,
  work: OpeningWork,
  nesting: number,
  range: { start: number; end: number },
): Reading[] {
  const locate = () => range;
  if (opened === TOO_LARGE || nesting >= MAX_NESTING) return [{ text: '', isClosed: true, locate }];
  return readLayer(opened, work, nesting + 1).map((reading) => ({ ...reading, locate }));
}

/** Whether the run stood there before any escape was undone, and was opened then. */
function isLiteral(view: DecodedView, text: string, index: number, run: string): boolean {
  const { start, end } = view.locate(index, index + run.length);
  return (
    end - start === run.length &&
    !RUN_CHARACTER.test(text.charAt(start - 1)) &&
    !RUN_CHARACTER.test(text.charAt(end))
  );
}

/** A path has the characters of base64 too: what is between its slashes may be encoded on its own. */
function splitRun(run: string): { text: string; offset: number }[] {
  const parts = [{ text: run, offset: 0 }];
  if (!run.includes('/')) return parts;
  let offset = 0;
  for (const text of run.split('/')) {
    if (text.length >= MIN_RUN) parts.push({ text, offset });
    offset += text.length + 1;
  }
  return parts;
}

function openOnce(run: string, work: OpeningWork): string | null | typeof TOO_LARGE {
  const known = work.opened.get(run);
  if (known !== undefined) return known;
  const opened = openRun(run, work);
  work.opened.set(run, opened);
  return opened;
}

function openRun(run: string, work: Work): string | null | typeof TOO_LARGE {
  if (HEX_ONLY.test(run)) {
    const text = readBytes(decodeHex(run), work);
    if (text !== null) return text;
  }
  if (!looksOpenable(run)) return null;
  const bytes = decodeBase64Bytes(toWholeGroups(run.includes('\n') ? run.replace(/\r?\n/g, '') : run));
  return bytes && readBytes(bytes, work);
}

/** One character beyond the last group of four holds no byte, and makes the whole unreadable. */
function toWholeGroups(run: string): string {
  const bare = run.replace(/=+$/, '');
  return bare.length % 4 === 1 ? bare.slice(0, -1) : bare;
}

/** Most runs are words, paths and random bytes: the first few bytes tell, without decoding the rest. */
function looksOpenable(run: string): boolean {
  const bytes = decodeBase64Bytes(run.slice(0, 24).replace(/\s/g, '').slice(0, 20).replace(/=+$/, ''));
  if (!bytes) return false;
  if (isGzip(bytes) || bytes[0] === 0x78) return true;
  if (run.length >= MIN_DEFLATED && mayBeDeflate(bytes)) return true;
  let readable = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (byte >= 0x20 && byte < 0x7f) readable += 1;
    else if (byte === 0) zeros += 1;
  }
  return readable + zeros >= bytes.length * 0.6 || isUtf8(bytes) || isByteOrderMark(bytes);
}

/** The shortest raw deflate data that is tried; see inflate.ts. */
const MIN_DEFLATED = 43;

function isByteOrderMark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decodeHex(run: string): Uint8Array {
  const bytes = new Uint8Array(run.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(run.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
