import { createHash } from 'node:crypto';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import { type CarelessState, type RememberedRequest, randomText } from './careless-state';

/** Short, so that what happens after it can be tried; nobody looks at it. */
const LIFETIME_SECONDS = 1;

interface TokenRequestFacts {
  /** Whether a proof came along, of whatever kind. */
  isDpop: boolean;
  authorization: string | undefined;
}

/** Tokens for whoever asks, whatever for (RFC 6749 section 5.1). */
export async function issueTokens(
  state: CarelessState,
  form: URLSearchParams,
  { isDpop, authorization }: TokenRequestFacts,
): Promise<Record<string, unknown>> {
  const remembered = state.requests.get(form.get('code') ?? form.get('refresh_token') ?? '');
  const request: RememberedRequest = {
    clientId: remembered?.clientId ?? readClientId(form, authorization),
    scope: form.get('scope') ?? remembered?.scope ?? 'openid',
    nonce: form.has('code') ? (remembered?.nonce ?? null) : null,
  };
  const isUserThere = form.has('code') || form.has('refresh_token');
  const refreshToken = randomText();
  state.requests.set(refreshToken, request);
  const hasIdToken = isUserThere && request.scope.split(' ').includes('openid');
  return {
    access_token: randomText(),
    token_type: isDpop ? 'DPoP' : 'Bearer',
    expires_in: LIFETIME_SECONDS,
    scope: request.scope,
    ...(isUserThere ? { refresh_token: refreshToken } : {}),
    ...(hasIdToken ? { id_token: await signIdToken(state, request) } : {}),
  };
}

/** The one thing it does well: an ID token is in order, so that the client goes on (OpenID Connect Core section 2). */
export async function signIdToken(
  { issuer, keys }: CarelessState,
  { clientId, nonce }: RememberedRequest,
  beside: { code?: string | null; accessToken?: string | null } = {},
): Promise<string> {
  const { code = null, accessToken = null } = beside;
  const claims = {
    ...(nonce === null ? {} : { nonce }),
    ...(code === null ? {} : { c_hash: hashHalf(code) }),
    ...(accessToken === null ? {} : { at_hash: hashHalf(accessToken) }),
  };
  const { rs256 } = keys;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: rs256.alg, kid: rs256.kid })
    .setIssuer(issuer)
    .setSubject('alice')
    .setAudience(clientId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(rs256, rs256.alg));
}

/** Whatever the request calls its client, in whichever place. */
function readClientId(form: URLSearchParams, authorization: string | undefined): string {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic !== undefined)
    return decodeURIComponent(Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0] ?? '');
  const assertion = form.get('client_assertion');
  return form.get('client_id') ?? (assertion === null ? '' : String(decodeJwt(assertion).sub));
}

/** OpenID Connect Core section 3.1.3.6, for RS256. */
function hashHalf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
