import { checkDecryption } from '@shared/checks/check-encryption';
import type { CheckResult } from '@shared/model/check';
import { compactDecrypt } from 'jose';
import type { StepContext } from './flow';
import { guessDecryptionAlg, importPrivateKey } from './import-key';

export interface OpenedJwt {
  /** The JWT inside (RFC 7519 section 5.2), null where this client's key does not open it. */
  inner: string | null;
  /** `name` is the first part of the row's id: id-token or userinfo. */
  row: CheckResult;
}

/**
 * Opens an encrypted JWT with the key of the profile, apart from the library: its result is there only where
 * everything inside holds as well. The JWT inside becomes an artifact of its own.
 */
export async function openJwt(context: StepContext, name: string, jwe: string): Promise<OpenedJwt> {
  const { profile, secrets } = context;
  const text = secrets['client.decryptionKey.from'];
  if (text === undefined) return { inner: null, row: checkDecryption(name, jwe, null) };
  const { key, kid } = await importPrivateKey(text, profile.client.decryptionKey ?? {}, guessDecryptionAlg);
  const inner = await compactDecrypt(jwe, key).then(
    ({ plaintext }) => new TextDecoder().decode(plaintext),
    () => null,
  );
  if (inner !== null) context.artifact(`${name}-decrypted`, 'jwt', inner);
  return { inner, row: checkDecryption(name, jwe, { isOpened: inner !== null, kid }) };
}

/** The signed JWT of one that may have come as a JWE: null where it cannot be opened, with the row that says so. */
export async function readSignedJwt(
  context: StepContext,
  name: string,
  jwt: string,
): Promise<{ signed: string | null; rows: CheckResult[] }> {
  if (!isEncrypted(jwt)) return { signed: jwt, rows: [] };
  const { inner, row } = await openJwt(context, name, jwt);
  return { signed: inner, rows: [row] };
}

/** Five parts: a JWE in compact form (RFC 7516 section 7.1). */
export function isEncrypted(jwt: string): boolean {
  return jwt.split('.').length === 5;
}
