import { diagnose } from '@shared/diagnosis/diagnose';
import { describe, expect, test } from 'vitest';
import { CORE_SAMPLES } from '../../../support/core-samples';
import { buildSession } from '../../../support/session-builder';

describe.each(CORE_SAMPLES)('$id', ({ id, fires, nearMiss }) => {
  test('comes first where it happened, with proof', () => {
    const [first] = diagnose(buildSession(fires));
    expect(first).toMatchObject({ entryId: id, severity: 'error', stepId: fires.failAt });
    expect(first?.evidence.length).toBeGreaterThan(0);
    expect(first?.evidence.every(({ seq, statement }) => seq > 0 && statement !== '')).toBe(true);
    expect(first?.fixes.join(' ')).not.toMatch(/\{\w+\}/);
  });

  test('does not occur in a failure beside it', () => {
    const findings = diagnose(buildSession(nearMiss));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.map(({ entryId }) => entryId)).not.toContain(id);
  });
});

test('a run that succeeded has no finding', () => {
  expect(diagnose(buildSession())).toEqual([]);
});

test('a run that is still going has no finding', () => {
  expect(diagnose(buildSession({ failAt: 'callback', outcome: 'running' }))).toEqual([]);
});
