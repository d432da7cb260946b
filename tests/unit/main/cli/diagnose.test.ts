import { resultJsonSchema } from '@shared/report/result-json';
import { expect, test } from 'vitest';
import { MAX_INPUT_BYTES } from '../../../../src/main/cli/read-text-file';
import { createCliRunner } from '../../../support/cli-runner';
import { buildHar, buildHarEntry } from '../../../support/har-builder';

const CALLBACK = 'https://app.example/cb';

async function diagnose(stdin: string | Uint8Array) {
  const run = await createCliRunner().run(['diagnose', '-', '--json'], { stdin });
  return { ...run, result: run.stdout === '' ? null : resultJsonSchema.parse(JSON.parse(run.stdout)) };
}

test.each([
  ['a callback with an error', `${CALLBACK}?error=access_denied&state=s\n`, 'access-denied'],
  ['a callback with an error in the fragment', `${CALLBACK}#error=access_denied&state=s`, 'access-denied'],
  ['an error body', '{"error":"invalid_grant","error_description":"expired"}', 'invalid-grant'],
  [
    'an error body with its head',
    'HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\n\r\n{"error":"invalid_client"}',
    'invalid-client',
  ],
  ['an error body as a form', 'error=invalid_grant&error_description=expired', 'invalid-grant'],
  [
    'a challenge without a body',
    'HTTP/1.1 401\nWWW-Authenticate: Bearer error="invalid_token"\n\n',
    'bearer-invalid-token',
  ],
  ['a status that says it all', 'HTTP/2 503\nretry-after: 30\n\n', 'http-503'],
  ['a WWW-Authenticate header', 'WWW-Authenticate: Bearer error="invalid_token"\n', 'bearer-invalid-token'],
  [
    'a request with its response',
    'POST /t HTTP/1.1\nHost: a.example\n\ngrant_type=refresh_token\n\nHTTP/1.1 400\n\n{"error":"invalid_client"}',
    'invalid-client',
  ],
  [
    'curl -v output',
    '* Trying\n> GET /me HTTP/2\n> Host: a.example\n> \n< HTTP/2 503\n< \n* Closing connection',
    'http-503',
  ],
  ['an error of curl', 'curl: (7) Failed to connect: Connection refused', 'net-econnrefused'],
  [
    'a stack with its cause',
    "TypeError: fetch failed\n    at x {\n  [cause]: Error: y\n    code: 'ECONNREFUSED'\n}",
    'net-econnrefused',
  ],
  ['a log with a time in brackets', '[2026-01-15 09:30] Error: invalid_grant', 'invalid-grant'],
  [
    'a log with an object on each line',
    '{"level":"info","msg":"a"}\n{"msg":"AADSTS50011: x"}',
    'entra-aadsts50011',
  ],
  ['an error URL', 'https://id.example/error?error=server_error&error_description=x', 'server-error'],
  [
    'a HAR',
    buildHar([
      buildHarEntry({
        method: 'POST',
        url: 'https://a.example/t',
        form: 'grant_type=authorization_code',
        status: 400,
        answer: { error: 'invalid_grant' },
      }),
    ]),
    'invalid-grant',
  ],
  ['an error that belongs to the callback', '{"error":"access_denied"}', 'access-denied'],
])('%s exits 1 with its finding', async (_name, stdin, entryId) => {
  const { exitCode, result } = await diagnose(stdin);
  expect(exitCode).toBe(1);
  expect(result?.findings[0]).toMatchObject({ entryId, severity: 'error' });
  expect(result?.session).toMatchObject({ flow: 'imported', outcome: 'failed' });
});

test('a callback that succeeded exits 0 and does not show its code', async () => {
  const { exitCode, result, stdout } = await diagnose(
    `${CALLBACK}?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj`,
  );
  expect(exitCode).toBe(0);
  expect(result?.findings).toEqual([]);
  expect(stdout).not.toContain('SplxlOBeZQQYbYS6WxSbIA');
});

test.each([
  'GET /x HTTP/1.1\nHost: a.example\nAuthorization: Bearer kept-secret-8f2c71d0\n\nHTTP/1.1 401\n\n',
  '> POST /t HTTP/2\n> Host: a.example\n> Authorization: Basic a2VwdC1zZWNyZXQ\n> \n< HTTP/2 401\n< \n{"error":"invalid_client"}',
  'Error: invalid_grant at https://a.example/t?client_secret=kept-secret-8f2c71d0&code=x',
  buildHar([
    buildHarEntry({ url: 'https://a.example/userinfo', token: 'kept-secret-8f2c71d0', status: 401 }),
  ]),
])('the credentials in %j are not shown', async (stdin) => {
  const { exitCode, stdout } = await diagnose(stdin);
  expect(exitCode).toBe(1);
  expect(stdout).not.toMatch(/kept-secret-8f2c71d0|a2VwdC1zZWNyZXQ/);
});

test.each([
  'hello',
  'Error: it broke',
  '{"log":{"entries":[]}}',
  'https://app.example/',
  '{"name":"x"}',
  '',
  '[1]',
])('what is not recognised (%j) exits 1 with the generic finding and what to capture', async (stdin) => {
  const { exitCode, result } = await diagnose(stdin);
  expect(exitCode).toBe(1);
  expect(result?.session).toBeNull();
  expect(result?.findings[0]?.entryId).toBe('unrecognised-failure');
  expect(result?.findings[0]?.fixes[0]).toContain('callback URL');
});

test('a person is told what the text was recognised as', async () => {
  const stdin = 'WWW-Authenticate: Bearer error="invalid_token"';
  const { stdout } = await createCliRunner().run(['diagnose', '-'], { stdin });
  expect(stdout).toContain('Recognised as: WWW-Authenticate header.');
});

test.each([
  ['truncated JSON', '{"error":"invalid_gr', 'line 1, column 21'],
  ['a truncated HAR', '{"log":{"entries":[\n{"request":{"url":"https://a.example/?error=', 'line 2'],
  ['text that is not UTF-8', new Uint8Array([0x7b, 0xc3, 0x28]), 'not UTF-8'],
  [
    'an export of a newer version',
    '{"format":"grantscope-session","version":9,"events":[{}]}',
    'Update Grantscope',
  ],
  ['more than 20 MiB', new Uint8Array(MAX_INPUT_BYTES + 1), 'larger than 20 MiB'],
])('%s exits 2 and says so', async (_name, stdin, says) => {
  const { exitCode, stdout, stderr } = await diagnose(stdin);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(JSON.parse(stderr).error.message).toContain(says);
});

test('text from outside cannot move the cursor or reorder a line', async () => {
  const description = 'no\u001b[2J\u202eevil\u0007';
  const stdin = JSON.stringify({ error: 'invalid_grant', error_description: description });
  const human = await createCliRunner().run(['diagnose', '-'], { stdin, isTerminal: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(human.stdout.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  const { stdout } = await diagnose(stdin);
  expect(stdout).not.toContain('\u202e');
});

test('a file that is not there exits 2', async () => {
  expect((await createCliRunner().run(['diagnose', 'absent.har'])).exitCode).toBe(2);
});
