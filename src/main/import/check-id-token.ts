import { createHash } from 'node:crypto';
import { findHashAlgorithm, judgeHash } from '@shared/checks/check-at-hash';
import { checkIdTokenClaims, checkSameUser, describeIdTokenPresence } from '@shared/checks/check-id-token';
import { isHmac, isKeySet, judgeSignature } from '@shared/checks/check-signature';
import { isBlurred, isMasked } from '@shared/diagnosis/evidence/masked';
import type { CheckResult } from '@shared/model/check';
import type { RecordedRequest } from '@shared/model/exchange';
import { type DecodedJwt, decodeJwt } from '@shared/model/read-jwt';
import { readHeader, readJsonObject } from '@shared/model/read-message';
import { decodeBase64 } from '@shared/text/base64';
import { type AttemptFacts, type ClassifiedExchange, readCallbackOf } from './attempts';
import { readParameters } from './classify-exchange';
import { skipCheck } from './record-import';
import { verifySignature } from './verify-signature';

/** As much as the client of a run allows. */
const TOLERANCE_SECONDS = 30;

const TIME_ROWS = new Set(['id-token-exp', 'id-token-iat', 'id-token-nbf', 'id-token-auth-time']);

export interface ImportedIdToken {
  text: string;
  /** Null for what does not decode as a signed JWT. */
  decoded: DecodedJwt | null;
  accessToken: string | null;
}

/** The ID token of the token response, else that of the callback. */
export function readIdToken({ token, callbackUrl }: AttemptFacts): ImportedIdToken | null {
  const body = token?.response ? readJsonObject(token.response) : null;
  const returned = callbackUrl === null ? null : readCallbackOf(callbackUrl);
  const found = [
    { text: body?.['id_token'], accessToken: body?.['access_token'] },
    { text: returned?.get('id_token'), accessToken: returned?.get('access_token') },
  ].find(({ text }) => typeof text === 'string' && text !== '');
  if (typeof found?.text !== 'string') return null;
  const { text, accessToken } = found;
  return {
    text,
    decoded: decodeJwt(text),
    accessToken: typeof accessToken === 'string' && !isMasked(accessToken) ? accessToken : null,
  };
}

/**
 * The rows that a run has of its ID token (OpenID Connect Core section 3.1.3.7), judged by what the
 * recording itself holds, at the time when the token came. Null where there is nothing to judge.
 */
export function checkIdTokenOf(facts: AttemptFacts): CheckResult[] | null {
  const idToken = readIdToken(facts);
  if (!idToken) return isMissing(facts) ? [describeIdTokenPresence(null, null)] : null;
  const { text, decoded } = idToken;
  const presence = describeIdTokenPresence(text, decoded);
  if (!decoded) return [isBlurred(text) || isStandIn(text) ? skipCheck(presence) : presence];
  return [
    presence,
    ...checkClaims(decoded, facts),
    checkSignatureOf(text, decoded, facts),
    checkAtHashOf(decoded, idToken.accessToken),
    ...checkBothOf(decoded, facts),
  ];
}

/** In the hybrid flow two ID tokens came, about the same user (OpenID Connect Core section 3.3.3.6). */
function checkBothOf(decoded: DecodedJwt, { token, callbackUrl }: AttemptFacts): CheckResult[] {
  const isOfToken = token?.response && typeof readJsonObject(token.response)?.['id_token'] === 'string';
  const front = callbackUrl === null ? null : decodeJwt(readCallbackOf(callbackUrl).get('id_token') ?? '');
  return isOfToken && front ? checkSameUser(front, decoded) : [];
}

/** Shorter than any signed JWT: somebody put it in the place of one. */
function isStandIn(text: string): boolean {
  return text.length < 40;
}

/** A sound answer to a code whose request asked for openid. */
function isMissing({ token, asked, isAskedElsewhere, metadata, metadataUrl }: AttemptFacts): boolean {
  if (isAskedElsewhere) return false;
  // A server that is known to be no OpenID Provider sends none, whatever the scope is.
  if (metadataUrl !== null && !isOpenIdProvider(metadataUrl, metadata)) return false;
  const wantsOpenId = asked?.get('scope')?.split(' ').includes('openid') ?? false;
  if (!wantsOpenId || token?.response?.status !== 200) return false;
  const isCode = readParameters(token.request).get('grant_type') === 'authorization_code';
  return isCode && readJsonObject(token.response)?.['access_token'] !== undefined;
}

/** OpenID Connect Discovery 1.0 section 3 requires these members, and RFC 8414 has none of them. */
function isOpenIdProvider(url: string, metadata: Record<string, unknown>): boolean {
  const members = ['subject_types_supported', 'id_token_signing_alg_values_supported', 'userinfo_endpoint'];
  return /openid-configuration/.test(url) || members.some((name) => Object.hasOwn(metadata, name));
}

function checkClaims(decoded: DecodedJwt, facts: AttemptFacts): CheckResult[] {
  const { asked, metadata } = facts;
  const now = findTime(facts);
  const issuer = metadata['issuer'];
  const clientId = findClientId(facts);
  const algorithms = metadata['id_token_signing_alg_values_supported'];
  const maxAge = asked?.get('max_age') ?? '';
  const nonce = asked?.get('nonce') ?? null;
  // A pushed or a signed request says the rest where it cannot be read (RFC 9126, RFC 9101).
  const isWhole = asked !== null && !asked.has('request_uri') && !asked.has('request');
  const isNonceKnown = nonce === null ? isWhole : !isBlurred(nonce);
  const open = new Set([
    ...(typeof issuer === 'string' ? [] : ['id-token-iss', 'id-token-alg']),
    ...(clientId === null ? ['id-token-aud', 'id-token-azp'] : []),
    ...(isNonceKnown ? [] : ['id-token-nonce']),
    ...(now === null ? TIME_ROWS : []),
    ...(isWhole ? [] : ['id-token-auth-time']),
  ]);
  return checkIdTokenClaims(decoded, {
    issuer: typeof issuer === 'string' ? issuer : '',
    clientId: clientId ?? '',
    nonce,
    maxAgeSeconds: /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : null,
    algorithms: Array.isArray(algorithms) ? algorithms.map(String) : null,
    now: now ?? 0,
    toleranceSeconds: TOLERANCE_SECONDS,
  }).map((row) => (open.has(row.id) ? skipCheck(row) : row));
}

/** When the token came, in epoch seconds: by the recording, else by the server's own clock; null for unknown. */
function findTime({ token, callbackAt }: AttemptFacts): number | null {
  const ended = token?.startedAt == null ? callbackAt : token.startedAt + token.totalMs;
  if (ended !== null) return Math.floor(ended / 1000);
  const date = token?.response ? Date.parse(readHeader(token.response.headers, 'date') ?? '') : Number.NaN;
  return Number.isNaN(date) ? null : Math.floor(date / 1000);
}

function findClientId({ asked, token }: AttemptFacts): string | null {
  const form = token ? readParameters(token.request) : null;
  return asked?.get('client_id') ?? form?.get('client_id') ?? readBasic(token?.request)?.id ?? null;
}

function checkSignatureOf(text: string, decoded: DecodedJwt, facts: AttemptFacts): CheckResult {
  const keys = { jwks: facts.jwks, clientSecret: findSecret(facts.token) };
  const row = judgeSignature(decoded, keys, verifySignature(text, decoded, keys));
  const alg = String(decoded.header['alg']);
  if (alg === 'none') return row;
  const hasKey = isHmac(alg) ? keys.clientSecret !== null : isKeySet(keys.jwks);
  if (!hasKey) return skipCheck(row);
  // That no key of the set is meant can be told without the signature.
  const isKeyless = row.actual.startsWith('the JWKS holds only') || row.actual.startsWith('several keys fit');
  return isMasked(text.split('.').at(-1) ?? '') && !isKeyless ? skipCheck(row) : row;
}

function checkAtHashOf(decoded: DecodedJwt, accessToken: string | null): CheckResult {
  const algorithm = findHashAlgorithm(decoded);
  if (accessToken === null) {
    const row = judgeHash('at_hash', decoded, null, false);
    return decoded.claims['at_hash'] === undefined ? row : skipCheck(row);
  }
  const digest = algorithm && createHash(algorithm.replace('-', '')).update(accessToken).digest();
  return judgeHash('at_hash', decoded, digest, false);
}

/** The client secret of the token request, by either method of RFC 6749 section 2.3.1. */
function findSecret(token: ClassifiedExchange | null): string | null {
  const secret =
    (token && readParameters(token.request).get('client_secret')) ??
    readBasic(token?.request)?.secret ??
    null;
  return secret === null || isMasked(secret) ? null : secret;
}

function readBasic(request: RecordedRequest | undefined): { id: string; secret: string } | null {
  const field = request ? (readHeader(request.headers, 'authorization') ?? '') : '';
  const pair = decodeBase64(/^basic ([\w+/=-]{1,8192})$/i.exec(field)?.[1] ?? '') ?? '';
  const colon = pair.indexOf(':');
  if (colon < 1) return null;
  return { id: decodeForm(pair.slice(0, colon)), secret: decodeForm(pair.slice(colon + 1)) };
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
