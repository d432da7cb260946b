import { clsx } from 'clsx';
import type { RowOutcome } from '../rows/row';
import { LANES, type Lane, placeLane } from './lanes';

const INKS: Record<RowOutcome, string> = {
  failed: 'text-fail-strong',
  warned: 'text-warn',
  passed: 'text-ink-soft',
  skipped: 'text-ink-faint',
  running: 'text-accent',
};

interface ArrowProps {
  from: Lane;
  to: Lane;
  /** Pixels from the top of the row. */
  top: number;
  outcome: RowOutcome;
  /** An answer; what is asked is drawn through. */
  isAnswer?: boolean;
  /** It got no answer: a cross instead of a head. */
  isLost?: boolean;
}

export function Arrow({ from, to, top, outcome, isAnswer = false, isLost = false }: ArrowProps) {
  const start = placeLane(from);
  const end = placeLane(to);
  return (
    <svg
      aria-hidden="true"
      className={clsx('pointer-events-none absolute inset-0 size-full overflow-visible', INKS[outcome])}
    >
      <line
        x1={`${start}%`}
        x2={`${end}%`}
        y1={top}
        y2={top}
        stroke="currentColor"
        strokeWidth={outcome === 'failed' ? 2 : 1.25}
        strokeDasharray={isAnswer ? '5 3' : undefined}
      />
      <svg x={`${end}%`} y={top} overflow="visible" aria-hidden="true">
        {isLost ? (
          <path d="M-5-5 5 5M-5 5 5-5" stroke="currentColor" strokeWidth={2} />
        ) : (
          <path d={end > start ? 'M0 0-8-4v8z' : 'M0 0 8-4v8z'} fill="currentColor" />
        )}
      </svg>
    </svg>
  );
}

/** The lines that the arrows go between. */
export function Lifelines() {
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
      {LANES.map(({ lane, place }) => (
        <line
          key={lane}
          x1={`${place}%`}
          x2={`${place}%`}
          y1="0"
          y2="100%"
          className={lane === 'client' ? 'stroke-line-strong' : 'stroke-line'}
          strokeWidth={lane === 'client' ? 1.5 : 1}
        />
      ))}
    </svg>
  );
}
