import { createLocalJWKSet, type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import { PRACTICE_USERS } from '../accounts';
import { CLIENT_SCOPES } from '../clients';
import { type GrantContext, type GrantHandler, type GrantParts, readRequired } from './grant-context';
import { issueUserToken, readRequestedScopes } from './issue-token';

export const JWT_BEARER_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** RFC 7523 section 3: an assertion of the client about one of the practice users, signed with a registered key. */
export function createJwtBearerGrant(parts: GrantParts): GrantHandler {
  return async (ctx) => {
    const claims = await verifyAssertion(ctx, parts, readRequired(ctx, 'assertion', parts));
    const { sub = '', iss = '', jti = '', exp = 0 } = claims;
    if (!PRACTICE_USERS.includes(sub)) throw refuse(parts, 'sub is none of the users here');
    if (!(await parts.provider.ReplayDetection.unique(iss, jti, exp))) {
      throw refuse(parts, 'jti was used before');
    }
    const scopes = readRequestedScopes(ctx, parts, CLIENT_SCOPES);
    await issueUserToken(ctx, parts, { accountId: sub, scopes, grantType: JWT_BEARER_GRANT });
  };
}

async function verifyAssertion(ctx: GrantContext, parts: GrantParts, assertion: string): Promise<JWTPayload> {
  const { client } = ctx.oidc;
  const keys = createLocalJWKSet((client.jwks ?? { keys: [] }) as Parameters<typeof createLocalJWKSet>[0]);
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      issuer: client.clientId,
      audience: [parts.provider.issuer, `${parts.provider.issuer}/token`],
      requiredClaims: ['sub', 'exp', 'jti'],
    });
    return payload;
  } catch (error) {
    throw refuse(parts, describeRefusal(error));
  }
}

function describeRefusal(error: unknown): string {
  if (error instanceof joseErrors.JWTExpired) return 'it has expired';
  if (error instanceof joseErrors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    return `${claim} ${reason === 'missing' ? 'is missing' : 'is not the one expected here'}`;
  }
  if (error instanceof joseErrors.JWSSignatureVerificationFailed) return 'its signature does not verify';
  if (error instanceof joseErrors.JWKSNoMatchingKey) return 'its key is not registered for this client';
  return 'it is no signed JWT';
}

function refuse({ errors }: GrantParts, reason: string): Error {
  return new errors.CustomOIDCProviderError('invalid_grant', `The assertion was refused: ${reason}`);
}
