import { diagnose } from '@shared/diagnosis/diagnose';
import { expect, test } from 'vitest';
import { buildSession } from '../../../support/session-builder';

/** The quickest of some runs: the others measure what else the machine is doing. */
function measure(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const HOSTILE = [
  'a',
  'Aa',
  'A_',
  '"\\',
  '<',
  '<!--',
  '<script>',
  '<title>',
  '&#',
  '&amp;',
  '%25',
  '{"error":',
  '{"a":[',
  '["',
  'error=',
  'error_description=&',
  'AADSTS50011 ',
  'E0000011',
  'redirect_uri ',
  'Exception',
  'Trace ID: ',
  'Bearer a="',
  'invalid_request ',
  'The code is invalid or expired ',
  '\u200b',
  '\ufffd',
  '\u0000',
  'İ',
]; // prettier-ignore

// On an idle machine each takes under 50 ms; the bound leaves room for one that runs other tests.
const LIMIT_MS = 250;

test.each(HOSTILE)('a megabyte of %j does not hold up a diagnosis, wherever it stands', (part) => {
  const text = part.repeat(Math.ceil(1_000_000 / part.length)).slice(0, 1_000_000);
  const headers = { 'www-authenticate': text, 'x-error': text, 'set-cookie': text, date: text };
  const places = [
    buildSession({ failAt: 'token', answers: { token: { status: 400, body: text } } }),
    buildSession({ failAt: 'token', answers: { token: { status: 200, headers, body: 'x' } } }),
    buildSession({ failAt: 'resource', answers: { resource: { status: 401, headers } } }),
    buildSession({
      failAt: 'callback',
      pages: [{ status: 403, body: text }],
      error: { code: 'callback_timeout' },
    }),
    buildSession({ failAt: 'callback', callback: { error: 'access_denied', error_description: text } }),
    buildSession({ failAt: 'token', error: { message: text } }),
    buildSession({
      failAt: 'callback',
      checks: { iss: { verdict: 'fail', expected: text, actual: `${text}/` } },
    }),
  ];
  for (const session of places) expect(measure(() => diagnose(session))).toBeLessThan(LIMIT_MS);
});

test('a session is diagnosed in less than 1 ms with the whole catalog', () => {
  const description =
    'AADSTS70008: The provided authorization code or refresh token has expired due to inactivity.';
  const body = { error: 'invalid_grant', error_description: description, error_codes: [70008] };
  const session = buildSession({ failAt: 'token', answers: { token: { status: 400, body } } });
  for (let run = 0; run < 200; run += 1) diagnose(session);
  const run100 = () => {
    for (let run = 0; run < 100; run += 1) diagnose(session);
  };
  expect(measure(run100) / 100).toBeLessThan(1);
});
