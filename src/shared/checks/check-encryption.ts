import type { CheckResult } from '../model/check';
import { decodeJwtHeader } from '../model/read-jwt';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

/** What became of the profile's decryption key at a token. */
interface KeyAttempt {
  isOpened: boolean;
  kid: string | undefined;
}

/**
 * Whether the client's key opens an encrypted token (OpenID Connect Core sections 10.2 and 16.14); null for a
 * profile without one. A kid in the header must be the key's, as the library has it (RFC 7516 section 4.1.6).
 */
export function checkDecryption(name: string, jwe: string, attempt: KeyAttempt | null): CheckResult {
  const row = defineCheck(`${name}-decryption`, 'The key of the client decrypts it', REFERENCES.encryption);
  const { alg, enc, kid } = decodeJwtHeader(jwe) ?? {};
  const header = `alg ${showValue(alg)}, enc ${showValue(enc)}, kid ${showValue(kid)}`;
  const expected = 'encrypted to a key of this client';
  if (!attempt) return row('fail', expected, `${header}: the profile names no decryptionKey`);
  if (!attempt.isOpened) return row('fail', expected, `${header}: another key`);
  if (kid === undefined || kid === attempt.kid) return row('pass', expected, header);
  return row('fail', expected, `${header}: opens, but the key goes by kid ${showValue(attempt.kid)}`);
}
