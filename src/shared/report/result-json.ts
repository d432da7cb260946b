import { z } from 'zod';
import type { Finding } from '../model/finding';
import type { SessionView, StepView } from '../model/session';

const isoTime = z.iso.datetime();
const referenceSchema = z.strictObject({ label: z.string(), url: z.string() });

/** What `run --json`, `diagnose --json` and `sessions show --json` print; docs/cli.md explains it. Members are only ever added. */
export const resultJsonSchema = z.strictObject({
  session: z
    .strictObject({
      id: z.string(),
      flow: z.string(),
      outcome: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'interrupted']),
      startedAt: isoTime,
      endedAt: isoTime.nullable(),
    })
    .nullable(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      outcome: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'skipped']),
      /** Null while the step has not ended. */
      durationMs: z.number().nullable(),
    }),
  ),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      stepId: z.string(),
      verdict: z.enum(['pass', 'fail', 'warn', 'info', 'skip']),
      expected: z.string(),
      actual: z.string(),
      reference: referenceSchema,
    }),
  ),
  findings: z.array(
    z.strictObject({
      entryId: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      title: z.string(),
      confidence: z.number().min(0).max(1),
      stepId: z.string().nullable(),
      evidence: z.array(
        z.strictObject({
          seq: z.number().int(),
          statement: z.string(),
          expected: z.string().nullable(),
          actual: z.string().nullable(),
        }),
      ),
      causes: z.array(z.string()),
      fixes: z.array(z.string()),
      reference: referenceSchema,
    }),
  ),
});

export type ResultJson = z.infer<typeof resultJsonSchema>;

/**
 * The machine-readable result of a session. Hides nothing itself: give it a view and findings that
 * are redacted already. `session` null: what was diagnosed is no recording.
 */
export function buildResultJson(session: SessionView | null, findings: readonly Finding[]): ResultJson {
  const steps = session?.steps ?? [];
  return {
    session: session && {
      id: session.id,
      flow: session.flow,
      outcome: session.outcome,
      startedAt: formatTime(session.startedAt),
      endedAt: session.endedAt === null ? null : formatTime(session.endedAt),
    },
    steps: steps.map((step) => ({
      id: step.id,
      name: step.name,
      outcome: step.outcome,
      durationMs: readDurationMs(step),
    })),
    checks: steps.flatMap((step) =>
      step.checks.map(({ id, stepId, verdict, expected, actual, reference }) => ({
        id,
        stepId,
        verdict,
        expected,
        actual,
        reference,
      })),
    ),
    findings: findings.map(
      ({ entryId, severity, title, confidence, stepId, evidence, causes, fixes, reference }) => ({
        entryId,
        severity,
        title,
        confidence,
        stepId,
        evidence: evidence.map(({ seq, statement, expected, actual }) => ({
          seq,
          statement,
          expected,
          actual,
        })),
        causes,
        fixes,
        reference,
      }),
    ),
  };
}

/** Null while the step has not ended. */
export function readDurationMs(step: StepView): number | null {
  return step.endedAt === null ? null : Math.max(0, step.endedAt - step.startedAt);
}

/** ISO 8601 in UTC. */
export function formatTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
