import { readJsonObject } from '@shared/model/read-message';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { StepContext } from './flow';
import { LocalFlowError } from './flow-errors';
import { configurationOf } from './steps/discovery';

/** A JWT as the plaintext of a JWE (RFC 7519 section 5.2) that only the authorization server can open. */
export async function encryptForServer(
  context: StepContext,
  jwt: string,
  { alg, enc }: { alg: string; enc: string },
): Promise<string> {
  const jwk = await findKey(context, alg);
  try {
    const header = { alg, enc, cty: 'JWT', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) };
    return await new CompactEncrypt(new TextEncoder().encode(jwt))
      .setProtectedHeader(header)
      .encrypt(await importJWK(jwk, alg));
  } catch (cause) {
    throw new LocalFlowError('encryption_failed', `This cannot be encrypted with ${alg} and ${enc}.`, {
      cause,
    });
  }
}

/** The key that the server published for this: use `enc`, and `alg` where it names one (RFC 7517 section 4). */
async function findKey(context: StepContext, alg: string): Promise<JWK> {
  const { jwks_uri: jwksUri } = configurationOf(context).serverMetadata();
  if (jwksUri !== undefined)
    await context.fetchFor('jwks')(jwksUri, { headers: { accept: 'application/json' } });
  const response = context.findExchange('jwks')?.response;
  const keys = response?.status === 200 ? readJsonObject(response)?.['keys'] : null;
  const listed = Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
  const type = alg.startsWith('RSA') ? ['RSA'] : ['EC', 'OKP'];
  const found = (listed as JWK[]).find(
    (key) =>
      type.includes(key.kty ?? '') &&
      (key.use ?? 'enc') === 'enc' &&
      (key.alg ?? alg) === alg &&
      // An OKP key of a signature cannot encrypt (RFC 8037 section 3).
      !key.crv?.startsWith('Ed'),
  );
  if (found) return found;
  throw new LocalFlowError(
    'encryption_key_missing',
    `The JWKS of the server has no key to encrypt for with ${alg}.`,
    {
      facts: { alg, jwksUri: jwksUri ?? null },
    },
  );
}
