import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { encodeBase64Url } from '../text/base64';
import { defineCheck, showValue } from './build-check';
import { hashBytes } from './hash';
import { REFERENCES } from './references';

const atHash = defineCheck('id-token-at-hash', 'at_hash fits the access token', REFERENCES.atHash);

/**
 * at_hash is the left half of the access token's hash (OpenID Connect Core section 3.1.3.6); optional
 * in the code flow, and the library leaves it out there.
 */
export async function checkAtHash({ header, claims }: DecodedJwt, accessToken: string): Promise<CheckResult> {
  if (claims.at_hash === undefined) return atHash('skip', '(optional in this flow)', '(absent)');
  const algorithm = hashFor(String(header.alg));
  if (!algorithm) return atHash('skip', `a hash for alg ${showValue(header.alg)}`, showValue(claims.at_hash));
  const digest = await hashBytes(algorithm, accessToken);
  const expected = encodeBase64Url(digest.slice(0, digest.length / 2));
  return atHash(claims.at_hash === expected ? 'pass' : 'fail', expected, showValue(claims.at_hash));
}

function hashFor(alg: string): 'SHA-256' | 'SHA-384' | 'SHA-512' | null {
  if (alg === 'EdDSA' || alg === 'Ed25519') return 'SHA-512';
  const size = /^(?:RS|PS|ES|HS)(256|384|512)$/.exec(alg)?.[1];
  return size ? (`SHA-${size}` as 'SHA-256' | 'SHA-384' | 'SHA-512') : null;
}
