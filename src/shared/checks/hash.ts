/** Digest of the text's UTF-8 bytes. */
export async function hashBytes(
  algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512',
  text: string,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text)));
}
