import { expect, test } from 'vitest';
import { describeClaimTime, readRecordedAt } from '../../../../src/renderer/src/inspector/describe-time';
import { readTokens } from '../../../../src/renderer/src/inspector/read-tokens';
import { buildSession } from '../../../support/session-builder';

const AT = Date.UTC(2026, 0, 31, 9, 45, 0);
const MINUTE = 60_000;

test.each([
  ['exp', -2 * MINUTE, 'expired 2 minutes before it was recorded'],
  ['exp', 60 * MINUTE, 'good for 1 hour after it was recorded'],
  ['iat', -1_000, 'issued 1 second before it was recorded'],
  ['iat', 5 * MINUTE, 'issued 5 minutes after it was recorded: the clocks disagree'],
  ['nbf', 3 * MINUTE, 'not good until 3 minutes after it was recorded'],
  ['nbf', 0, 'good since less than a second before it was recorded'],
  ['auth_time', -26 * 60 * MINUTE, 'signed in 1 day before it was recorded'],
])('%s, %i ms from the recording, reads "%s"', (name, distance, relation) => {
  expect(describeClaimTime(name, AT + distance, AT).relation).toBe(relation);
});

test('the time itself is told in UTC and in local time', () => {
  const { utc, local } = describeClaimTime('exp', AT, AT);
  expect(utc).toBe('2026-01-31 09:45:00');
  expect(local).toMatch(/^2026-0\d-\d\d \d\d:45:00$/);
});

test('a time beyond all calendars is said to be none', () => {
  expect(describeClaimTime('exp', 1e300, AT)).toMatchObject({ utc: 'not a date', local: 'not a date' });
});

test('a token that was received counts from the end of its exchange', () => {
  const step = buildSession().steps.find(({ name }) => name === 'token');
  const token = step && readTokens(step).find(({ name }) => name === 'id-token');
  const exchange = step?.exchanges[0];
  if (!step || !token || !exchange?.timings) throw new Error('The sample has changed.');
  expect(readRecordedAt(step, token)).toBe(exchange.startedAt + exchange.timings.totalMs);
});
