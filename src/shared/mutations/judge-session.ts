import type { Reference } from '../model/check';
import type { SessionView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import { createRedactor } from '../redact/redactor';
import { foldTrace } from '../trace/fold-trace';
import type { Judgement, MutationSeverity, MutationVerdict } from './mutation';
import { findMutation } from './mutations';

/** A row of the table: what a provider did about one mistake. Safe to show and to write down. */
export interface MutationTableRow {
  mutation: string;
  title: string;
  /** Null for one that was not run. */
  sessionId: string | null;
  /** waiting and running while the set goes on; not-applicable where the mistake cannot be made. */
  verdict: MutationVerdict | 'waiting' | 'running' | 'not-applicable';
  severity: MutationSeverity;
  expected: string;
  /** What the provider did; why the mistake was not made where it was not. */
  seen: string;
  remark: string | null;
  /** The event of that session which shows it. */
  proof: { seq: number } | null;
  reference: Reference;
}

/** The verdict over a recording; null for a run without a mistake, or with one that is not known here. */
export function judgeSession(session: SessionView): Judgement | null {
  return findMutation(session.mutation ?? '')?.judge(session) ?? null;
}

/**
 * The row of a recording. What is told of it passes through its own redactor. `outcome` is what the store has:
 * of a run that broke off the events do not tell.
 */
export function buildMutationRow(
  events: readonly TraceEvent[],
  outcome: SessionView['outcome'],
): MutationTableRow | null {
  const session = { ...foldTrace(events), outcome };
  const { mutation, id } = session;
  const judged = judgeSession(session);
  if (mutation === null || !judged) return null;
  const row = describeRow(mutation, outcome === 'running' ? 'running' : judged.verdict, judged.seen);
  if (!row) return null;
  const redactor = createRedactor(events);
  return {
    ...row,
    sessionId: id,
    seen: redactor.redactText(judged.seen),
    remark: judged.remark === null ? null : redactor.redactText(judged.remark),
    proof: judged.proof,
  };
}

/** The row of a mistake that has no recording; null for one that is not known here. */
export function describeRow(
  id: string,
  verdict: MutationTableRow['verdict'],
  seen: string,
): MutationTableRow | null {
  const found = findMutation(id);
  if (!found) return null;
  const { title, severity, expected, reference } = found;
  return {
    mutation: id,
    title,
    sessionId: null,
    verdict,
    severity,
    expected,
    seen,
    remark: null,
    proof: null,
    reference,
  };
}
