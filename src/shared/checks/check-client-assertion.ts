import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface AssertionExpectations {
  clientId: string;
  /** What may identify the server: its issuer, its token endpoint, the endpoint that was asked. */
  audiences: readonly string[];
  /** jti of the assertions that this run sent before. */
  earlierIds: readonly string[];
  /** `token_endpoint_auth_signing_alg_values_supported`, null where the metadata does not say. */
  algorithms: readonly string[] | null;
  /** Epoch seconds. */
  now: number;
}

/** Longer than any client needs: section 3 lets servers refuse an exp that lies unreasonably far ahead. */
const MAX_LIFETIME_S = 3_600;

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.assertion);
const alg = defineCheck(
  'client-assertion-alg',
  'The assertion is signed with an algorithm that the server lists',
  REFERENCES.assertionAlg,
);
const iss = define('client-assertion-iss', 'iss of the assertion is the client');
const sub = define('client-assertion-sub', 'sub of the assertion is the client');
const aud = define('client-assertion-aud', 'aud of the assertion names the server');
const exp = define('client-assertion-exp', 'exp of the assertion has not passed');
const jti = define('client-assertion-jti', 'jti of the assertion is used once');

/** The rules that a client assertion as it was sent must keep (RFC 7523 section 3, RFC 7521 section 5.2). */
export function checkClientAssertion(
  { header, claims }: DecodedJwt,
  expected: AssertionExpectations,
): CheckResult[] {
  const { clientId } = expected;
  return [
    checkAlg(header.alg, expected.algorithms),
    iss(claims.iss === clientId ? 'pass' : 'fail', clientId, showValue(claims.iss)),
    sub(claims.sub === clientId ? 'pass' : 'fail', clientId, showValue(claims.sub)),
    checkAud(claims.aud, expected.audiences),
    checkExp(claims.exp, expected.now),
    checkJti(claims.jti, expected.earlierIds),
  ];
}

function checkAlg(value: unknown, listed: readonly string[] | null): CheckResult {
  if (listed === null) return alg('info', '(the metadata lists none)', showValue(value));
  return alg(listed.includes(String(value)) ? 'pass' : 'warn', showNames(listed), showValue(value));
}

function checkAud(value: unknown, audiences: readonly string[]): CheckResult {
  const isMeant = [value].flat().some((each) => audiences.includes(String(each)));
  return aud(isMeant ? 'pass' : 'fail', [...new Set(audiences)].join(' or '), showValue(value));
}

function checkExp(value: unknown, now: number): CheckResult {
  const expected = `later than ${showTime(now)}, at most an hour ahead`;
  if (typeof value !== 'number' || value <= now) return exp('fail', expected, showTimeClaim(value));
  return exp(value - now <= MAX_LIFETIME_S ? 'pass' : 'warn', expected, showTimeClaim(value));
}

/** Optional in section 3; OpenID Connect Core section 9 and most servers demand it. */
function checkJti(value: unknown, earlier: readonly string[]): CheckResult {
  const expected = 'a value of its own for each assertion';
  if (typeof value !== 'string') return jti('warn', expected, showValue(value));
  const isRepeated = earlier.includes(value);
  return jti(
    isRepeated ? 'fail' : 'pass',
    expected,
    isRepeated ? `${value}, sent before in this run` : value,
  );
}
