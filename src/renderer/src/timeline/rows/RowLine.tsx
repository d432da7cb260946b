import type { TimelineLook } from '@shared/model/preferences';
import { revealLine } from '@shared/text/invisible';
import { clsx } from 'clsx';
import { memo } from 'react';
import { nameStepElement } from '../../labels/labels';
import { SequenceCell } from '../sequence/SequenceCell';
import type { TimeScale } from '../waterfall/time-scale';
import { WaterfallBar } from '../waterfall/WaterfallBar';
import { WaterfallLabel } from '../waterfall/WaterfallLabel';
import { nameRow } from './name-row';
import type { TimelineRow } from './row';

interface RowLineProps {
  row: TimelineRow;
  index: number;
  count: number;
  look: TimelineLook;
  start: number;
  height: number;
  /** Of the column that stays while the chart is scrolled. */
  columnPx: number;
  /** The chart is wider than its window. */
  isZoomed: boolean;
  scale: TimeScale;
  /** The same for every row that is over, so that those are not drawn again by the clock. */
  now: number;
  isSelected: boolean;
  isTabStop: boolean;
  isRedirectUri: (url: string) => boolean;
  onPick: (row: TimelineRow) => void;
  onEnter: (index: number) => void;
}

/** One row in the looks with a picture: drawn for the eye, with its words as its name. */
export const RowLine = memo(function RowLine(props: RowLineProps) {
  const { row, index, count, look, start, height, columnPx, scale, now, isSelected } = props;
  const ground = isSelected
    ? 'bg-accent-soft'
    : row.outcome === 'failed'
      ? 'bg-fail-soft'
      : row.type === 'step'
        ? 'bg-surface group-hover:bg-hover'
        : 'group-hover:bg-hover';
  return (
    <li
      id={row.type === 'step' ? nameStepElement(row.step.id) : undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      className="absolute inset-x-0 top-0"
      style={{ height, transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        data-row={row.key}
        tabIndex={props.isTabStop ? 0 : -1}
        aria-current={isSelected || undefined}
        onClick={() => props.onPick(row)}
        onFocus={() => props.onEnter(index)}
        className="group flex size-full text-left"
      >
        <span className="sr-only">{revealLine(nameRow(row, now))}</span>
        <span
          aria-hidden="true"
          className={clsx(
            'flex h-full shrink-0 overflow-hidden border-l-3',
            // A layer of its own for each row, which costs: only where the chart moves under it.
            props.isZoomed && 'sticky left-0 z-10',
            ground,
            !/^bg-/.test(ground) && 'bg-canvas',
            row.step.outcome === 'failed'
              ? 'border-l-fail-strong'
              : isSelected
                ? 'border-l-accent'
                : 'border-l-transparent',
            look !== 'sequence' && 'border-r border-r-line',
          )}
          style={{ width: columnPx }}
        >
          {look === 'waterfall' ? (
            <WaterfallLabel row={row} now={now} />
          ) : (
            <SequenceCell row={row} now={now} isRedirectUri={props.isRedirectUri} />
          )}
        </span>
        {look !== 'sequence' && (
          <span
            aria-hidden="true"
            className={clsx(
              'relative h-full min-w-0 flex-1',
              row.type === 'step' && !isSelected ? 'group-hover:bg-hover' : ground,
            )}
          >
            <span className="absolute inset-y-0 right-6 left-1">
              <WaterfallBar row={row} scale={scale} now={now} />
            </span>
          </span>
        )}
      </button>
    </li>
  );
});
