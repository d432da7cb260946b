import type { JsonWebKey } from 'node:crypto';
import { constants, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { isHmac, isKeySet, type SignatureKeys, type SignatureOutcome } from '@shared/checks/check-signature';
import type { DecodedJwt } from '@shared/model/read-jwt';

const CURVES: Record<string, string> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/**
 * Verifies a signed JWT without waiting, since an import makes its whole trace at once. Keys are picked
 * as jose picks them: by type, kid, alg, use and key_ops, and by none where several fit.
 */
export function verifySignature(
  jwt: string,
  { header }: DecodedJwt,
  { jwks, clientSecret }: SignatureKeys,
): SignatureOutcome {
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const data = Buffer.from(`${head}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  const alg = String(header.alg);
  if (isHmac(alg)) return isSameMac(alg, data, bytes, clientSecret) ? 'verified' : 'wrong';
  if (!isKeySet(jwks)) return 'no-key';
  const keys = jwks.keys.filter((key) => isUsable(key, alg, header.kid));
  const [key] = keys;
  if (!key) return 'no-key';
  if (keys.length > 1) return 'several-keys';
  return isSigned(alg, data, bytes, key) ? 'verified' : 'wrong';
}

function isSameMac(alg: string, data: Buffer, signature: Buffer, secret: string | null): boolean {
  if (!secret || !/^HS(256|384|512)$/.test(alg)) return false;
  const mac = createHmac(`sha${alg.slice(2)}`, secret)
    .update(data)
    .digest();
  return mac.length === signature.length && timingSafeEqual(mac, signature);
}

function isUsable(key: JsonWebKey, alg: string, kid: unknown): boolean {
  const { kty, crv, use, key_ops: operations } = key;
  const isFit =
    (/^[RP]S(256|384|512)$/.test(alg) && kty === 'RSA') ||
    (kty === 'EC' && Object.hasOwn(CURVES, alg) && crv === CURVES[alg]) ||
    ((alg === 'EdDSA' || alg === 'Ed25519') && kty === 'OKP' && crv === 'Ed25519');
  return (
    isFit &&
    (kid === undefined || key['kid'] === kid) &&
    (key['alg'] === undefined || key['alg'] === alg) &&
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))
  );
}

/** RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1. */
function isSigned(alg: string, data: Buffer, signature: Buffer, jwk: JsonWebKey): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const hash = alg.startsWith('Ed') ? null : `sha${alg.slice(2)}`;
    const padding = alg.startsWith('PS')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
    return verify(hash, data, { key, ...padding, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}
