import type { CheckResult } from '../model/check';
import type { DecodedJwt } from '../model/read-jwt';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface ResponseJwtExpectations {
  issuer: string;
  clientId: string;
  /** `authorization_signing_alg_values_supported`; null falls back to RS256 as the library does. */
  algorithms: readonly string[] | null;
  /** Epoch seconds. */
  now: number;
  toleranceSeconds: number;
}

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.jarm);
const present = define('jarm-response', 'The answer is a response JWT');
const alg = define('jarm-alg', 'alg is one the provider announced');
const iss = define('jarm-iss', 'iss of the response JWT is the issuer');
const aud = define('jarm-aud', 'aud of the response JWT is this client');
const exp = define('jarm-exp', 'exp of the response JWT has not passed');

/** Whether the callback holds a response JWT at all; everything else stands inside of it. */
export function checkResponsePresence(parameters: URLSearchParams): CheckResult {
  const values = parameters.getAll('response');
  if (values.length > 1) return present('fail', 'response, once', `it repeats ${values.length} times`);
  if (!values[0]) return present('fail', 'response', showNames([...parameters.keys()]));
  return present('pass', 'response', `a response of ${values[0].length} characters`);
}

/** A response that cannot be read as a signed JWT, after decryption where that is set up. */
export function describeUnreadableResponse(response: string): CheckResult {
  const isEncrypted = response.split('.').length === 5;
  return present(
    'fail',
    'a signed JWT',
    isEncrypted
      ? 'an encrypted JWT (RFC 7516) that could not be read'
      : 'something that does not decode as one',
  );
}

/** The claims of a response JWT beside the parameters of the answer (JARM sections 2.1 and 2.4). */
export function checkResponseJwt(
  { header, claims }: DecodedJwt,
  expected: ResponseJwtExpectations,
): CheckResult[] {
  const allowed = expected.algorithms ?? ['RS256'];
  const audiences = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
  const earliest = expected.now - expected.toleranceSeconds;
  const isLater = typeof claims['exp'] === 'number' && claims['exp'] > earliest;
  return [
    alg(
      allowed.includes(String(header['alg'])) ? 'pass' : 'fail',
      showNames(allowed),
      showValue(header['alg']),
    ),
    iss(claims['iss'] === expected.issuer ? 'pass' : 'fail', expected.issuer, showValue(claims['iss'])),
    aud(audiences.includes(expected.clientId) ? 'pass' : 'fail', expected.clientId, showValue(claims['aud'])),
    exp(isLater ? 'pass' : 'fail', `later than ${showTime(earliest)}`, showTimeClaim(claims['exp'])),
  ];
}

/** The parameters of the answer as they stand in the JWT; what is no text is none. */
export function readResponseParameters({ claims }: DecodedJwt): URLSearchParams {
  const texts = Object.entries(claims).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'aud' ? [[name, value]] : [],
  );
  return new URLSearchParams(texts);
}
