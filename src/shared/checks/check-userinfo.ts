import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readHeader, readJsonObject } from '../model/read-message';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

export interface UserinfoExpectations {
  /** `sub` of the ID token; null where there was none to compare with. */
  subject: string | null;
  /** `userinfo_signing_alg_values_supported`; the library takes a signed response with one of these only. */
  algorithms: readonly string[] | null;
  /** The signed JWT inside an encrypted response, where it was decrypted. */
  decrypted?: string | null;
}

const status = defineCheck('userinfo-status', 'HTTP status of the UserInfo response', REFERENCES.userinfo);
const format = defineCheck('userinfo-format', 'UserInfo is JSON, or a JWT as announced', REFERENCES.userinfo);
const sub = defineCheck('userinfo-sub', 'UserInfo is about the same user', REFERENCES.userinfo);

/** The checks of a UserInfo response, plain or signed (OpenID Connect Core section 5.3.2). */
export function checkUserinfo(response: RecordedResponse, expected: UserinfoExpectations): CheckResult[] {
  const rows = [status(response.status === 200 ? 'pass' : 'fail', '200', String(response.status))];
  if (response.status !== 200) return rows;
  const type = (readHeader(response.headers, 'content-type') ?? '').split(';', 1)[0] ?? '';
  const isJwt = type === 'application/jwt';
  const jwt = isJwt ? readJwt(expected.decrypted ?? readText(response)) : null;
  const claims = isJwt ? (jwt?.claims ?? null) : readJsonObject(response);
  rows.push(jwt ? checkAlg(jwt.alg, expected.algorithms) : checkObject(type, claims));
  return [...rows, checkSub(claims, expected.subject)];
}

function checkObject(type: string, claims: object | null): CheckResult {
  const shown = type === '' ? '(no Content-Type)' : type;
  return claims
    ? format('pass', 'a JSON object', 'a JSON object')
    : format(
        'fail',
        'a JSON object',
        `${shown}, not ${type === 'application/jwt' ? 'a JWT' : 'a JSON object'}`,
      );
}

function checkAlg(alg: unknown, algorithms: readonly string[] | null): CheckResult {
  const isAnnounced = algorithms?.includes(String(alg)) ?? false;
  const expected = `a JWT signed with one of: ${showNames(algorithms ?? [])}`;
  return isAnnounced
    ? format('pass', expected, `a JWT signed with ${showValue(alg)}`)
    : format('fail', expected, `a JWT with ${showValue(alg)}, which the metadata does not announce`);
}

function checkSub(claims: Record<string, unknown> | null, subject: string | null): CheckResult {
  if (!claims) return sub('skip', subject ?? '(no ID token)', 'nothing to read it from');
  if (subject === null) return sub('skip', '(no ID token)', showValue(claims.sub));
  return sub(claims.sub === subject ? 'pass' : 'fail', subject, showValue(claims.sub));
}

function readText({ body }: RecordedResponse): string {
  return body?.encoding === 'utf8' ? body.text : '';
}

function readJwt(text: string): { alg: unknown; claims: Record<string, unknown> } | null {
  try {
    return { alg: decodeProtectedHeader(text).alg, claims: decodeJwt(text) };
  } catch {
    return null;
  }
}
