import { createLocalJWKSet, jwtVerify } from 'jose';
import type { AccessToken, ClientCredentials, Provider } from 'oidc-provider';
import { type PracticeKeys, toPublicKey } from './keys';
import { buildApiResource } from './token-features';

/** An access token that is good, and what it says; opaque or a JWT (RFC 9068). */
export interface ApiToken {
  /** The user, or the client that acts for itself. */
  subject: string | undefined;
  clientId: string;
  scopes: ReadonlySet<string>;
  /** Thumbprint of the DPoP key it is bound to (RFC 9449 section 6). */
  jkt: string | undefined;
  /** Thumbprint of the certificate it is bound to (RFC 8705 section 3). */
  certificateThumbprint: string | undefined;
  /** How the user signed in, and when (RFC 9470 section 6.2). */
  acr: string | undefined;
  authTime: number | undefined;
}

interface TokenReaderParts {
  provider: Provider;
  issuer: string;
  keys: PracticeKeys;
}

/** Null for a token that is unknown, expired, revoked, forged, or made for another API. */
export function createTokenReader({ provider, issuer, keys }: TokenReaderParts) {
  const jwks = createLocalJWKSet({ keys: [toPublicKey(keys.rs256)] });
  const readJwt = async (value: string): Promise<ApiToken | null> => {
    const options = { issuer, audience: buildApiResource(issuer), typ: 'at+jwt' };
    const verified = await jwtVerify(value, jwks, options).catch(() => null);
    if (!verified) return null;
    const { payload } = verified;
    const confirmation = (payload['cnf'] ?? {}) as Record<string, string | undefined>;
    return {
      subject: payload.sub,
      clientId: String(payload['client_id']),
      scopes: new Set(String(payload['scope'] ?? '').split(' ')),
      jkt: confirmation['jkt'],
      certificateThumbprint: confirmation['x5t#S256'],
      acr: payload['acr'] as string | undefined,
      authTime: payload['auth_time'] as number | undefined,
    };
  };
  return async (value: string): Promise<ApiToken | null> => {
    if (value.split('.').length === 3) return readJwt(value);
    const token = (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value));
    return token ? readOpaque(token) : null;
  };
}

function readOpaque(token: AccessToken | ClientCredentials): ApiToken {
  return {
    subject: 'accountId' in token ? token.accountId : token.clientId,
    clientId: String(token.clientId),
    scopes: token.scopes,
    jkt: token.jkt,
    certificateThumbprint: token['x5t#S256'],
    acr: token.extra?.['acr'] as string | undefined,
    authTime: token.extra?.['auth_time'] as number | undefined,
  };
}
