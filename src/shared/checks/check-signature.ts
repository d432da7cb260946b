import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import type { CheckResult } from '../model/check';
import { defineCheck, showNames, showValue } from './build-check';
import type { DecodedJwt } from './check-id-token';
import { REFERENCES } from './references';

const signature = defineCheck(
  'id-token-signature',
  'The signature verifies with a published key',
  REFERENCES.signature,
);

/** Verifies the ID token against the provider's JWKS (RFC 7515 section 5.2). `jwks` null: it could not be had. */
export async function checkSignature(
  jwt: string,
  { header }: DecodedJwt,
  jwks: unknown,
): Promise<CheckResult> {
  const alg = String(header.alg);
  const wanted = `a key with kid ${showValue(header.kid)} for ${alg}`;
  if (!isKeySet(jwks)) return signature('skip', wanted, 'the JWKS was not available');
  if (alg.startsWith('HS')) return signature('skip', wanted, 'a symmetric key is not in a JWKS');
  const kids = showNames(jwks.keys.map((key) => showValue(key.kid)));
  try {
    await compactVerify(jwt, createLocalJWKSet(jwks));
    return signature('pass', wanted, `verified; the JWKS holds ${kids}`);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey)
      return signature('fail', wanted, `the JWKS holds only ${kids}`);
    if (error instanceof errors.JWKSMultipleMatchingKeys) {
      return signature('fail', wanted, `several keys fit: ${kids}`);
    }
    return signature('fail', wanted, 'the signature does not verify');
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && Array.isArray((value as { keys?: unknown }).keys);
}
