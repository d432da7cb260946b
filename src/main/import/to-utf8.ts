import { findCharset } from './decode-bytes';
import type { Remark } from './repair-text';

/** Makes UTF-8 without NUL characters of the bytes of a file that come one chunk after the other. */
export interface Utf8Converter {
  convert(bytes: Uint8Array): Uint8Array;
  remarks(): Remark[];
}

/** `head` is the beginning of the file, by which its encoding is known; it is to be converted as well. */
export function createUtf8Converter(head: Uint8Array): Utf8Converter {
  const charset = findCharset(head);
  const remarks = new Map<string, string>();
  if (charset !== 'utf-8') remarks.set('utf-16', `The text is ${charset.toUpperCase()}, not UTF-8.`);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    remarks.set('byte-order-mark', 'The text begins with a byte order mark, which was passed over.');
  }
  const decoder = new TextDecoder(charset);
  return {
    convert(bytes) {
      const text = decoder.decode(bytes, { stream: true });
      if (text.includes('\uFFFD')) {
        remarks.set('not-utf8', 'The text holds bytes that are not UTF-8; each stands as U+FFFD.');
      }
      if (!text.includes('\0')) return Buffer.from(text);
      remarks.set('nul-characters', 'The text holds NUL characters, which were taken out.');
      return Buffer.from(text.replaceAll('\0', ''));
    },
    remarks: () => [...remarks].map(([code, message]) => ({ code, message })),
  };
}
