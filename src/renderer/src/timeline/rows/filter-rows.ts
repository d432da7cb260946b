import type { RowChannel, RowOutcome, TimelineRow } from './row';

export const CHANNELS = ['front', 'back', 'local'] as const satisfies readonly RowChannel[];
export const OUTCOMES = ['failed', 'warned', 'passed', 'skipped'] as const satisfies readonly RowOutcome[];

export type FilterChoice = (typeof CHANNELS)[number] | (typeof OUTCOMES)[number];

/**
 * The rows that one of the chosen channels and one of the chosen outcomes has; no choice means any. A step is
 * shown with its rows, and so is why it failed; what is still under way is always shown.
 */
export function filterRows(
  rows: readonly TimelineRow[],
  choices: readonly FilterChoice[],
): readonly TimelineRow[] {
  if (choices.length === 0) return rows;
  const channels = CHANNELS.filter((channel) => choices.includes(channel));
  const outcomes = OUTCOMES.filter((outcome) => choices.includes(outcome));
  const hasOutcome = ({ outcome }: TimelineRow) =>
    outcome === 'running' || outcomes.length === 0 || (outcomes as string[]).includes(outcome);
  const hasChannel = ({ channel, outcome }: TimelineRow) =>
    outcome === 'running' ||
    channels.length === 0 ||
    (channel !== null && (channels as string[]).includes(channel));
  const isOwn = (row: TimelineRow) => row.type !== 'failure' && hasOutcome(row) && hasChannel(row);
  const steps = new Set(rows.filter(isOwn).map(({ step }) => step.id));
  return rows.filter((row) => {
    if (row.type === 'step') return steps.has(row.step.id);
    return row.type === 'failure' ? steps.has(row.step.id) && hasOutcome(row) : isOwn(row);
  });
}
