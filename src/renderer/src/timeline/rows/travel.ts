import type { InspectorTab, Selection } from '../../store/app-state';
import type { TimelineRow } from './row';

/** The index of the row that shows what is selected: its own, or that of its step. -1 for none. */
export function findSelected(rows: readonly TimelineRow[], selection: Selection | null): number {
  if (!selection) return -1;
  const head = rows.findIndex((row) => row.type === 'step' && row.step.id === selection.stepId);
  for (let index = head + 1; head >= 0 && rows[index]?.step.id === selection.stepId; index += 1) {
    const row = rows[index];
    if (row && isSelected(row, selection)) return index;
  }
  return head;
}

function isSelected(row: TimelineRow, { exchangeId, checkSeq, hitSeq }: Selection): boolean {
  if (row.type === 'check') return row.check.seq === checkSeq;
  if (row.type === 'hit') return row.hit.seq === hitSeq;
  return row.type === 'exchange' && checkSeq === null && row.exchange.id === exchangeId;
}

/** What picking the row selects, and the tab that says most about it. */
export function selectRow(row: TimelineRow): { selection: Selection; tab?: InspectorTab } {
  const step: Selection = { stepId: row.step.id, exchangeId: null, checkSeq: null };
  switch (row.type) {
    case 'exchange':
      return { selection: { ...step, exchangeId: row.exchange.id } };
    case 'hit':
      return { selection: { ...step, hitSeq: row.hit.seq }, tab: 'request' };
    case 'check':
      return {
        selection: { ...step, exchangeId: row.check.exchangeId, checkSeq: row.check.seq },
        tab: 'checks',
      };
    case 'checks':
      return { selection: step, tab: 'checks' };
    case 'failure':
      return { selection: step, tab: 'diagnosis' };
    case 'step':
      return { selection: step, tab: row.outcome === 'failed' ? 'diagnosis' : 'summary' };
    default:
      return { selection: step, tab: 'summary' };
  }
}

/** The next failure after a place (or before it), around the end; null where nothing failed. */
export function findFailure(
  rows: readonly TimelineRow[],
  from: number,
  direction: 'next' | 'previous',
): number | null {
  const failures = listFailures(rows);
  const found =
    direction === 'next'
      ? (failures.find((index) => index > from) ?? failures[0])
      : (failures.findLast((index) => index < from) ?? failures.at(-1));
  return found ?? null;
}

/** The places that a reader goes to: a failed step, the answer and the checks it failed by. */
export function listFailures(rows: readonly TimelineRow[]): number[] {
  return rows.flatMap((row, index) => (row.outcome === 'failed' && row.type !== 'failure' ? [index] : []));
}
