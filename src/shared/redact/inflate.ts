import { Gunzip, Inflate, Unzlib } from 'fflate';

/** Answered in place of a text that is larger than may be looked through. */
export const TOO_LARGE = Symbol('too large');

const PIECE_BYTES = 1_024;

/**
 * What gzip, zlib or raw deflate data holds, null for any other bytes. Data that was cut off is read as far as
 * it goes. In small pieces, so that a few bytes which stand for gigabytes are given up early.
 */
export function inflateBounded(bytes: Uint8Array, maxBytes: number): Uint8Array | null | typeof TOO_LARGE {
  const Stream = findStream(bytes);
  if (!Stream) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Stream((piece: Uint8Array) => {
    pieces.push(piece.slice());
    length += piece.length;
  });
  try {
    for (let from = 0; from < bytes.length && length <= maxBytes; from += PIECE_BYTES) {
      stream.push(bytes.subarray(from, from + PIECE_BYTES), false);
    }
  } catch {
    // Broken from here on; or never compressed, which shows in what came out.
  }
  if (length > maxBytes) return TOO_LARGE;
  return length === 0 ? null : join(pieces, length);
}

/** RFC 1952 section 2.3.1, RFC 1950 section 2.2; raw deflate has no mark of its own. */
function findStream(bytes: Uint8Array): typeof Gunzip | typeof Unzlib | typeof Inflate | null {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < MIN_COMPRESSED) return null;
  if (isGzip(bytes)) return Gunzip;
  if (first === 0x78 && ((first << 8) | second) % 31 === 0) return Unzlib;
  return bytes.length >= MIN_RAW_DEFLATE && mayBeDeflate(bytes) ? Inflate : null;
}

/** A first block that is the last as well, as in any message of some kilobytes, with codes fixed or its own (RFC 1951 section 3.2.3). */
export function mayBeDeflate([first = 0]: Uint8Array): boolean {
  const kind = first & 7;
  return kind === 3 || kind === 5;
}

const MIN_COMPRESSED = 10;
const MIN_RAW_DEFLATE = 32;

export function isGzip([first, second, third]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b && third === 8;
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
