import { clsx } from 'clsx';
import { Diamond } from 'lucide-react';
import { formatDuration } from '../../ui/format';
import type { PhaseName } from './lay-out-bar';
import type { Tick, Window } from './list-ticks';
import { findSegment, type Segment, type TimeScale } from './time-scale';
import { PHASE_STYLES } from './WaterfallBar';

const THINNEST_FOLD_PX = 4;

/** Round times, and the folds in between. */
export function TimeAxis({ ticks, folds }: { ticks: readonly Tick[]; folds: readonly Segment[] }) {
  return (
    <div aria-hidden="true" className="relative mr-6 ml-1 h-full font-mono text-2xs text-ink-faint">
      {folds.map(({ at, width, from, to }) => (
        <span
          key={at}
          title={`${formatDuration(to - from)} in which nothing happened`}
          className="hatched absolute inset-y-0 flex items-center justify-center overflow-hidden"
          style={{ left: `${at * 100}%`, width: `${width * 100}%` }}
        />
      ))}
      {ticks.map(({ at, label }) => (
        <span
          key={at}
          className="absolute inset-y-0 flex items-center border-l border-line pl-1 whitespace-nowrap"
          style={{ left: `${at * 100}%` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** The same times as lines behind the bars. */
export function TimeGrid({ ticks, folds }: { ticks: readonly Tick[]; folds: readonly Segment[] }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-6 left-1">
      {folds.map(({ at, width }) => (
        <span
          key={at}
          className="absolute inset-y-0 bg-sunken"
          style={{ left: `${at * 100}%`, width: `${width * 100}%` }}
        />
      ))}
      {ticks.map(({ at }) => (
        <span key={at} className="absolute inset-y-0 border-l border-line" style={{ left: `${at * 100}%` }} />
      ))}
    </div>
  );
}

/** The folds within the window that are wide enough to be seen. */
export function listFolds({ segments }: TimeScale, widthPx: number, window: Window): Segment[] {
  const folds: Segment[] = [];
  const first = findSegment(segments, (segment) => segment.at + segment.width < window.from);
  for (let index = first; index < segments.length; index += 1) {
    const segment = segments[index];
    if (!segment || segment.at > window.to) break;
    if (segment.isFolded && segment.width * widthPx >= THINNEST_FOLD_PX) folds.push(segment);
  }
  return folds;
}

const PHASES: readonly PhaseName[] = ['DNS', 'connect', 'TLS', 'wait', 'receive'];

/** What the parts of a bar stand for. */
export function WaterfallLegend() {
  return (
    <p className="flex shrink-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 border-t border-line bg-surface px-3 py-1 text-2xs text-ink-soft">
      {PHASES.map((name) => (
        <span key={name} className="flex items-center gap-1">
          <span aria-hidden="true" className={clsx('w-4', PHASE_STYLES[name])} />
          {name}
        </span>
      ))}
      <span className="flex items-center gap-1">
        <span aria-hidden="true" className="hatched h-3 w-4 rounded border border-line-strong" />
        waiting for you
      </span>
      <span className="flex items-center gap-1">
        <span
          aria-hidden="true"
          className="hatched h-3 w-4 rounded border border-dashed border-line-strong"
        />
        paused
      </span>
      <span className="flex items-center gap-1">
        <span aria-hidden="true" className="h-3 w-0.5 bg-pass" />
        check
      </span>
      <span className="flex items-center gap-1">
        <Diamond aria-hidden="true" className="size-3 text-accent" />
        callback
      </span>
    </p>
  );
}
