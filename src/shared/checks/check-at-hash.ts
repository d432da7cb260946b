import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { encodeBase64Url } from '../text/base64';
import { defineCheck, showValue } from './build-check';
import { hashBytes } from './hash';
import { REFERENCES } from './references';

const ROWS = {
  at_hash: defineCheck('id-token-at-hash', 'at_hash fits the access token', REFERENCES.atHash),
  c_hash: defineCheck('id-token-c-hash', 'c_hash fits the code', REFERENCES.cHash),
  s_hash: defineCheck('id-token-s-hash', 's_hash fits the state', REFERENCES.sHash),
};

type HashClaim = keyof typeof ROWS;

/**
 * at_hash is the left half of the access token's hash (OpenID Connect Core section 3.1.3.6); optional
 * in the code flow, and the library leaves it out everywhere.
 */
export function checkAtHash(idToken: DecodedJwt, accessToken: string): Promise<CheckResult> {
  return checkHash('at_hash', idToken, accessToken, false);
}

/** A hash claim against what it was made of; `isRequired` where it must not be left out (sections 3.2.2.10, 3.3.2.11). */
export async function checkHash(
  claim: HashClaim,
  idToken: DecodedJwt,
  value: string,
  isRequired: boolean,
): Promise<CheckResult> {
  const algorithm = findHashAlgorithm(idToken);
  return judgeHash(claim, idToken, algorithm && (await hashBytes(algorithm, value)), isRequired);
}

/** For those who cannot wait for Web Crypto: `digest` is by findHashAlgorithm. */
export function judgeHash(
  claim: HashClaim,
  { header, claims }: DecodedJwt,
  digest: Uint8Array | null,
  isRequired: boolean,
): CheckResult {
  const row = ROWS[claim];
  const actual = claims[claim];
  if (actual === undefined && !isRequired) return row('skip', '(optional in this flow)', '(absent)');
  if (!digest) return row('skip', `a hash for alg ${showValue(header.alg)}`, showValue(actual));
  const expected = encodeBase64Url(digest.slice(0, digest.length / 2));
  return row(actual === expected ? 'pass' : 'fail', expected, showValue(actual));
}

/** The hash that the algorithm of the token's signature stands for, null where none is known. */
export function findHashAlgorithm({ header }: DecodedJwt): 'SHA-256' | 'SHA-384' | 'SHA-512' | null {
  const alg = String(header.alg);
  if (alg === 'EdDSA' || alg === 'Ed25519') return 'SHA-512';
  const size = /^(?:RS|PS|ES|HS)(256|384|512)$/.exec(alg)?.[1];
  return size ? (`SHA-${size}` as 'SHA-256' | 'SHA-384' | 'SHA-512') : null;
}
