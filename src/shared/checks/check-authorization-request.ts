import type { ResponseMode } from '../model/authorization-response';
import { hasAccessToken } from '../model/authorization-response';
import type { CheckResult } from '../model/check';
import type { RecordedResponse } from '../model/exchange';
import { readJsonObject } from '../model/read-message';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const advice = defineCheck(
  'response-type-advice',
  'No access token is asked for through the browser',
  REFERENCES.frontChannelTokens,
);
const required = defineCheck(
  'par-required',
  'The request is pushed where the server demands it',
  REFERENCES.pushedRequired,
);
const status = defineCheck('par-status', 'HTTP status of the PAR response', REFERENCES.pushed);
const error = defineCheck('par-error', 'The PAR response is not an error', REFERENCES.pushedError);
const requestUri = defineCheck('par-request-uri', 'request_uri is there', REFERENCES.pushed);
const expiresIn = defineCheck('par-expires-in', 'expires_in leaves time to sign in', REFERENCES.pushed);
const pushedUrl = defineCheck(
  'par-authorization-url',
  'The browser carries client_id and request_uri only',
  REFERENCES.pushed,
);
const mode = defineCheck(
  'callback-response-mode',
  'The answer came the way it was asked for',
  REFERENCES.responseMode,
);

/** RFC 9700 section 2.1.2; what a client asks for all the same is its own choice. */
export function checkResponseType(responseType: string): CheckResult {
  return advice(
    hasAccessToken(responseType) ? 'warn' : 'pass',
    'a response_type without "token"',
    showValue(responseType),
  );
}

/** `require_pushed_authorization_requests` of the metadata (RFC 9126 section 5). */
export function checkPushRequired(metadata: Record<string, unknown>, isPushed: boolean): CheckResult {
  if (metadata['require_pushed_authorization_requests'] !== true) {
    return required('skip', '(not demanded by the metadata)', isPushed ? 'pushed' : 'not pushed');
  }
  return required(isPushed ? 'pass' : 'warn', 'a pushed request', isPushed ? 'pushed' : 'not pushed');
}

/** The answer to a pushed request (RFC 9126 section 2.2), as the library reads it. */
export function checkPushResponse(response: RecordedResponse): CheckResult[] {
  const body = readJsonObject(response);
  const rows = [
    status(response.status === 201 ? 'pass' : 'fail', '201', String(response.status)),
    checkPushError(body),
  ];
  if (response.status !== 201) return rows;
  const uri = body?.['request_uri'];
  const isUri = typeof uri === 'string' && uri !== '';
  const shownUri = typeof uri === 'string' ? `${uri.length} characters` : showValue(uri);
  rows.push(requestUri(isUri ? 'pass' : 'fail', 'a non-empty string', shownUri));
  const seconds = body?.['expires_in'];
  const value = typeof seconds === 'number' ? seconds : Number.parseFloat(String(seconds));
  const isNumber = Number.isFinite(value) && value >= 0;
  const verdict = !isNumber ? 'fail' : value < SHORTEST_SECONDS ? 'warn' : 'pass';
  return [
    ...rows,
    expiresIn(verdict, `a number of seconds, at least ${SHORTEST_SECONDS}`, showValue(seconds)),
  ];
}

/** Below it, a person can hardly get through a sign-in page in time; RFC 9126 section 2.2 suggests 5 to 600. */
const SHORTEST_SECONDS = 5;

/** What the browser carries after a push (RFC 9126 section 4); anything else there a server ignores. */
export function checkPushedUrl(url: URL): CheckResult {
  const names = [...new Set(url.searchParams.keys())].sort().join(', ');
  return pushedUrl(
    names === 'client_id, request_uri' ? 'pass' : 'warn',
    'client_id, request_uri',
    names === '' ? '(none)' : names,
  );
}

/** `actual` null: it was pasted, so nothing tells. Tokens must never come in the query (Multiple Response Types section 5). */
export function checkResponseMode(
  asked: ResponseMode,
  actual: ResponseMode | null,
  carriesTokens: boolean,
): CheckResult {
  if (actual === null) return mode('skip', asked, 'pasted by hand');
  if (actual === asked) return mode('pass', asked, actual);
  return mode(actual === 'query' && carriesTokens ? 'fail' : 'warn', asked, actual);
}

function checkPushError(body: Record<string, unknown> | null): CheckResult {
  if (typeof body?.['error'] !== 'string') return error('pass', 'no error member', '(absent)');
  const description = body['error_description'];
  const actual = typeof description === 'string' ? `${body['error']}: ${description}` : body['error'];
  return error(body['request_uri'] === undefined ? 'fail' : 'warn', 'no error member', showValue(actual));
}
