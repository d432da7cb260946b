import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

const TITLE = 'The signature verifies with the key for it';
const idTokenSignature = defineCheck('id-token-signature', TITLE, REFERENCES.signature);
const responseSignature = defineCheck('jarm-signature', TITLE, REFERENCES.signature);

type Row = typeof idTokenSignature;

/** What a signature can be verified with; null stands for a key that could not be had. */
export interface SignatureKeys {
  jwks: unknown;
  /** The key of an HMAC (OpenID Connect Core section 10.1); a public client has none. */
  clientSecret: string | null;
}

/** The response JWT of JARM against the provider's JWKS; the library knows no HMAC here either. */
export function checkResponseSignature(
  jwt: string,
  decoded: DecodedJwt,
  jwks: unknown,
): Promise<CheckResult> {
  return verify(responseSignature, jwt, decoded, { jwks, clientSecret: null });
}

/**
 * Verifies the ID token against the provider's JWKS (RFC 7515 section 5.2), or with the client secret
 * where it carries an HMAC, which the library cannot.
 */
export function checkSignature(jwt: string, decoded: DecodedJwt, keys: SignatureKeys): Promise<CheckResult> {
  return verify(idTokenSignature, jwt, decoded, keys);
}

async function verify(
  signature: Row,
  jwt: string,
  { header }: DecodedJwt,
  { jwks, clientSecret }: SignatureKeys,
): Promise<CheckResult> {
  const alg = String(header.alg);
  if (alg === 'none') return signature('fail', 'a signature', 'it is not signed (alg none)');
  if (/^HS\d/.test(alg)) return checkHmac(signature, jwt, alg, clientSecret);
  const wanted = `a key with kid ${showValue(header.kid)} for ${alg}`;
  if (!isKeySet(jwks)) return signature('skip', wanted, 'no JWKS was available');
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

async function checkHmac(
  signature: Row,
  jwt: string,
  alg: string,
  clientSecret: string | null,
): Promise<CheckResult> {
  const wanted = `an ${alg} HMAC with the client secret`;
  if (clientSecret === null) return signature('fail', wanted, 'this client has no secret');
  try {
    await compactVerify(jwt, new TextEncoder().encode(clientSecret), { algorithms: [alg] });
    return signature('pass', wanted, 'verified');
  } catch {
    return signature('fail', wanted, 'the HMAC does not verify with the client secret');
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  const keys = (value as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
}
