/** Made once: a decoder costs more than the short texts that it reads. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let index = 0; index < bytes.length; index += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(index, index + 8_192));
  }
  return btoa(binary);
}

/** RFC 4648 section 5, without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Base64 or base64url to its bytes as Latin-1 text; null where it is neither. */
function decodeBinary(encoded: string): string | null {
  let end = encoded.length;
  while (encoded[end - 1] === '=') end -= 1;
  try {
    return atob(encoded.slice(0, end).replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
}

/** Base64 or base64url to bytes; null where it is neither. */
export function decodeBase64Bytes(encoded: string): Uint8Array | null {
  const binary = decodeBinary(encoded);
  return binary === null ? null : toBytes(binary);
}

/** Each character's code as a byte: the way back from Latin-1. */
function toBytes(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Base64 or base64url to text: as UTF-8, or as Latin-1 where the bytes are not UTF-8. */
export function decodeBase64(encoded: string): string | null {
  const binary = decodeBinary(encoded);
  if (binary === null) return null;
  try {
    return UTF8.decode(toBytes(binary));
  } catch {
    return binary;
  }
}
