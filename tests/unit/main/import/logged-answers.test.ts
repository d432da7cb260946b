import { describe, expect, test } from 'vitest';
import { findFailedAnswers, readLoggedStatus } from '../../../../src/main/import/read-logged-status';
import { readOAuthFields } from '../../../../src/main/import/read-oauth-fields';
import { readImported } from '../../../support/imported';

const TOKEN = 'https://id.acme.example/token';

describe('the status in a line of a log', () => {
  test.each([
    ['10.0.0.1 - - [12/Jan/2026:10:44:51 +0000] "POST /token HTTP/1.1" 400 162 "-" "okhttp"', 400, '/token'],
    ['fe be/s1 0/0/1/2/3 503 212 - - ---- 1/1/0/0/0 0/0 "POST /token HTTP/1.1"', 503, '/token'],
    ['[GIN] 2026/01/12 - 10:44:51 | 401 |     1.2ms |  10.0.0.1 | POST     "/token"', 401, '/token'],
    ['POST /token 429 5.123 ms - 23', 429, '/token'],
    [`AxiosError: Request failed with status code 401 (POST ${TOKEN})`, 401, TOKEN],
    [`HTTP status client error (403 Forbidden) for url (${TOKEN})`, 403, TOKEN],
    [`401 Client Error: Unauthorized for url: ${TOKEN}`, 401, TOKEN],
    [`Server returned HTTP response code: 502 for URL: ${TOKEN}`, 502, TOKEN],
    ['Response status code does not indicate success: 503 (Service Unavailable).', 503, null],
    ['HttpServerErrorException$GatewayTimeout: 504 Gateway Timeout: [no body]', 504, null],
    ['oauth2: cannot fetch token: 401 Unauthorized', 401, null],
    ['Received HTTP response headers after 61.2ms - 403', 403, null],
    [`level=error msg="refresh failed" status=502 url=${TOKEN}`, 502, TOKEN],
    ['fetch of the userinfo failed: unexpected status 429', 429, null],
    [`<-- 500 ${TOKEN} (231ms)`, 500, TOKEN],
  ])('%s', (line, status, target) => {
    expect(readLoggedStatus(line)).toMatchObject({ status, target });
  });

  test.each([
    'Job 401 finished. Imported 500 rows, 404 skipped, 0 failures. Duration 503 ms.',
    'listening on port 443',
    'started 500 workers',
    'the version is 4.0.1, built at 10:44:51.401',
    'token exchange took 401 ms',
  ])('%j has none', (line) => {
    expect(readLoggedStatus(line)).toBeNull();
  });

  test('is no failure where the same address answered with success later, nor for an icon', () => {
    const lines = [
      '"POST /token HTTP/1.1" 503 0',
      '"POST /token HTTP/1.1" 200 512',
      '"GET /favicon.ico HTTP/1.1" 404 0',
      '"GET /userinfo HTTP/1.1" 403 0',
      '"GET /authorize HTTP/1.1" 302 0',
    ];
    const answers = lines.flatMap((line) => readLoggedStatus(line) ?? []);
    expect(findFailedAnswers(answers).map(({ target }) => target)).toEqual(['/userinfo']);
  });

  test('leads to the entry of the status, and the address is kept without its query', () => {
    const { session, top } = readImported(`"GET ${TOKEN}?code=abc HTTP/1.1" 405 0`);
    expect(top).toBe('http-405');
    expect(session.steps[0]?.error?.details['url']).toBe(TOKEN);
  });
});

describe('the error of a provider in a log', () => {
  test.each([
    ['OAuth2AuthorizationException: [invalid_grant] Code not valid', 'invalid_grant', 'Code not valid'],
    [
      'oauth2: "invalid_grant" "Token has been expired or revoked."',
      'invalid_grant',
      'Token has been expired or revoked.',
    ],
    ['InvalidClientError: (invalid_client) Bad secret', 'invalid_client', 'Bad secret'],
    [
      'error=invalid_grant, error_description=Incorrect redirect_uri, client: 10.0.0.1',
      'invalid_grant',
      'Incorrect redirect_uri',
    ],
    ['error=access_denied&error_description=user+cancelled', 'access_denied', 'user cancelled'],
    [
      'callback error=invalid_request description="Unsupported value: s256" client=x',
      'invalid_request',
      'Unsupported value: s256',
    ],
    [
      `{"error":"invalid_grant","error_description":"PKCE verification failed: Code mismatch"}`,
      'invalid_grant',
      'PKCE verification failed: Code mismatch',
    ],
    ["{'error': 'invalid_scope', 'error_description': 'no such scope'}", 'invalid_scope', 'no such scope'],
    ['{"error":"invalid_grant","state":"x"}', 'invalid_grant', null],
  ])('%s', (line, error, errorDescription) => {
    expect(readOAuthFields(line)).toMatchObject({ error, errorDescription });
  });

  test('is not the answer that only asks for patience, where another came', () => {
    const log = 'poll: 400 authorization_pending\npoll: 400 slow_down\npoll: 400 expired_token';
    expect(readImported(log).top).toBe('device-expired-token');
    expect(readImported('poll: 400 authorization_pending').top).toBe('device-authorization-pending');
  });

  test.each([
    ['callback error=unauthorized_client', 'authz-unauthorized-client'],
    ['token request failed: unauthorized_client', 'token-unauthorized-client'],
    ['POST https://appleid.apple.com/auth/token -> 400 {"error":"invalid_client"}', 'apple-invalid-client'],
  ])('%s belongs where the log says', (log, entryId) => {
    expect(readImported(log).top).toBe(entryId);
  });
});

describe('a log of JSON', () => {
  const record = (error: object) =>
    `${JSON.stringify({ level: 50, time: 1, msg: 'login failed', err: error })}\n`;

  test('keeps the causes and their codes', () => {
    const cause = {
      type: 'OperationProcessingError',
      message: 'response parameter "state" missing',
      code: 'OAUTH_INVALID_RESPONSE',
    };
    const error = {
      type: 'ClientError',
      message: 'invalid response encountered',
      stack: 'ClientError: x',
      code: cause.code,
      cause,
    };
    expect(readImported(record(error)).top).toBe('lib-state-missing');
  });

  test('is read for the answer it tells of', () => {
    const line = JSON.stringify({
      level: 'error',
      req: { method: 'POST', url: '/token' },
      res: { statusCode: 502 },
    });
    expect(readImported(line).top).toBe('http-502');
  });
});

describe('a body alone', () => {
  test.each([
    ['{"timestamp":"2026-01-12","status":403,"error":"Forbidden","path":"/orders"}', 'http-403'],
    ['{"type":"about:blank","title":"Bad Request","status":400}', 'http-400'],
    ['{"message":"Unauthorized","error":401}', 'http-401'],
    ['{"detail":"Not Found"}', 'http-404'],
    ['{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}}', 'http-429'],
    ['{"errors":[{"status":"406","title":"Not Acceptable"}]}', 'http-406'],
    ['{"error":"invalid_client","status":401}', 'invalid-client'],
    ['{"active":false}', 'introspection-inactive'],
  ])('%s', (body, entryId) => {
    expect(readImported(body).top).toBe(entryId);
  });
});
