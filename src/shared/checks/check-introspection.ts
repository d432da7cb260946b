import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { decodeJwt } from '../model/read-jwt';
import { readHeader, readJsonObject } from '../model/read-message';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';
import { showTime, showTimeClaim } from './show-time';

export interface IntrospectionExpectations {
  clientId: string;
  issuer: string;
  /** `sub` of the ID token, null where there is none. */
  subject: string | null;
  /** False where the session has revoked the token, or the grant behind it. */
  isInForce: boolean;
  /** Epoch seconds. */
  now: number;
}

const define = (id: string, title: string) => defineCheck(id, title, REFERENCES.introspection);
const status = define('introspection-status', 'HTTP status of the introspection response');
const format = defineCheck(
  'introspection-format',
  'The answer is JSON, or a signed JWT',
  REFERENCES.signedIntrospection,
);
const active = define('introspection-active', 'active says whether the token is in force');
const exp = define('introspection-exp', 'exp has not passed');
const scope = define('introspection-scope', 'scope is what the token may do');
const clientId = define('introspection-client', 'client_id is the client of this session');
const sub = define('introspection-sub', 'sub is the user who signed in');
const iss = define('introspection-iss', 'iss is the issuer');
const tokenType = define('introspection-token-type', 'token_type is how the token is used');
const aud = define('introspection-aud', 'aud is whom the token is for');
const cnf = define('introspection-cnf', 'cnf binds the token to a key or certificate');

/** What an introspection tells (RFC 7662 section 2.2); of a token that is not active it tells nothing more. */
export function checkIntrospection(
  response: RecordedResponse,
  expected: IntrospectionExpectations,
): CheckResult[] {
  const rows = [status(response.status === 200 ? 'pass' : 'fail', '200', String(response.status))];
  if (response.status !== 200) return rows;
  const type = (readHeader(response.headers, 'content-type') ?? '').split(';', 1)[0]?.trim() ?? '';
  const claims = readIntrospection(response, type);
  if (!claims) return [...rows, format('fail', 'a JSON object, or a JWT', type || '(no Content-Type)')];
  rows.push(
    format('pass', 'a JSON object, or a JWT', type === SIGNED ? 'a signed JWT (RFC 9701)' : 'a JSON object'),
  );
  rows.push(checkActive(claims['active'], expected.isInForce));
  return claims['active'] === true ? [...rows, ...checkMembers(claims, expected)] : rows;
}

const SIGNED = 'application/token-introspection+jwt';

function readIntrospection(response: RecordedResponse, type: string): Record<string, unknown> | null {
  if (type !== SIGNED) return readJsonObject(response);
  const told = decodeJwt(response.body?.text ?? '')?.claims['token_introspection'];
  return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : null;
}

function checkActive(value: unknown, isInForce: boolean): CheckResult {
  if (isInForce) return active(value === true ? 'pass' : 'fail', 'true', showValue(value));
  // RFC 7009 section 2.1: what was revoked itself is void at once; what hangs on it should be.
  return active(value === false ? 'pass' : 'warn', 'false, since it was revoked', showValue(value));
}

function checkMembers(
  claims: Record<string, unknown>,
  { clientId: client, issuer, subject, now }: IntrospectionExpectations,
): CheckResult[] {
  const compare = (row: typeof sub, name: string, wanted: string) => {
    if (claims[name] === undefined) return row('skip', wanted, '(absent)');
    return row(claims[name] === wanted ? 'pass' : 'warn', wanted, showValue(claims[name]));
  };
  const tell = (row: typeof sub, name: string, wanted: string) =>
    row('info', wanted, showValue(claims[name]));
  return [
    checkExp(claims['exp'], now),
    tell(scope, 'scope', 'the scopes of the token'),
    compare(clientId, 'client_id', client),
    subject === null ? tell(sub, 'sub', '(no ID token)') : compare(sub, 'sub', subject),
    compare(iss, 'iss', issuer),
    tell(tokenType, 'token_type', 'Bearer or DPoP'),
    tell(aud, 'aud', 'the API'),
    tell(cnf, 'cnf', 'a thumbprint; absent for a bearer token'),
  ];
}

function checkExp(value: unknown, now: number): CheckResult {
  const expected = `later than ${showTime(now)}`;
  if (value === undefined) return exp('skip', expected, '(absent)');
  return exp(typeof value === 'number' && value > now ? 'pass' : 'warn', expected, showTimeClaim(value));
}
