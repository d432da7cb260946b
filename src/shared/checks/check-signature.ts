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

/** What verifying came to. `no-key`: none of the set fits; `several-keys`: more than one does (RFC 7517 section 4.5). */
export type SignatureOutcome = 'verified' | 'no-key' | 'several-keys' | 'wrong';

/** The response JWT of JARM against the provider's JWKS; the library knows no HMAC here either. */
export async function checkResponseSignature(
  jwt: string,
  decoded: DecodedJwt,
  jwks: unknown,
): Promise<CheckResult> {
  const keys = { jwks, clientSecret: null };
  return judgeSignature(decoded, keys, await verify(jwt, decoded, keys), responseSignature);
}

/**
 * Verifies the ID token against the provider's JWKS (RFC 7515 section 5.2), or with the client secret
 * where it carries an HMAC, which the library cannot.
 */
export async function checkSignature(
  jwt: string,
  decoded: DecodedJwt,
  keys: SignatureKeys,
): Promise<CheckResult> {
  return judgeSignature(decoded, keys, await verify(jwt, decoded, keys));
}

/** The row for an outcome; where the keys are missing or alg is none, there is none to judge. */
export function judgeSignature(
  { header }: DecodedJwt,
  { jwks, clientSecret }: SignatureKeys,
  outcome: SignatureOutcome,
  signature: Row = idTokenSignature,
): CheckResult {
  const alg = String(header.alg);
  if (alg === 'none') return signature('fail', 'a signature', 'it is not signed (alg none)');
  if (isHmac(alg)) return judgeHmac(signature, alg, clientSecret, outcome);
  const wanted = `a key with kid ${showValue(header.kid)} for ${alg}`;
  if (!isKeySet(jwks)) return signature('skip', wanted, 'no JWKS was available');
  const kids = showNames(jwks.keys.map((key) => showValue(key.kid)));
  switch (outcome) {
    case 'verified':
      return signature('pass', wanted, `verified; the JWKS holds ${kids}`);
    case 'no-key':
      return signature('fail', wanted, `the JWKS holds only ${kids}`);
    case 'several-keys':
      return signature('fail', wanted, `several keys fit: ${kids}`);
    default:
      return signature('fail', wanted, 'the signature does not verify');
  }
}

function judgeHmac(
  signature: Row,
  alg: string,
  clientSecret: string | null,
  outcome: SignatureOutcome,
): CheckResult {
  const wanted = `an ${alg} HMAC with the client secret`;
  if (clientSecret === null) return signature('fail', wanted, 'this client has no secret');
  return outcome === 'verified'
    ? signature('pass', wanted, 'verified')
    : signature('fail', wanted, 'the HMAC does not verify with the client secret');
}

async function verify(
  jwt: string,
  { header }: DecodedJwt,
  { jwks, clientSecret }: SignatureKeys,
): Promise<SignatureOutcome> {
  const alg = String(header.alg);
  try {
    if (isHmac(alg)) {
      await compactVerify(jwt, new TextEncoder().encode(clientSecret ?? ''), { algorithms: [alg] });
    } else if (isKeySet(jwks)) {
      await compactVerify(jwt, createLocalJWKSet(jwks));
    } else return 'no-key';
    return 'verified';
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'no-key';
    return error instanceof errors.JWKSMultipleMatchingKeys ? 'several-keys' : 'wrong';
  }
}

/** HMAC algorithms of RFC 7518 section 3.2. */
export function isHmac(alg: string): boolean {
  return /^HS\d/.test(alg);
}

export function isKeySet(value: unknown): value is JSONWebKeySet {
  const keys = (value as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
}
