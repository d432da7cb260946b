import type { FaultSummary } from '@shared/contract/host-api';
import type { SessionSummary } from '@shared/model/session';
import { findMutation } from '@shared/mutations/mutations';

/** What was done wrong on purpose in this run, by a fault or as a mistake; null for an honest one. */
export function describePurpose(
  { fault, mutation }: Pick<SessionSummary, 'fault' | 'mutation'>,
  faults: readonly FaultSummary[],
): string | null {
  if (mutation) return `mistake: ${findMutation(mutation)?.title ?? mutation}`;
  if (fault) return `fault: ${faults.find(({ id }) => id === fault)?.title ?? fault}`;
  return null;
}

/** A row with a third line is taller. */
export function hasMarks(session: SessionSummary | undefined): boolean {
  return Boolean(session?.fault || session?.mutation || session?.tags?.length);
}
