import type { ReportRedaction } from '../report/report-model';
import { type ComparedSession, hasImportantDifference, type SessionComparison } from './comparison';

/** Everything a document says of a comparison, already redacted, with no markup. */
export interface ComparisonModel {
  comparison: SessionComparison;
  summary: string;
  redactions: ReportRedaction[];
  /** ISO 8601, UTC. */
  exportedAt: string;
  appVersion: string;
}

/** A sentence or two: how either session ended, and what to look at first. */
export function summarizeComparison(comparison: SessionComparison): string {
  const { left, right, differences } = comparison;
  const outcomes = `The left session ${ENDED[left.outcome]}, the right one ${ENDED[right.outcome]}.`;
  if (!hasImportantDifference(comparison)) return `${outcomes} Nothing of importance differs.`;
  const [first] = differences;
  return first
    ? `${outcomes} What differs first is ${first.name} (${first.subject}).`
    : `${outcomes} No value that differs explains it.`;
}

const ENDED: Record<ComparedSession['outcome'], string> = {
  running: 'is still running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
};

/** The two heads as rows of one table. */
export function listHeads({ left, right }: SessionComparison, formatTime: (epochMs: number) => string) {
  const row = (label: string, read: (session: ComparedSession) => string) => [label, read(left), read(right)];
  return [
    row('Profile', ({ name }) => name),
    row('Session', ({ id }) => id),
    row('Flow', ({ flow }) => flow),
    row('Outcome', ({ outcome }) => outcome),
    row('Started', ({ startedAt }) => formatTime(startedAt)),
    row('First failure', ({ firstFailure }) =>
      firstFailure ? `${firstFailure.stepTitle}. ${firstFailure.text}` : 'No step or check failed.',
    ),
  ];
}

/** Above what was folded away. */
export const NOISE_NOTE =
  'Values of the kind that differs between any two runs: ids, random values, times. They are equal in what matters.';
