import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface RequestObjectExpectations {
  issuer: string;
  clientId: string;
  /** What the request was meant to say. */
  parameters: URLSearchParams;
  /** `request_object_signing_alg_values_supported`; null where the metadata says nothing. */
  algorithms: readonly string[] | null;
  /** Epoch seconds. */
  now: number;
}

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.requestObject);
const present = define('request-object-form', 'The request object is a signed JWT');
const alg = define('request-object-alg', 'alg is one the server takes');
const iss = define('request-object-iss', 'iss is this client');
const aud = define('request-object-aud', 'aud is the authorization server');
const exp = define('request-object-exp', 'exp has not passed');
const claims = define('request-object-claims', 'The claims say what was meant');
const encryption = defineCheck(
  'request-object-encryption',
  'The request object is encrypted for the server',
  REFERENCES.requestObjectEncryption,
);

/** Of a JWT, and of the JWT alone. */
const OWN_CLAIMS = new Set(['iss', 'aud', 'exp', 'iat', 'nbf', 'jti']);

/**
 * What a server finds in the request object (RFC 9101 section 6), compared with what the client meant to
 * ask. A row that fails does not end the step: the server has the word on it.
 */
export function checkRequestObject(
  decoded: DecodedJwt | null,
  expected: RequestObjectExpectations,
): CheckResult[] {
  if (!decoded) return [present('fail', 'a signed JWT', 'something that does not decode as one')];
  const { header, claims: own } = decoded;
  const audiences = [own['aud']].flat();
  const isLater = typeof own['exp'] === 'number' && own['exp'] > expected.now;
  return [
    present('pass', 'a signed JWT', `typ ${showValue(header['typ'])}`),
    checkAlg(header['alg'], expected.algorithms),
    iss(own['iss'] === expected.clientId ? 'pass' : 'fail', expected.clientId, showValue(own['iss'])),
    aud(audiences.includes(expected.issuer) ? 'pass' : 'fail', expected.issuer, showValue(own['aud'])),
    exp(isLater ? 'pass' : 'fail', `later than ${showTime(expected.now)}`, showTimeClaim(own['exp'])),
    checkClaims(own, expected.parameters),
  ];
}

/** `header`: of the JWE that was sent. */
export function checkRequestEncryption(
  header: Record<string, unknown> | null,
  wanted: { alg: string; enc: string },
): CheckResult {
  const isSame = header?.['alg'] === wanted.alg && header['enc'] === wanted.enc;
  return encryption(
    isSame ? 'pass' : 'fail',
    `${wanted.alg} with ${wanted.enc}`,
    header
      ? `${showValue(header['alg'])} with ${showValue(header['enc'])}, kid ${showValue(header['kid'])}`
      : 'no JWE',
  );
}

function checkAlg(actual: unknown, algorithms: readonly string[] | null): CheckResult {
  // RFC 9101 section 10.1: an unsigned request object protects nothing, whatever the server lists.
  if (actual === 'none') return alg('fail', 'a signature algorithm', 'none');
  if (!algorithms) return alg('skip', '(not listed by the metadata)', showValue(actual));
  return alg(algorithms.includes(String(actual)) ? 'pass' : 'warn', showNames(algorithms), showValue(actual));
}

function checkClaims(own: Record<string, unknown>, parameters: URLSearchParams): CheckResult {
  const wanted = [...new Set(parameters.keys())];
  const differing = wanted.filter((name) => !isSame(own[name], parameters.getAll(name)));
  const extra = Object.keys(own).filter((name) => !OWN_CLAIMS.has(name) && !parameters.has(name));
  const problems = [
    ...differing.map((name) => `${name} ${own[name] === undefined ? 'is missing' : 'differs'}`),
    ...extra.map((name) => `${name} was not asked for`),
  ];
  return claims(
    problems.length === 0 ? 'pass' : 'fail',
    showNames(wanted),
    problems.length === 0 ? 'all as meant' : problems.join(', '),
  );
}

/** Numbers, objects and lists stand in a JWT as what they are (RFC 9101 section 4). */
function isSame(claim: unknown, values: string[]): boolean {
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const listed = Array.isArray(claim) && values.length > 1 ? claim.map(shown) : [shown(claim)];
  return listed.length === values.length && listed.every((text, index) => isSameText(text, values[index]));
}

function isSameText(text: string | undefined, wanted: string | undefined): boolean {
  if (text === wanted) return true;
  try {
    return JSON.stringify(JSON.parse(text ?? '')) === JSON.stringify(JSON.parse(wanted ?? ''));
  } catch {
    return false;
  }
}
