import type { CheckResult } from '../model/check';
import { decodeJwt } from '../model/read-jwt';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface GrantAssertionExpectations {
  /** What may identify the server: its issuer, its token endpoint. */
  audiences: readonly string[];
  /** Epoch seconds. */
  now: number;
}

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.grantAssertion);
const form = define('grant-assertion-form', 'The assertion is a signed JWT');
const iss = define('grant-assertion-iss', 'iss of the assertion names who signed it');
const sub = define('grant-assertion-sub', 'sub of the assertion names whom the token is for');
const aud = define('grant-assertion-aud', 'aud of the assertion names the server');
const exp = define('grant-assertion-exp', 'exp of the assertion has not passed');
const jti = define('grant-assertion-jti', 'jti tells the assertion from others');

/** What a server asks of an assertion that is a grant (RFC 7523 section 3); the server alone decides. */
export function checkGrantAssertion(assertion: string, expected: GrantAssertionExpectations): CheckResult[] {
  const decoded = decodeJwt(assertion);
  if (!decoded) return [form('fail', 'a signed JWT', 'something that does not decode as one')];
  const { claims, header } = decoded;
  return [
    form('pass', 'a signed JWT', `signed with ${showValue(header['alg'])}`),
    iss(isText(claims['iss']) ? 'pass' : 'fail', 'a name', showValue(claims['iss'])),
    sub(isText(claims['sub']) ? 'pass' : 'fail', 'a name', showValue(claims['sub'])),
    checkAud(claims['aud'], expected.audiences),
    checkExp(claims['exp'], expected.now),
    // Optional, yet a server that takes each assertion once needs it.
    jti(isText(claims['jti']) ? 'pass' : 'warn', 'a value of its own', showValue(claims['jti'])),
  ];
}

function checkAud(value: unknown, audiences: readonly string[]): CheckResult {
  const isMeant = [value].flat().some((each) => audiences.includes(String(each)));
  return aud(isMeant ? 'pass' : 'fail', [...new Set(audiences)].join(' or '), showValue(value));
}

function checkExp(value: unknown, now: number): CheckResult {
  const isLater = typeof value === 'number' && value > now;
  return exp(isLater ? 'pass' : 'fail', `later than ${showTime(now)}`, showTimeClaim(value));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
