import { constants, gunzipSync } from 'node:zlib';
import type { Remark, RepairedText } from './repair-text';

/** Archives shrink to a tenth when they are packed; more than this is no sign-in. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
const SAMPLE = 1_024;

/** The text of a file of unknown origin: packed or not, in UTF-8, UTF-16, or what the web takes for the rest. */
export function decodeBytes(file: Uint8Array): RepairedText {
  const remarks: Remark[] = [];
  const bytes = unpack(file, remarks);
  const charset = findCharset(bytes);
  if (charset !== 'utf-8') {
    remarks.push({ code: 'utf-16', message: `The text is ${charset.toUpperCase()}, not UTF-8.` });
    return { text: new TextDecoder(charset).decode(bytes), remarks };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), remarks };
  } catch {
    remarks.push({
      code: 'not-utf8',
      message: 'The text holds bytes that are not UTF-8; it was read as Windows-1252.',
    });
    return { text: new TextDecoder('windows-1252').decode(bytes), remarks };
  }
}

/** A file that ends too early gives what it began with (RFC 1952). */
function unpack(file: Uint8Array, remarks: Remark[]): Uint8Array {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  try {
    const options = { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
    const bytes = gunzipSync(file, options);
    remarks.push({ code: 'gzip', message: 'The file is packed with gzip; it was unpacked.' });
    return bytes;
  } catch {
    remarks.push({ code: 'gzip-broken', message: 'The file begins like gzip and cannot be unpacked.' });
    return file;
  }
}

/** By its byte order mark; without one, by the zeros that Latin letters have in UTF-16. */
export function findCharset(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 4;
  if (sample.length >= 4 && odd > many && even === 0) return 'utf-16le';
  return sample.length >= 4 && even > many && odd === 0 ? 'utf-16be' : 'utf-8';
}
