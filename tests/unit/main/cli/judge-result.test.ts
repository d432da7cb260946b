import { expect, test } from 'vitest';
import { judgeRun } from '../../../../src/main/cli/judge-result';
import { buildSession, type TraceOptions } from '../../../support/session-builder';

const REFUSED = { name: 'Error', code: 'ECONNREFUSED', message: 'refused' };

const cases: { name: string; options: TraceOptions; exitCode: number }[] = [
  { name: 'a run that succeeded', options: {}, exitCode: 0 },
  {
    name: 'a token endpoint that refuses the code',
    options: { failAt: 'token', answers: { token: { status: 400, body: { error: 'invalid_grant' } } } },
    exitCode: 1,
  },
  {
    name: 'a provider that nothing reaches',
    options: { failAt: 'discovery', answers: { discovery: { error: REFUSED } } },
    exitCode: 3,
  },
  {
    name: 'a provider that answers with an error',
    options: { failAt: 'discovery', answers: { discovery: { status: 503 } } },
    exitCode: 1,
  },
  {
    name: 'a provider that answered before it went away',
    options: { failAt: 'token', answers: { token: { error: REFUSED } } },
    exitCode: 1,
  },
  {
    name: 'a callback that never came',
    options: { failAt: 'callback', error: { code: 'callback_timeout', source: 'local' } },
    exitCode: 4,
  },
  {
    name: 'a refusal on this machine',
    options: { failAt: 'discovery', answers: { discovery: { error: { source: 'local' } } } },
    exitCode: 1,
  },
  { name: 'a run that was cancelled', options: { failAt: 'callback', outcome: 'cancelled' }, exitCode: 130 },
];

test.each(cases)('$name exits $exitCode', ({ options, exitCode }) => {
  expect(judgeRun(buildSession(options))).toBe(exitCode);
});
