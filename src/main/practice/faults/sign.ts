import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from '../keys';

/** A JWT with these claims, as the holder of the key would make it. */
export async function sign(claims: JWTPayload, key: SigningKey): Promise<string> {
  const header = { alg: key.alg, kid: key.kid };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key, key.alg));
}
