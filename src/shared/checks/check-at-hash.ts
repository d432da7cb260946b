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
export async function checkAtHash(jwt: DecodedJwt, accessToken: string): Promise<CheckResult> {
  const algorithm = findAtHashAlgorithm(jwt);
  return judgeAtHash(jwt, algorithm && (await hashBytes(algorithm, accessToken)));
}

/** For those who cannot wait for Web Crypto: `digest` is the access token's, by findAtHashAlgorithm. */
export function judgeAtHash({ header, claims }: DecodedJwt, digest: Uint8Array | null): CheckResult {
  if (claims.at_hash === undefined) return atHash('skip', '(optional in this flow)', '(absent)');
  if (!digest) return atHash('skip', `a hash for alg ${showValue(header.alg)}`, showValue(claims.at_hash));
  const expected = encodeBase64Url(digest.slice(0, digest.length / 2));
  return atHash(claims.at_hash === expected ? 'pass' : 'fail', expected, showValue(claims.at_hash));
}

/** The hash that the algorithm of the token's signature stands for, null where none is known. */
export function findAtHashAlgorithm({ header }: DecodedJwt): 'SHA-256' | 'SHA-384' | 'SHA-512' | null {
  const alg = String(header.alg);
  if (alg === 'EdDSA' || alg === 'Ed25519') return 'SHA-512';
  const size = /^(?:RS|PS|ES|HS)(256|384|512)$/.exec(alg)?.[1];
  return size ? (`SHA-${size}` as 'SHA-256' | 'SHA-384' | 'SHA-512') : null;
}
