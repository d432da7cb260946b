import type { Verdict } from '@shared/model/check';
import type { CheckView } from '@shared/model/session';
import { clsx } from 'clsx';
import { CircleX, Diamond, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../ui/format';
import { spellInvisible } from '../../ui/show-invisible';
import { nameChecks } from '../describe-checks';
import type { ExchangeLine, PauseLine, StepHead, TimelineRow, WaitLine } from '../rows/row';
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
    case 'pause':
      return <StandstillBar row={row} scale={scale} now={now} />;
    case 'hit':
      return (
        <Mark scale={scale} time={row.hit.time}>
          <Diamond className={clsx('size-3', row.outcome === 'warned' ? 'text-warn' : 'text-accent')} />
        </Mark>
      );
    case 'check':
      return (
        <Mark scale={scale} time={row.check.time}>
          {row.outcome === 'failed' ? (
            <CircleX className="size-3 text-fail-strong" />
          ) : (
            <TriangleAlert className="size-3 text-warn" />
          )}
        </Mark>
      );
    case 'checks':
      return <CheckTicks checks={row.checks} scale={scale} />;
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

/** A person decided meanwhile: how to sign in, or how the run goes on. */
function StandstillBar({ row, scale, now }: BarProps<WaitLine | PauseLine>) {
  return (
    <Span
      scale={scale}
      from={row.startedAt}
      to={row.endedAt ?? now}
      className={clsx(
        'hatched inset-y-1.5 rounded border border-line-strong',
        row.type === 'pause' && 'border-dashed',
      )}
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

/** Beyond this part of the axis the names stand before the ticks. */
const NAMES_BEFORE = 0.6;

/** Each check at its instant, and beside them what they were. */
function CheckTicks({ checks, scale }: { checks: readonly CheckView[]; scale: TimeScale }) {
  const places = checks.map(({ time }) => placeTime(scale, time));
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const isBefore = last > NAMES_BEFORE;
  return (
    <>
      {checks.map(({ seq, title, verdict }, index) => (
        <span
          key={seq}
          title={spellInvisible(title)}
          className={clsx('absolute w-0.5', TICK_STYLES[verdict])}
          style={{ left: `${(places[index] ?? 0) * 100}%` }}
        />
      ))}
      <span
        className="absolute inset-y-0 flex items-center text-2xs text-ink-faint"
        style={
          isBefore
            ? { right: `calc(${(1 - first) * 100}% + 6px)`, maxWidth: `calc(${first * 100}% - 8px)` }
            : { left: `calc(${last * 100}% + 8px)`, maxWidth: `calc(${(1 - last) * 100}% - 10px)` }
        }
      >
        <span className="truncate">{nameChecks(checks)}</span>
      </span>
    </>
  );
}

/** What was skipped is told apart by its height too. */
const TICK_STYLES: Record<Verdict, string> = {
  pass: 'inset-y-1.5 bg-pass',
  info: 'inset-y-2.5 bg-line-strong',
  skip: 'inset-y-2.5 bg-line-strong',
  warn: 'inset-y-1.5 bg-warn',
  fail: 'inset-y-1.5 bg-fail-strong',
};

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
