import { decodeJwt, decodeProtectedHeader, type JWTPayload, UnsecuredJWT } from 'jose';
import { createSigningKey, type SigningKey } from '../keys';
import type { ChangeContext, PracticeMiddleware, ProviderChange } from '../provider-change';
import { withOpenid } from './adjust-profile';
import type { Fault } from './fault';
import { sign } from './sign';

const CLAIM_COMPARISON = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED';

/** The ID token in the token response breaks one rule of OpenID Connect Core 1.0 section 3.1.3.7. */
export const ID_TOKEN_FAULTS: Fault[] = [
  {
    ...describe('nonce-replaced', 'nonce of another request', 'lib-id-token-nonce', CLAIM_COMPARISON),
    mechanism: 'The provider signs an ID token with a nonce that the client never sent.',
    provider: changeClaims((claims) => ({ ...claims, nonce: 'nonce-of-another-request' })),
  },
  {
    ...describe(
      'id-token-for-another-client',
      'ID token for another client',
      'lib-id-token-aud',
      CLAIM_COMPARISON,
    ),
    mechanism: 'The provider signs an ID token whose audience is another client.',
    provider: changeClaims((claims) => ({ ...claims, aud: 'another-client' })),
  },
  {
    ...describe(
      'id-token-of-another-issuer',
      'ID token of another issuer',
      'lib-id-token-iss',
      CLAIM_COMPARISON,
    ),
    mechanism: 'The provider signs an ID token with an issuer other than its own identifier.',
    provider: changeClaims((claims) => ({ ...claims, iss: 'https://another-issuer.example' })),
  },
  {
    ...describe(
      'expired-id-token',
      'Expired ID token',
      'lib-jwt-expired',
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    ),
    mechanism: "The provider's clock is two hours slow, so its ID tokens have expired when they arrive.",
    provider: changeClaims((claims) => ({ ...claims, iat: shift(claims.iat), exp: shift(claims.exp) })),
  },
  {
    ...describe(
      'wrong-at-hash',
      'at_hash of another access token',
      'lib-hash-claim-mismatch',
      CLAIM_COMPARISON,
    ),
    mechanism: 'The provider signs an ID token whose at_hash belongs to another access token.',
    provider: changeClaims((claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })),
  },
  {
    ...describe('forged-signature', 'Forged ID token', 'lib-jwt-signature-invalid', 'OAUTH_INVALID_RESPONSE'),
    mechanism: "The ID token names the provider's key and is signed with another one.",
    provider: signWithStranger((stranger, kid) => ({ ...stranger, kid })),
  },
  {
    ...describe(
      'key-not-in-jwks',
      'Signing key missing from the JWKS',
      'lib-jwks-no-key',
      'OAUTH_KEY_SELECTION_FAILED',
    ),
    mechanism: 'The provider has rotated its key and signs with one that its JWKS does not hold yet.',
    provider: signWithStranger((stranger) => stranger),
  },
  {
    ...describe(
      'unannounced-algorithm',
      'Signature algorithm that was not announced',
      'lib-jwt-alg-not-allowed',
      'OAUTH_INVALID_RESPONSE',
    ),
    mechanism: "The provider signs with its own key, using PS256, which its metadata doesn't list.",
    provider: changeIdToken(({ keys }, idToken) => sign(decodeJwt(idToken), { ...keys.rs256, alg: 'PS256' })),
  },
  {
    ...describe(
      'unsigned-id-token',
      'Unsigned ID token',
      'lib-jwt-alg-not-allowed',
      'OAUTH_INVALID_RESPONSE',
    ),
    mechanism: 'The ID token is not signed at all: its alg is none.',
    provider: changeIdToken((_context, idToken) => new UnsecuredJWT(decodeJwt(idToken)).encode()),
  },
];

/** What all of these faults share: they happen at the provider and need an ID token to be issued. */
function describe(id: string, title: string, entryId: string, code: string) {
  return { id, title, entryId, code, side: 'provider' as const, profile: withOpenid };
}

function shift(seconds: number | undefined): number {
  return (seconds ?? 0) - 7_200;
}

/** Signs the changed claims with the provider's real key: in every token response, or in those of one grant type. */
export function changeClaims(
  change: (claims: JWTPayload) => JWTPayload,
  grantType: string | null = null,
): ProviderChange {
  return changeIdToken(({ keys }, idToken) => sign(change(decodeJwt(idToken)), keys.rs256), grantType);
}

/** Signs the untouched claims with a key that the provider does not publish. */
function signWithStranger(pick: (stranger: SigningKey, kid: string) => SigningKey): ProviderChange {
  return changeIdToken(async (_context, idToken) => {
    const kid = decodeProtectedHeader(idToken).kid ?? '';
    return sign(decodeJwt(idToken), pick(await createSigningKey('RS256'), kid));
  });
}

function changeIdToken(
  change: (context: ChangeContext, idToken: string) => Promise<string> | string,
  grantType: string | null = null,
): ProviderChange {
  const middleware =
    (context: ChangeContext): PracticeMiddleware =>
    async (ctx, next) => {
      await next();
      const body = ctx.body as { id_token?: unknown } | null;
      if (ctx.path !== '/token' || typeof body?.id_token !== 'string') return;
      if (grantType !== null && ctx.oidc.params?.['grant_type'] !== grantType) return;
      ctx.body = { ...body, id_token: await change(context, body.id_token) };
    };
  return { middleware };
}
