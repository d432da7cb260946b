import { inflateBounded, TOO_LARGE } from './inflate';

const UTF8 = new TextDecoder();

/** What inflating may still bring forth; shared by everything that is read out of one text. */
export interface Work {
  inflatedBytes: number;
}

/**
 * The text that bytes stand for: UTF-8, UTF-16, or either of them compressed; text that is mostly readable is
 * read as Latin-1. Null for bytes that are no text: keys, hashes, images.
 */
export function readBytes(bytes: Uint8Array, work: Work): string | null | typeof TOO_LARGE {
  const text = readText(bytes);
  if (text !== null) return text;
  const inflated = inflateBounded(bytes, work.inflatedBytes);
  if (inflated === null) return null;
  if (inflated === TOO_LARGE) {
    work.inflatedBytes = 0;
    return TOO_LARGE;
  }
  // Random bytes can pass for a short piece of compressed data, but what comes out is no text.
  const inner = readText(inflated) ?? (inflated[0] === 0x1f ? readBytes(inflated, work) : null);
  if (inner !== null) work.inflatedBytes -= inflated.length;
  return inner;
}

/** No message that carries credentials is near this. */
const MAX_INFLATED_BYTES = 4_194_304;

export const createWork = (): Work => ({ inflatedBytes: MAX_INFLATED_BYTES });

/** As readBytes, for a body: null where it is plain, in any charset. */
export function openBytes(bytes: Uint8Array): string | null | typeof TOO_LARGE {
  return readUtf16(bytes) ?? (readText(bytes) === null ? readBytes(bytes, createWork()) : null);
}

function readText(bytes: Uint8Array): string | null {
  const wide = readUtf16(bytes);
  if (wide !== null) return wide;
  const readable = countReadable(bytes);
  // Of random bytes 37 % are readable ASCII.
  if (readable >= bytes.length * 0.75) return decodeUtf8(bytes) ?? toLatin1(bytes);
  return countControls(bytes) <= bytes.length * 0.1 ? decodeUtf8(bytes) : null;
}

/** With a byte order mark, or where every other byte is zero as in most text of Europe. */
function readUtf16(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes, 0);
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, 1);
  const half = bytes.length / 2;
  const even = countZeros(bytes, 0);
  const odd = countZeros(bytes, 1);
  if (odd >= half * 0.5 && even <= half * 0.1) return decodeUtf16(bytes, 0);
  if (even >= half * 0.5 && odd <= half * 0.1) return decodeUtf16(bytes, 1);
  return null;
}

function countZeros(bytes: Uint8Array, from: 0 | 1): number {
  let count = 0;
  for (let index = from; index < bytes.length; index += 2) if (bytes[index] === 0) count += 1;
  return count;
}

function decodeUtf16(bytes: Uint8Array, highFirst: 0 | 1): string {
  const units: string[] = [];
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const low = bytes[index + highFirst] ?? 0;
    const high = bytes[index + 1 - highFirst] ?? 0;
    units.push(String.fromCharCode((high << 8) | low));
  }
  return units.join('');
}

function decodeUtf8(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? UTF8.decode(bytes) : null;
}

/**
 * Asked first, because a decoder that refuses costs far more than this. A character may be cut off at the end,
 * where a body or a piece of one ends.
 */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    const size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size === 0) return false;
    const end = Math.min(bytes.length, index + size);
    for (let next = index + 1; next < end; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false;
    index += size;
  }
  return true;
}

function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 8_192) {
    text += String.fromCharCode(...bytes.subarray(index, index + 8_192));
  }
  return text;
}

function countReadable(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d) count += 1;
  }
  return count;
}

function countControls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) count += 1;
  return count;
}
