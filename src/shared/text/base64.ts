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
  try {
    return atob(encoded.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
  } catch {
    return null;
  }
}

/** Base64 or base64url to text: as UTF-8, or as Latin-1 where the bytes are not UTF-8. */
export function decodeBase64(encoded: string): string | null {
  const binary = decodeBinary(encoded);
  if (binary === null) return null;
  try {
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return binary;
  }
}
