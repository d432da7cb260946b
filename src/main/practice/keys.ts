import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** A private JWK with the members a JWKS entry needs. */
export interface SigningKey extends JWK {
  kid: string;
  alg: string;
}

/** The keys every practice provider of this process signs with. */
export interface PracticeKeys {
  rs256: SigningKey;
  es256: SigningKey;
  /** Of the practice clients, for their assertions and request objects. */
  client: SigningKey;
  /** Of the practice clients, to encrypt to. */
  clientEncryption: SigningKey;
}

let practiceKeys: Promise<PracticeKeys> | null = null;

/** Made once per process, on first use: generating an RSA key takes longer than starting a provider. */
export function loadPracticeKeys(): Promise<PracticeKeys> {
  practiceKeys ??= createPracticeKeys();
  return practiceKeys;
}

async function createPracticeKeys(): Promise<PracticeKeys> {
  const [rs256, es256, client, clientEncryption] = await Promise.all([
    createSigningKey('RS256'),
    createSigningKey('ES256'),
    createSigningKey('ES256'),
    createEncryptionKey(),
  ]);
  return { rs256, es256, client, clientEncryption };
}

/** The same key without its private members (RFC 7518 section 6). */
export function toPublicKey({ d, p, q, dp, dq, qi, ...members }: SigningKey): JWK {
  return members;
}

async function createEncryptionKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ECDH-ES', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ECDH-ES', use: 'enc' };
}

/** `alg` is RS256 (RSA-2048) or ES256. */
export async function createSigningKey(alg: 'RS256' | 'ES256'): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg, use: 'sig' };
}
