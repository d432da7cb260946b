import type { TextDifference } from '@shared/model/finding';

export interface MarkedRun {
  text: string;
  /** True where the other side does not have it. */
  isMarked: boolean;
}

/**
 * One side of two texts laid over each other. The segments are shown and not the text, which was made one
 * tidy line; of that only what lies beyond the compared part is added.
 */
export function readSide(
  text: string,
  side: 'expected' | 'actual',
  difference: TextDifference | undefined,
): MarkedRun[] {
  if (!difference) return [{ text, isMarked: false }];
  const others = side === 'expected' ? 'added' : 'removed';
  const runs = difference.segments
    .filter(({ kind }) => kind !== others)
    .map((segment) => ({ text: segment.text, isMarked: segment.kind !== 'same' }));
  const compared = runs.map((run) => run.text).join('');
  const rest = text.startsWith(compared) ? text.slice(compared.length) : '';
  return rest === '' ? runs : [...runs, { text: rest, isMarked: false }];
}
