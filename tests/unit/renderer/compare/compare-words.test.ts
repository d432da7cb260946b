import type { SessionSummary } from '@shared/model/session';
import { expect, test } from 'vitest';
import { listCandidates } from '../../../../src/renderer/src/compare/compare-words';

function buildSummary(overrides: Partial<SessionSummary>): SessionSummary {
  return {
    id: 'base',
    flow: 'authorization-code',
    profileName: 'Acme',
    issuer: 'https://id.acme.example',
    outcome: 'failed',
    startedAt: 1,
    endedAt: 2,
    eventCount: 1,
    ...overrides,
  };
}

const BASE = buildSummary({});
const listIds = (sessions: SessionSummary[], search = '') =>
  listCandidates([BASE, ...sessions], 'base', search).map(({ session }) => session.id);

test('sessions of the same provider come first, each group in the order of the list', () => {
  const sessions = [
    buildSummary({ id: 'other', issuer: 'https://other.example' }),
    buildSummary({ id: 'newer' }),
    buildSummary({ id: 'older' }),
  ];
  expect(listIds(sessions)).toEqual(['newer', 'older', 'other']);
});

test('neither the session itself nor one that is running is offered', () => {
  expect(listIds([buildSummary({ id: 'running', outcome: 'running' })])).toEqual([]);
});

test('a provider on loopback is the same one on another port', () => {
  const base = buildSummary({ issuer: 'http://127.0.0.1:40000' });
  const other = buildSummary({ id: 'other', issuer: 'http://127.0.0.1:50000' });
  expect(listCandidates([base, other], 'base', '')).toEqual([{ session: other, isSameProvider: true }]);
});

test('every word of the search must be in profile, issuer, flow or outcome', () => {
  const sessions = [buildSummary({ id: 'good', outcome: 'succeeded' }), buildSummary({ id: 'bad' })];
  expect(listIds(sessions, 'ACME succeeded')).toEqual(['good']);
  expect(listIds(sessions, 'acme nowhere')).toEqual([]);
});
