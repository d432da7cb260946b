import { diagnose } from '@shared/diagnosis/diagnose';
import { expect, test } from 'vitest';
import { measureCpuMs } from '../../../support/cpu-time';
import { loadCorpus } from '../../../support/diagnosis-corpus';
import { buildSession } from '../../../support/session-builder';

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

const LIMIT_MS = 50;

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
  for (const session of places) {
    expect(measureCpuMs(() => diagnose(session), { enoughMs: LIMIT_MS / 2 })).toBeLessThan(LIMIT_MS);
  }
});

test.each([
  ['most', 0.5, 1],
  // Modules of a test call each other more slowly than they do once built: npm run bench:diagnosis has the true figure.
  ['the largest twentieth', 0.95, 2.5],
])(
  'with the whole catalog %s sessions are diagnosed in a moment',
  (_name, share, limitMs) => {
    const sessions = loadCorpus()
      .flatMap(({ session }) => session ?? [])
      .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
    // Several of about one size, which together take long enough to be measured.
    const place = Math.floor(sessions.length * share);
    const large = sessions.slice(place - 10, place + 10);
    const diagnoses = 2 * large.length;
    const diagnoseAll = (): void => {
      for (let round = 0; round < 2; round += 1) for (const session of large) diagnose(session);
    };
    for (let round = 0; round < 10; round += 1) diagnoseAll();
    expect(
      measureCpuMs(diagnoseAll, { runs: 40, enoughMs: (limitMs * diagnoses) / 2 }) / diagnoses,
    ).toBeLessThan(limitMs);
  },
  60_000,
);
