import { createPrivateKey } from 'node:crypto';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { LocalFlowError } from './flow-errors';

export interface PrivateKey {
  key: CryptoKey;
  alg: string;
  /** The profile or the key itself names the algorithm; otherwise it is the usual one of the key. */
  isAlgNamed: boolean;
  kid: string | undefined;
  /** The part that may be shown and registered (RFC 7517). */
  publicJwk: JWK;
}

/** What the profile says of a key beside where it is. */
interface KeyFacts {
  alg?: string | undefined;
  kid?: string | undefined;
}

/**
 * A private key of the client from PEM or JWK text. `fallbackAlg` is for a key without a named algorithm; a
 * JWK may carry its own `alg` and `kid` (RFC 7517 section 4). Throws `key_unreadable`.
 */
export async function importPrivateKey(
  text: string,
  facts: KeyFacts,
  fallbackAlg: (jwk: JWK) => string,
): Promise<PrivateKey> {
  const jwk = text.trimStart().startsWith('{') ? readJwk(text) : readPem(text);
  const named = facts.alg ?? jwk.alg;
  const alg = named ?? fallbackAlg(jwk);
  const kid = facts.kid ?? jwk.kid;
  try {
    const key = await importJWK(jwk, alg);
    if (key instanceof Uint8Array || key.type !== 'private') throw new TypeError('not a private key');
    return {
      key,
      alg,
      isAlgNamed: named !== undefined,
      kid,
      publicJwk: describePublicKey(jwk, { alg, kid }),
    };
  } catch {
    throw unreadable(`It is no private key for ${alg}, as PEM or JWK.`);
  }
}

/** The usual signature algorithm of a key: RS256 for RSA, the one of its curve otherwise (RFC 7518, RFC 8037). */
export function guessSigningAlg(jwk: JWK): string {
  if (jwk.kty === 'OKP') return 'EdDSA';
  if (jwk.kty !== 'EC') return 'RS256';
  return { 'P-384': 'ES384', 'P-521': 'ES512' }[jwk.crv ?? ''] ?? 'ES256';
}

/** The usual key management algorithm of a key (RFC 7518 section 4.1). */
export function guessDecryptionAlg(jwk: JWK): string {
  return jwk.kty === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES';
}

/** Only the members named here: whatever else a file holds may be private. */
function describePublicKey(
  { kty, n, e, crv, x, y, use }: JWK,
  { alg, kid }: { alg: string; kid: string | undefined },
): JWK {
  const members = {
    kty,
    n,
    e,
    crv,
    x,
    y,
    kid,
    alg,
    use: use ?? (/^(ECDH|RSA-OAEP)/.test(alg) ? 'enc' : 'sig'),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JWK;
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

/** PKCS #8, and the older forms of RSA and EC keys that openssl writes. */
function readPem(text: string): JWK {
  try {
    return createPrivateKey(text.trim()).export({ format: 'jwk' }) as JWK;
  } catch {
    throw unreadable('It is no private key in PEM without a passphrase, and no JWK.');
  }
}

function unreadable(reason: string): LocalFlowError {
  return new LocalFlowError('key_unreadable', `The private key of the client cannot be used. ${reason}`);
}
