import { type CryptoKey, importJWK, importPKCS8, type JWK } from 'jose';
import { LocalFlowError } from './flow-errors';

export interface PrivateKey {
  key: CryptoKey;
  alg: string;
  kid: string | undefined;
}

/** What the profile says of a key beside where it is. */
interface KeyFacts {
  alg?: string | undefined;
  kid?: string | undefined;
}

/**
 * A private key of the client from PEM (PKCS #8) or JWK text. `fallbackAlg` is for a PEM without a named
 * algorithm; a JWK may carry its own `alg` and `kid` (RFC 7517 section 4). Throws `key_unreadable`.
 */
export async function importPrivateKey(
  text: string,
  facts: KeyFacts,
  fallbackAlg: (jwk: JWK | null) => string,
): Promise<PrivateKey> {
  const jwk = text.trimStart().startsWith('{') ? readJwk(text) : null;
  const alg = facts.alg ?? jwk?.alg ?? fallbackAlg(jwk);
  try {
    const key = jwk ? await importJWK(jwk, alg) : await importPKCS8(text.trim(), alg);
    if (key instanceof Uint8Array || key.type !== 'private') throw new TypeError('not a private key');
    return { key, alg, kid: facts.kid ?? jwk?.kid };
  } catch {
    throw unreadable(`It is no private key for ${alg}, as PEM (PKCS #8) or JWK.`);
  }
}

/** The usual signature algorithm of a key: RS256 for RSA, the one of its curve otherwise (RFC 7518, RFC 8037). */
export function guessSigningAlg(jwk: JWK | null): string {
  if (jwk?.kty === 'OKP') return 'EdDSA';
  if (jwk?.kty !== 'EC') return 'RS256';
  return { 'P-384': 'ES384', 'P-521': 'ES512' }[jwk.crv ?? ''] ?? 'ES256';
}

/** The usual key management algorithm of a key (RFC 7518 section 4.1). */
export function guessDecryptionAlg(jwk: JWK | null): string {
  return jwk && jwk.kty !== 'RSA' ? 'ECDH-ES' : 'RSA-OAEP-256';
}

function readJwk(text: string): JWK {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'kty' in value) return value as JWK;
  } catch {
    // The parser's message may quote the key.
  }
  throw unreadable('It is no JWK: JSON with a member "kty" (RFC 7517 section 4).');
}

function unreadable(reason: string): LocalFlowError {
  return new LocalFlowError('key_unreadable', `The private key of the client cannot be used. ${reason}`);
}
