import { diagnose } from '@shared/diagnosis/diagnose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practice } from '../../src/main/host/services';
import { buildBuiltInProfiles } from '../../src/main/practice/built-in-profiles';
import { FAULTS } from '../../src/main/practice/faults';
import { createPractice } from '../../src/main/practice/practice';
import { createTestHost } from '../support/test-host';

let practice: Practice;
beforeAll(async () => {
  practice = await createPractice();
});
afterAll(() => practice.close());

describe('a run of each practice profile', () => {
  // Where nothing listens only the capture window takes the callback: tests/e2e/capture.spec.ts runs those.
  const profiles = buildBuiltInProfiles('http://127.0.0.1').filter(
    ({ profile }) => profile.browser !== 'capture',
  );
  it.each(profiles.map(({ id }) => id))(
    '%s succeeds, with every step, exchange and check recorded',
    async (profileId) => {
      const host = await createTestHost({ practice });
      const { session } = await host.run({ profileId, browser: 'practice' });
      expect(session.steps.map((step) => [step.name, step.outcome, step.error?.message])).toEqual(
        session.steps.map((step) => [step.name, 'succeeded', undefined]),
      );
      expect(session.outcome).toBe('succeeded');
      expect(session.steps.flatMap((step) => step.checks).filter((row) => row.verdict === 'fail')).toEqual(
        [],
      );
      const exchanges = session.steps.flatMap((step) => step.exchanges);
      expect(exchanges.length).toBeGreaterThanOrEqual(3);
      for (const exchange of exchanges) {
        expect(exchange.response?.status, exchange.request.url).toBeGreaterThanOrEqual(200);
        expect(exchange.timings?.totalMs).toBeGreaterThanOrEqual(0);
        expect(exchange.connection?.remoteAddress).toBe('127.0.0.1');
      }
      // What RFC 9700 advises against is said, and is no failure.
      expect(diagnose(session).filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});

describe('a run with each fault', () => {
  it.each(FAULTS.map((fault) => [fault.id, fault] as const))(
    '%s fails live and its entry comes first',
    async (_id, fault) => {
      const host = await createTestHost({ practice });
      const { session } = await host.run({
        profileId: `practice:${fault.flows?.[0] ?? 'authorization-code'}`,
        fault: fault.id,
        browser: 'practice',
        callbackTimeoutMs: 5_000,
      });
      expect(session.outcome).toBe('failed');
      expect(session.steps.at(-1)?.outcome).toBe('failed');
      const findings = diagnose(session);
      expect(findings.map((finding) => finding.entryId)[0]).toBe(fault.entryId);
      expect(findings[0]).toMatchObject({ severity: 'error', stepId: session.steps.at(-1)?.id });
      expect(findings[0]?.evidence.length).toBeGreaterThan(0);
      expect(findings[0]?.fixes.length).toBeGreaterThan(0);
    },
    15_000,
  );
});
