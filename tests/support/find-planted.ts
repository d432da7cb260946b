import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { HEAD_LENGTH, MARKER, TAIL_LENGTH } from './planted/plant-value';
import type { Plant } from './planted/planter';

/** Answers the places whose value shows in a text, whole or in part. */
export type FindPlanted = (text: string) => string[];

const MAX_NESTING = 5;
const HEAD = new RegExp(`(?=(${MARKER}[A-Za-z]{${HEAD_LENGTH - MARKER.length}}))${MARKER}`, 'g');
const TAIL = /[A-Za-z]{3}\d{4}(?!\d)/g;
const BASE64 = /[\w+/-]{14,}/g;
const WRAPPED_BASE64 = /(?:[\w+/-]{40,80}\r?\n)+[\w+/-]{1,80}/g;
const HEX = /[0-9a-fA-F]{14,}/g;

/**
 * Reads a text as a stranger with patience would: every escape undone, base64 and hex opened at each position,
 * what is compressed inflated, and what comes out read again. Shares no code with the app.
 */
export function createFindPlanted(plants: readonly Plant[]): FindPlanted {
  const ends = new Map<string, string>();
  for (const { place, value } of plants) {
    ends.set(value.slice(0, HEAD_LENGTH), place);
    ends.set(value.slice(-TAIL_LENGTH), place);
  }
  return (text) => {
    const found = new Set<string>();
    readDeep(text, (reading) => {
      for (const pattern of [HEAD, TAIL]) {
        for (const match of reading.matchAll(pattern)) {
          const place = ends.get(match[1] ?? match[0].slice(-TAIL_LENGTH));
          if (place !== undefined) found.add(place);
        }
      }
    });
    return plants.filter(({ place }) => found.has(place)).map(({ place }) => place);
  };
}

/** Layer by layer, so that each reading is met where it takes the fewest steps. */
function readDeep(text: string, read: (reading: string) => void): void {
  const seen = new Set([text]);
  let layer = [text];
  for (let nesting = 0; layer.length > 0; nesting += 1) {
    const next: string[] = [];
    const add = (reading: string) => {
      if (reading === '' || seen.has(reading)) return;
      seen.add(reading);
      next.push(reading);
    };
    for (const each of layer) {
      read(each);
      if (nesting >= MAX_NESTING) continue;
      add(undoEscapes(each));
      for (const opened of openRuns(each)) add(opened);
    }
    layer = next;
  }
}

function undoEscapes(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => readBytes(Buffer.from(run.replaceAll('%', ''), 'hex')))
    .replace(/\\(?:u([0-9a-f]{4})|(["'\\/`]))/gi, (_, code: string | undefined, char: string) =>
      code === undefined ? char : String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/&#x([0-9a-f]{1,6});/gi, (whole, code: string) => toCharacter(Number.parseInt(code, 16), whole))
    .replace(/&#(\d{1,7});/g, (whole, code: string) => toCharacter(Number(code), whole))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll("'\\''", "'")
    .replaceAll('\0', '');
}

function toCharacter(code: number, whole: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** UTF-8, or each byte for itself where it is not. */
function readBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

function* openRuns(text: string): Generator<string> {
  for (const [run] of text.matchAll(BASE64)) {
    const pieces = run.includes('/') ? [run, ...run.split('/').filter((piece) => piece.length >= 14)] : [run];
    for (const piece of pieces) {
      for (const shift of [0, 1, 2, 3]) {
        yield* readAll(Buffer.from(piece.slice(shift), 'base64'), shift === 0);
      }
    }
  }
  for (const [run] of text.matchAll(WRAPPED_BASE64)) yield* readAll(Buffer.from(run, 'base64'), true);
  for (const [run] of text.matchAll(HEX)) {
    yield* readAll(Buffer.from(run, 'hex'), true);
    yield* readAll(Buffer.from(run.slice(1), 'hex'), false);
  }
  if (text.startsWith('\u001f\u008b')) yield* readAll(Buffer.from(text, 'latin1'), true);
}

/** Only what looks like text, or inflates, is worth more looking; random bytes are most of what comes out. */
function* readAll(bytes: Buffer, isWhole: boolean): Generator<string> {
  if (isWhole) {
    for (const inflate of [gunzipSync, inflateSync, inflateRawSync]) {
      if (!canInflate(bytes, inflate)) continue;
      try {
        yield readBytes(inflate(bytes, { maxOutputLength: 1_000_000 }));
      } catch {
        // Not compressed so.
      }
    }
  }
  if (!hasText(bytes)) return;
  yield readBytes(bytes);
  if (bytes.includes(0)) {
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    yield even.toString('utf16le');
    yield Buffer.from(even).swap16().toString('utf16le');
  }
}

function canInflate(bytes: Buffer, inflate: unknown): boolean {
  if (bytes.length < 12) return false;
  if (inflate === gunzipSync) return bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (inflate === inflateSync) return bytes[0] === 0x78;
  const kind = ((bytes[0] ?? 0) >> 1) & 3;
  return bytes.length > 40 && (kind === 1 || kind === 2);
}

/** Seven characters of text in a row, zero bytes between them or not. */
function hasText(bytes: Buffer): boolean {
  let length = 0;
  for (const byte of bytes) {
    if (byte >= 0x20 && byte < 0x7f) length += 1;
    else if (byte !== 0 && byte < 0x80) length = 0;
    if (length >= 7) return true;
  }
  return false;
}
