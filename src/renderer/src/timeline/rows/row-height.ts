import type { TimelineLook } from '@shared/model/preferences';
import type { TimelineRow } from './row';

const SEQUENCE_HEIGHTS: Record<TimelineRow['type'], number> = {
  step: 30,
  exchange: 47,
  hit: 26,
  wait: 28,
  pause: 28,
  check: 24,
  checks: 22,
  note: 22,
  failure: 30,
};

const WATERFALL_HEIGHT = 26;

/** Pixels. Known without drawing, so that 10,000 steps have their places before any is drawn. */
export function readRowHeight(row: TimelineRow | undefined, look: TimelineLook): number {
  if (!row) return WATERFALL_HEIGHT;
  if (look !== 'waterfall') return SEQUENCE_HEIGHTS[row.type];
  return row.type === 'step' ? 30 : WATERFALL_HEIGHT;
}

/** What a view has rows for: notes have no place on a time axis. */
export function pickRows(rows: readonly TimelineRow[], look: TimelineLook): readonly TimelineRow[] {
  if (look !== 'waterfall') return rows;
  return rows.filter(({ type }) => type !== 'note');
}
