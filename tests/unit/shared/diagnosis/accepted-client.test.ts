import { diagnose } from '@shared/diagnosis/diagnose';
import { ACCEPTED_CLIENT_ARTIFACT, type AcceptedClient } from '@shared/model/accepted-client';
import type { TraceEvent } from '@shared/model/trace-event';
import { buildReport } from '@shared/report/build-report';
import { foldTrace } from '@shared/trace/fold-trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTrace, SECRETS } from '../../../support/session-builder';

const FACTS: AcceptedClient = {
  run: 'GjmLHKXz5APL8VRf',
  time: Date.UTC(2026, 0, 15, 9, 30),
  method: 'client_secret_basic',
  usedMethod: 'client_secret_basic',
  kind: 'secret',
  comparison: 'same',
};

/** A run whose token request is refused, with what the token step knows of an earlier one. */
function refuse(value: string, status = 401, body: object = { error: 'invalid_client' }): TraceEvent[] {
  const events = buildTrace({ failAt: 'token', answers: { token: { status, body } } });
  const end = events.findIndex((event) => event.type === 'step-ended' && event.stepId === 'token');
  const artifact = {
    type: 'artifact',
    stepId: 'token',
    name: ACCEPTED_CLIENT_ARTIFACT,
    kind: 'json',
    value,
  } as TraceEvent;
  return events
    .toSpliced(end, 0, artifact)
    .map((event, index) => ({ ...event, seq: index + 1, time: event.time ?? 0 }));
}

const refuseWith = (facts: Partial<AcceptedClient>) => refuse(JSON.stringify({ ...FACTS, ...facts }));
const findFirst = (events: TraceEvent[]) => diagnose(foldTrace(events))[0];

describe('invalid_client after a run in which the client was let in', () => {
  test.each<[string, Partial<AcceptedClient>, RegExp, RegExp]>([
    [
      'the same secret',
      {},
      /^The secret that worked at 2026-01-15T09:30:00Z \(session GjmLHKXz5APL8VRf\) is refused now: it was rotated/,
      /valid now/,
    ],
    [
      'another secret',
      { comparison: 'other' },
      /^The secret that was sent is another one than worked at 2026-01-15T09:30:00Z/,
      /copied whole/,
    ],
    [
      'the same key',
      { kind: 'key', method: 'client_assertion', usedMethod: 'client_assertion' },
      /^The key that worked at .* is refused now/,
      /registered/,
    ],
    [
      'another method',
      { method: 'client_secret_post' },
      /another authentication method, with the same secret/,
      /^Authenticate with client_secret_post/,
    ],
  ])('with %s: says so first, and what to do', (_what, facts, statement, fix) => {
    const finding = findFirst(refuseWith(facts));
    expect(finding).toMatchObject({ entryId: 'invalid-client', severity: 'error' });
    expect(finding?.confidence).toBeGreaterThanOrEqual(0.98);
    expect(finding?.evidence.map((each) => each.statement)).toContainEqual(expect.stringMatching(statement));
    expect(finding?.fixes[0]).toMatch(fix);
  });

  test('proves nothing where the two cannot be compared', () => {
    const [told, silent] = [refuseWith({ comparison: 'unknown' }), refuse('{}')].map(findFirst);
    expect(told?.evidence.map(({ statement }) => statement).join()).toContain('cannot be told');
    expect(told?.confidence).toBe(silent?.confidence);
    expect(told?.fixes).toEqual(silent?.fixes);
  });

  test('stands in the report, which holds no secret', () => {
    for (const format of ['md', 'html', 'json'] as const) {
      const { text } = buildReport(refuseWith({}), { format, now: 0, appVersion: '1' });
      expect(text).toContain('GjmLHKXz5APL8VRf');
      expect(text).toContain('is refused now');
      expect(text).not.toContain(SECRETS.clientSecret);
    }
  });

  test('survives facts of any shape, and says nothing of them', () => {
    const facts = fc.record(
      { run: fc.anything(), time: fc.anything(), method: fc.anything(), comparison: fc.anything() },
      { requiredKeys: [] },
    );
    const baseline = findFirst(refuse(''))?.evidence;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          facts.map((each) => JSON.stringify(each)),
        ),
        (value) => {
          expect(findFirst(refuse(value))?.evidence).toEqual(baseline);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('a provider with a code of its own for it gets the same proof', () => {
  const body = {
    error: 'invalid_client',
    error_description: "AADSTS7000222: The provided client secret keys for app 'web' are expired.",
  };
  const finding = findFirst(refuse(JSON.stringify(FACTS), 401, body));
  expect(finding?.entryId).toBe('entra-aadsts7000222');
  expect(finding?.evidence.map(({ statement }) => statement).join()).toContain('is refused now');
});
