import { findCorrelationIds } from '@shared/diagnosis/correlation-ids';
import { diagnose } from '@shared/diagnosis/diagnose';
import { expect, test } from 'vitest';
import { buildSession, SECRETS, type TraceOptions } from '../../../support/session-builder';

function idsOf(answer: NonNullable<TraceOptions['answers']>['token'] & object) {
  const session = buildSession({ failAt: 'token', answers: { token: { status: 400, ...answer } } });
  const exchange = session.steps.at(-1)?.exchanges.at(-1);
  return exchange ? findCorrelationIds(exchange).map(({ label, value }) => [label, value]) : [];
}

test('the ids of Entra are read from the body', () => {
  const body = { error: 'x', trace_id: 't-1', correlation_id: 'c-1', timestamp: '2026-01-15 09:30:00Z' };
  expect(idsOf({ body })).toEqual([
    ['Trace ID', 't-1'],
    ['Correlation ID', 'c-1'],
    ['Timestamp', '2026-01-15 09:30:00Z'],
  ]);
});

test('ids are read from the words of a page too, each value once', () => {
  const body =
    '<p>Correlation ID: 1111-2222-3333</p><p>Correlation ID: 1111-2222-3333</p><p>Timestamp: 2026-01-15 09:30:00Z</p>';
  expect(idsOf({ body })).toEqual([
    ['Correlation ID', '1111-2222-3333'],
    ['Timestamp', '2026-01-15 09:30:00Z'],
  ]);
});

test('headers and the error id of Okta are read, with the date of the answer behind them', () => {
  const headers = { 'X-Okta-Request-Id': 'okta-1', date: 'Thu, 15 Jan 2026 09:30:00 GMT' };
  expect(idsOf({ headers, body: { errorCode: 'E0000011', errorId: 'oae-1' } })).toEqual([
    ['Error ID', 'oae-1'],
    ['x-okta-request-id', 'okta-1'],
    ['Date', 'Thu, 15 Jan 2026 09:30:00 GMT'],
  ]);
});

test('a date alone is no id', () => {
  expect(idsOf({ headers: { date: 'Thu, 15 Jan 2026 09:30:00 GMT' } })).toEqual([]);
});

test('a finding carries them, and no credential that a provider put in their place', () => {
  const body = { error: 'invalid_grant', trace_id: 't-1', correlation_id: SECRETS.code };
  const [finding] = diagnose(buildSession({ failAt: 'token', answers: { token: { status: 400, body } } }));
  expect(finding?.correlationIds?.[0]).toMatchObject({ label: 'Trace ID', value: 't-1' });
  expect(JSON.stringify(finding)).not.toContain(SECRETS.code);
});
