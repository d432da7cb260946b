import { createHash, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTVerifyResult, jwtVerify } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

/** Section 11.1: a proof is good for a short time only. */
const MAX_AGE_S = 60;

export const DPOP_ALGS = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'Ed25519', 'EdDSA'];

export type ProofVerdict =
  | { isGood: true; thumbprint: string }
  | { isGood: false; error: 'invalid_dpop_proof' | 'use_dpop_nonce'; description: string };

interface ProofUse {
  url: string;
  accessToken: string;
  clientId: string;
  isNonceRequired: boolean;
}

/**
 * The checks of a protected resource (RFC 9449 sections 4.3 and 7.1). Proofs that the provider has seen
 * count as used here too: both stand in front of the same store. `nonce` is the API's own.
 */
export function createProofVerifier(provider: Provider) {
  const nonce = randomBytes(16).toString('base64url');
  return {
    nonce,
    async verify(ctx: KoaContextWithOIDC, use: ProofUse): Promise<ProofVerdict> {
      const verified = await jwtVerify(ctx.get('DPoP'), EmbeddedJWK, {
        typ: 'dpop+jwt',
        algorithms: DPOP_ALGS,
      }).catch(() => null);
      if (!verified) return refuse('The DPoP header holds no proof that verifies with its own key.');
      const problem = findProblem(ctx, verified, use);
      if (problem !== null) return refuse(problem);
      const { payload, protectedHeader } = verified;
      if (use.isNonceRequired && payload['nonce'] !== nonce) {
        return {
          isGood: false,
          error: 'use_dpop_nonce',
          description: 'The DPoP proof must carry the nonce of this API.',
        };
      }
      const expiresAt = Math.floor(Date.now() / 1_000) + 5 * MAX_AGE_S;
      const isFirst = await provider.ReplayDetection.unique(use.clientId, String(payload.jti), expiresAt);
      if (!isFirst) return refuse('The DPoP proof was used before.');
      if (!protectedHeader.jwk) return refuse('The DPoP proof names no key.');
      return { isGood: true, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk) };
    },
  };
}

function findProblem(
  { method }: KoaContextWithOIDC,
  { payload }: JWTVerifyResult,
  { url, accessToken }: ProofUse,
): string | null {
  const hash = createHash('sha256').update(accessToken).digest('base64url');
  const ageS = Math.abs(Date.now() / 1_000 - Number(payload.iat));
  if (payload['htm'] !== method) return 'htm of the DPoP proof is another method.';
  if (payload['htu'] !== url) return 'htu of the DPoP proof is another address.';
  if (!(ageS <= MAX_AGE_S)) return 'iat of the DPoP proof is not recent.';
  if (typeof payload.jti !== 'string') return 'The DPoP proof has no jti.';
  if (payload['ath'] !== hash) return 'ath of the DPoP proof does not fit the access token.';
  return null;
}

function refuse(description: string): ProofVerdict {
  return { isGood: false, error: 'invalid_dpop_proof', description };
}
