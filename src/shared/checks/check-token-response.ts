import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readHeader, readJsonObject } from '../model/read-message';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const status = defineCheck('token-status', 'HTTP status of the token response', REFERENCES.tokenResponse);
const contentType = defineCheck('token-content-type', 'The token response is JSON', REFERENCES.tokenResponse);
const error = defineCheck('token-error', 'The token response is not an error', REFERENCES.tokenError);
const accessToken = defineCheck('token-access-token', 'access_token is there', REFERENCES.tokenResponse);
const tokenType = defineCheck(
  'token-type',
  'token_type is one this client can use',
  REFERENCES.tokenResponse,
);
const members = defineCheck('token-members', 'Optional members have their type', REFERENCES.tokenResponse);
const scope = defineCheck('token-scope', 'The granted scope covers the request', REFERENCES.tokenScope);

/** The checks of a successful token response (RFC 6749 section 5.1), as the library makes them, and the scope on top. */
export function checkTokenResponse(
  response: RecordedResponse,
  requestedScope: string,
  usableTypes: readonly string[] = ['Bearer', 'DPoP'],
): CheckResult[] {
  const rows: CheckResult[] = [
    status(response.status === 200 ? 'pass' : 'fail', '200', String(response.status)),
  ];
  const body = readJsonObject(response);
  rows.push(checkError(body));
  if (response.status !== 200) return rows;
  const type = readHeader(response.headers, 'content-type') ?? '';
  const isJson = /^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(type.trim());
  rows.push(
    // Another type over good JSON breaks the RFC, yet the library reads it, as most clients do.
    contentType(
      body ? (isJson ? 'pass' : 'warn') : 'fail',
      'application/json holding an object',
      describeBody(type, body),
    ),
  );
  if (!body) return rows;
  return [
    ...rows,
    checkAccessToken(body),
    checkTokenType(body, usableTypes),
    checkMembers(body),
    checkScope(body, requestedScope),
  ];
}

/** True where a row says that the HTTP answer itself is no token response; later steps are then not at fault. */
export function isTokenResponseRejected(rows: readonly CheckResult[]): boolean {
  return rows.some((row) => row.verdict === 'fail');
}

function describeBody(type: string, body: Record<string, unknown> | null): string {
  return `${type === '' ? '(no Content-Type)' : type}${body ? '' : ', not a JSON object'}`;
}

function checkError(body: Record<string, unknown> | null): CheckResult {
  if (typeof body?.error !== 'string') return error('pass', 'no error member', '(absent)');
  const description = body.error_description;
  const actual = typeof description === 'string' ? `${body.error}: ${description}` : body.error;
  // Some providers answer 200 with an error inside; the library notices only the missing token.
  return error(body.access_token === undefined ? 'fail' : 'warn', 'no error member', showValue(actual));
}

function checkAccessToken(body: Record<string, unknown>): CheckResult {
  const value = body.access_token;
  const isText = typeof value === 'string' && value !== '';
  const actual = typeof value === 'string' ? `${value.length} characters` : showValue(value);
  return accessToken(isText ? 'pass' : 'fail', 'a non-empty string', actual);
}

function checkTokenType(body: Record<string, unknown>, usable: readonly string[]): CheckResult {
  const value = body.token_type;
  const others = usable.filter((type) => !['Bearer', 'DPoP'].includes(type));
  const expected = ['Bearer (case does not matter)', ...others].join(', ');
  if (body.access_token === undefined && typeof body.error === 'string') {
    return tokenType('skip', expected, 'an error came instead');
  }
  const isUsable =
    typeof value === 'string' && usable.some((type) => type.toLowerCase() === value.toLowerCase());
  return tokenType(isUsable ? 'pass' : 'fail', expected, showValue(value));
}

function checkMembers(body: Record<string, unknown>): CheckResult {
  const wrong: string[] = [];
  const { expires_in: expiresIn, refresh_token: refreshToken, scope: granted, id_token: idToken } = body;
  const seconds = typeof expiresIn === 'number' ? expiresIn : Number.parseFloat(String(expiresIn));
  if (expiresIn !== undefined && !(Number.isFinite(seconds) && seconds >= 0)) wrong.push('expires_in');
  if (refreshToken !== undefined && (typeof refreshToken !== 'string' || refreshToken === '')) {
    wrong.push('refresh_token');
  }
  if (granted !== undefined && typeof granted !== 'string') wrong.push('scope');
  if (idToken !== undefined && (typeof idToken !== 'string' || idToken === '')) wrong.push('id_token');
  return members(
    wrong.length === 0 ? 'pass' : 'fail',
    'expires_in a number, the others text',
    wrong.length === 0 ? 'as expected' : `of another type: ${wrong.join(', ')}`,
  );
}

function checkScope(body: Record<string, unknown>, requested: string): CheckResult {
  const granted = body.scope;
  const show = requested === '' ? '(none requested)' : requested;
  if (typeof granted !== 'string') return scope('info', show, 'not said, so as requested');
  const grantedNames = new Set(granted.split(' '));
  const missing = requested.split(' ').filter((name) => name !== '' && !grantedNames.has(name));
  return scope(
    missing.length === 0 ? 'pass' : 'warn',
    show,
    missing.length === 0 ? granted : `${granted} (left out: ${missing.join(' ')})`,
  );
}
