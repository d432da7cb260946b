import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { StorageError } from './storage-error';

/** 32 random bytes from which every other key of a data folder is derived. */
export type VaultKey = Buffer;

/** What a sealed value is and where it belongs: a blob moved to another row no longer opens. */
export type SealContext = ['session' | 'shown' | 'profile' | 'secret', string] | ['event', string, number];

/** AES-256-GCM over text. */
export interface Cipher {
  seal(context: SealContext, text: string): Buffer;
  /** Throws a StorageError: storage-unavailable where the key is not here, storage-corrupt for a damaged value. */
  open(context: SealContext, sealed: unknown): string;
}

const FORMAT = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + KEY_ID_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

export const createVaultKey = (): VaultKey => randomBytes(KEY_BYTES);

export const isVaultKey = (bytes: Buffer): boolean => bytes.length === KEY_BYTES;

/** Names a key without giving it away. */
export const readKeyId = (key: VaultKey): Buffer => deriveKey(key, 'key-id').subarray(0, KEY_ID_BYTES);

function deriveKey(key: VaultKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `grantscope/1/${purpose}`, KEY_BYTES));
}

/**
 * Seals with the first key and opens what any of them sealed. A sealed value is: format byte, key id,
 * nonce, tag, ciphertext. The nonce is random (NIST SP 800-38D 8.2.2).
 */
export function createCipher(keys: readonly [VaultKey, ...VaultKey[]]): Cipher {
  const keysById = new Map(keys.map((key) => [readKeyId(key).toString('hex'), key]));
  // As key objects: of plain bytes Node makes one for each value, which costs as much as sealing it.
  const derived = new Map<string, KeyObject>();
  const readDerivedKey = (keyId: string, purpose: string): KeyObject => {
    const key = keysById.get(keyId);
    if (!key) throw new StorageError('storage-unavailable', 'The key this was encrypted with is not here.');
    const known = derived.get(keyId + purpose) ?? createSecretKey(deriveKey(key, purpose));
    derived.set(keyId + purpose, known);
    return known;
  };
  const primaryId = readKeyId(keys[0]);
  return {
    seal(context, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const key = readDerivedKey(primaryId.toString('hex'), context[0]);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(buildAad(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), primaryId, nonce, cipher.getAuthTag(), body]);
    },
    open(context, sealed) {
      if (!(sealed instanceof Uint8Array) || sealed.length < TEXT_AT || sealed[0] !== FORMAT) {
        throw createDamageError();
      }
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
      const key = readDerivedKey(bytes.toString('hex', 1, NONCE_AT), context[0]);
      return decrypt(key, buildAad(context), bytes);
    },
  };
}

const buildAad = (context: SealContext): Buffer => Buffer.from(JSON.stringify(context));

function decrypt(key: KeyObject, aad: Buffer, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(NONCE_AT, TAG_AT), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(aad).setAuthTag(bytes.subarray(TAG_AT, TEXT_AT));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(TEXT_AT)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw createDamageError(error);
  }
}

const createDamageError = (cause?: unknown): StorageError =>
  new StorageError('storage-corrupt', 'The stored value is damaged or was changed outside Grantscope.', {
    cause,
  });
