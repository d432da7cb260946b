import { clsx } from 'clsx';
import { CircleX, Diamond, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../ui/format';
import type { ExchangeLine, StepHead, TimelineRow, WaitLine } from '../rows/row';
import { layOutBar, type PhaseName } from './lay-out-bar';
import { placeTime, type TimeScale } from './time-scale';

interface BarProps<R> {
  row: R;
  scale: TimeScale;
  now: number;
}

/** What a row took of the time axis. Its name and the words beside it say the same. */
export function WaterfallBar({ row, scale, now }: BarProps<TimelineRow>) {
  switch (row.type) {
    case 'step':
      return <StepBar row={row} scale={scale} now={now} />;
    case 'exchange':
      return <ExchangeBar row={row} scale={scale} now={now} />;
    case 'wait':
      return <WaitBar row={row} scale={scale} now={now} />;
    case 'hit':
      return (
        <Mark scale={scale} time={row.hit.time}>
          <Diamond className={clsx('size-3', row.outcome === 'warned' ? 'text-warn' : 'text-accent')} />
        </Mark>
      );
    case 'check':
      return row.step.endedAt === null ? null : (
        <Mark scale={scale} time={row.step.endedAt}>
          {row.outcome === 'failed' ? (
            <CircleX className="size-3 text-fail-strong" />
          ) : (
            <TriangleAlert className="size-3 text-warn" />
          )}
        </Mark>
      );
    default:
      return null;
  }
}

function StepBar({ row: { step }, scale, now }: BarProps<StepHead>) {
  return (
    <Span
      scale={scale}
      from={step.startedAt}
      to={step.endedAt ?? now}
      className={clsx(
        'top-3 h-1.5 rounded-full',
        step.outcome === 'failed' ? 'bg-fail-strong' : 'bg-line-strong',
      )}
    />
  );
}

function WaitBar({ row, scale, now }: BarProps<WaitLine>) {
  return (
    <Span
      scale={scale}
      from={row.startedAt}
      to={row.endedAt ?? now}
      className="hatched inset-y-1.5 rounded border border-line-strong"
    />
  );
}

/** Phases differ in height and ground, not in colour alone. */
export const PHASE_STYLES: Record<PhaseName, string> = {
  DNS: 'h-1 bg-line-strong',
  connect: 'h-1.5 bg-accent',
  TLS: 'h-2 bg-ink-soft',
  wait: 'h-3 border border-accent bg-accent-soft',
  receive: 'h-3 bg-accent',
};

function ExchangeBar({ row, scale, now }: BarProps<ExchangeLine>) {
  const { startedAt, timings } = row.exchange;
  const isOver = row.outcome !== 'running';
  const to = timings ? startedAt + timings.totalMs : isOver ? startedAt : now;
  const phases = timings ? layOutBar(timings) : [];
  const isFailed = row.outcome === 'failed';
  return (
    <Span
      scale={scale}
      from={startedAt}
      to={to}
      className={clsx(
        'inset-y-0 flex items-center',
        isFailed && 'outline-2 -outline-offset-4 outline-fail-strong',
      )}
      title={phases.map(({ name, durationMs }) => `${name} ${formatDuration(durationMs)}`).join(', ')}
    >
      {phases.length === 0 ? (
        <span
          className={clsx(
            'h-3 w-full rounded-sm',
            isOver ? 'bg-accent' : 'border border-accent bg-accent-soft',
          )}
        />
      ) : (
        phases.map(({ name, width }) => (
          <span
            key={name}
            className={clsx('shrink-0', PHASE_STYLES[name])}
            style={{ width: `${width * 100}%` }}
          />
        ))
      )}
      {isFailed && (
        <CircleX
          aria-hidden="true"
          className="absolute -right-4.5 size-3.5 rounded-full bg-canvas text-fail-strong"
        />
      )}
    </Span>
  );
}

interface SpanProps {
  scale: TimeScale;
  from: number;
  to: number;
  className: string;
  title?: string;
  children?: ReactNode;
}

function Span({ scale, from, to, className, title, children }: SpanProps) {
  const left = placeTime(scale, from);
  const width = Math.max(0, placeTime(scale, Math.max(from, to)) - left);
  return (
    <span
      title={title || undefined}
      className={clsx('absolute min-w-0.75', className)}
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
    >
      {children}
    </span>
  );
}

function Mark({ scale, time, children }: { scale: TimeScale; time: number; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-y-0 flex -translate-x-1/2 items-center"
      style={{ left: `${placeTime(scale, time) * 100}%` }}
    >
      {children}
    </span>
  );
}
