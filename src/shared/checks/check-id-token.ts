import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface IdTokenExpectations {
  issuer: string;
  clientId: string;
  /** Null where this run sent no nonce. */
  nonce: string | null;
  /** `max_age` of the request in seconds, null where none was sent. */
  maxAgeSeconds: number | null;
  /** `id_token_signing_alg_values_supported`; null falls back to RS256 (OpenID Connect Core section 3.1.3.7 rule 7). */
  algorithms: readonly string[] | null;
  /** Epoch seconds. */
  now: number;
  toleranceSeconds: number;
}

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.idToken);
const present = defineCheck('id-token-present', 'An ID token came back', REFERENCES.idTokenPresent);
const alg = define('id-token-alg', 'alg is one the provider announced');
const iss = define('id-token-iss', 'iss is the issuer');
const aud = define('id-token-aud', 'aud holds this client');
const azp = define('id-token-azp', 'azp is this client where aud has several');
const sub = define('id-token-sub', 'sub names a user');
const exp = define('id-token-exp', 'exp has not passed');
const iat = define('id-token-iat', 'iat is a time that has come');
const nbf = define('id-token-nbf', 'nbf has come');
const nonce = defineCheck('id-token-nonce', 'nonce is the one this run sent', REFERENCES.nonce);
const authTime = defineCheck('id-token-auth-time', 'auth_time is within max_age', REFERENCES.authTime);

/** Every claim check of an ID token (OpenID Connect Core section 3.1.3.7), whatever the earlier ones said. */
export function checkIdTokenClaims(
  { header, claims }: DecodedJwt,
  expected: IdTokenExpectations,
): CheckResult[] {
  return [
    checkAlg(header, expected),
    checkIss(claims, expected),
    checkAud(claims, expected),
    checkAzp(claims, expected),
    sub(isText(claims.sub) ? 'pass' : 'fail', 'a non-empty string', showValue(claims.sub)),
    checkExp(claims, expected),
    checkIat(claims, expected),
    checkNbf(claims, expected),
    checkNonce(claims, expected),
    checkAuthTime(claims, expected),
  ];
}

/** `decoded` null: the text is no JWT of three parts with JSON in the first two. */
export function describeIdTokenPresence(idToken: string | null, decoded: DecodedJwt | null): CheckResult {
  if (idToken === null) return present('fail', 'id_token, since openid was requested', '(absent)');
  if (decoded) return present('pass', 'id_token', 'a signed JWT');
  const isEncrypted = idToken.split('.').length === 5;
  return present(
    'fail',
    'a signed JWT',
    isEncrypted ? 'an encrypted JWT (RFC 7516)' : 'something that does not decode as one',
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function checkAlg(header: Record<string, unknown>, expected: IdTokenExpectations): CheckResult {
  const allowed = expected.algorithms ?? ['RS256'];
  return alg(
    allowed.includes(String(header.alg)) ? 'pass' : 'fail',
    showNames(allowed),
    showValue(header.alg),
  );
}

/** The multi-tenant issuer of Microsoft Entra ID has a place for the tenant, which the token names in `tid`. */
function checkIss(claims: Record<string, unknown>, { issuer }: IdTokenExpectations): CheckResult {
  const expected = issuer.startsWith('https://login.microsoftonline.com/')
    ? issuer.replace('{tenantid}', String(claims.tid))
    : issuer;
  return iss(claims.iss === expected ? 'pass' : 'fail', expected, showValue(claims.iss));
}

function checkAud(claims: Record<string, unknown>, expected: IdTokenExpectations): CheckResult {
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  return aud(
    audiences.includes(expected.clientId) ? 'pass' : 'fail',
    expected.clientId,
    showValue(claims.aud),
  );
}

function checkAzp(claims: Record<string, unknown>, expected: IdTokenExpectations): CheckResult {
  const hasSeveral = Array.isArray(claims.aud) && claims.aud.length !== 1;
  const isSame = claims.azp === expected.clientId;
  if (hasSeveral) return azp(isSame ? 'pass' : 'fail', expected.clientId, showValue(claims.azp));
  if (claims.azp === undefined) return azp('skip', '(one audience: azp not needed)', '(absent)');
  return azp(isSame ? 'pass' : 'warn', expected.clientId, showValue(claims.azp));
}

function checkExp(
  claims: Record<string, unknown>,
  { now, toleranceSeconds }: IdTokenExpectations,
): CheckResult {
  const expected = `later than ${showTime(now - toleranceSeconds)}`;
  const isLater = typeof claims.exp === 'number' && claims.exp > now - toleranceSeconds;
  return exp(isLater ? 'pass' : 'fail', expected, showTimeClaim(claims.exp));
}

function checkIat(
  claims: Record<string, unknown>,
  { now, toleranceSeconds }: IdTokenExpectations,
): CheckResult {
  const expected = `not after ${showTime(now + toleranceSeconds)}`;
  if (typeof claims.iat !== 'number') return iat('fail', expected, showValue(claims.iat));
  // The library takes any iat; one in the future points at a clock that is off.
  return iat(claims.iat <= now + toleranceSeconds ? 'pass' : 'warn', expected, showTimeClaim(claims.iat));
}

function checkNbf(
  claims: Record<string, unknown>,
  { now, toleranceSeconds }: IdTokenExpectations,
): CheckResult {
  const expected = `not after ${showTime(now + toleranceSeconds)}`;
  if (claims.nbf === undefined) return nbf('skip', expected, '(absent)');
  const hasCome = typeof claims.nbf === 'number' && claims.nbf <= now + toleranceSeconds;
  return nbf(hasCome ? 'pass' : 'fail', expected, showTimeClaim(claims.nbf));
}

function checkNonce(claims: Record<string, unknown>, expected: IdTokenExpectations): CheckResult {
  if (expected.nonce === null) {
    return claims.nonce === undefined
      ? nonce('skip', '(none was sent)', '(absent)')
      : nonce('fail', '(none was sent)', showValue(claims.nonce));
  }
  return nonce(claims.nonce === expected.nonce ? 'pass' : 'fail', expected.nonce, showValue(claims.nonce));
}

function checkAuthTime(claims: Record<string, unknown>, expected: IdTokenExpectations): CheckResult {
  const { maxAgeSeconds, now, toleranceSeconds } = expected;
  const time = claims.auth_time;
  const isNumber = typeof time === 'number' && time >= 0;
  if (maxAgeSeconds === null) {
    if (time === undefined) return authTime('skip', '(max_age was not sent)', '(absent)');
    return authTime(isNumber ? 'pass' : 'fail', 'a time', showTimeClaim(time));
  }
  const oldest = now - maxAgeSeconds - toleranceSeconds;
  const isRecent = typeof time === 'number' && time >= oldest;
  return authTime(isRecent ? 'pass' : 'fail', `not before ${showTime(oldest)}`, showTimeClaim(time));
}
