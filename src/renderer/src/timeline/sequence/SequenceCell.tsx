import { clsx } from 'clsx';
import { CircleCheck, CircleX, Hourglass, Info, type LucideIcon, Pause, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/Badge';
import { formatDuration } from '../../ui/format';
import { PlainText } from '../../ui/PlainText';
import { describeQuietChecks } from '../describe-checks';
import { describePause } from '../describe-pause';
import { FailureWords } from '../rows/FailureWords';
import { RowMark } from '../rows/RowMark';
import type { CheckLine, ExchangeLine, HitLine, PauseLine, TimelineRow, WaitLine } from '../rows/row';
import { StepWords } from '../rows/StepWords';
import { Arrow, Lifelines } from './Arrow';
import { type Lane, labelAnswer, labelHit, labelRequest, placeLane, readBringer, readParties } from './lanes';

interface SequenceCellProps {
  row: TimelineRow;
  now: number;
  isRedirectUri: (url: string) => boolean;
}

/** One row of the diagram: an arrow and its answer, a wait, or what this client noted about itself. */
export function SequenceCell({ row, now, isRedirectUri }: SequenceCellProps) {
  if (row.type === 'step') return <StepWords row={row} />;
  if (row.type === 'failure') return <FailureWords text={row.text} />;
  return (
    <>
      <span aria-hidden="true" className="w-11 shrink-0 pt-1 pl-2 font-mono text-2xs text-ink-faint">
        {row.type === 'exchange' || row.type === 'hit' ? row.number : ''}
      </span>
      <span className="relative h-full min-w-0 flex-1 bg-inherit">
        <Lifelines />
        <Drawing row={row} now={now} isRedirectUri={isRedirectUri} />
      </span>
    </>
  );
}

function Drawing({ row, now, isRedirectUri }: SequenceCellProps) {
  switch (row.type) {
    case 'exchange':
      return <ExchangeArrows row={row} {...readParties(row, isRedirectUri)} />;
    case 'hit':
      return <HitArrow row={row} />;
    case 'wait':
      return (
        <Band row={row} now={now} icon={Hourglass}>
          {row.endedAt === null ? 'Waiting for you' : 'Waited for you'}
        </Band>
      );
    case 'pause':
      return (
        <Band row={row} now={now} icon={Pause}>
          Paused {describePause(row.pause)}
        </Band>
      );
    case 'check':
      return <CheckNote row={row} />;
    case 'checks':
      return (
        <SelfNote icon={CircleCheck} ink="text-pass">
          {describeQuietChecks(row.checks)}
        </SelfNote>
      );
    case 'note':
      return (
        <SelfNote icon={Info} ink="text-accent">
          <PlainText text={row.note.message} />
        </SelfNote>
      );
    default:
      return null;
  }
}

const ASKED_AT = 18.5;
const ANSWERED_AT = 40.5;

function ExchangeArrows({ row, from, to }: { row: ExchangeLine; from: Lane; to: Lane }) {
  const { response, error, timings } = row.exchange;
  const hasAnswer = response !== null && response !== undefined;
  const left = Math.min(placeLane(from), placeLane(to));
  return (
    <>
      <Label left={left} top={1}>
        <span className="truncate font-medium">
          <PlainText text={labelRequest(row)} />
        </span>
        {row.isEdited && <Badge tone="warn">edited</Badge>}
      </Label>
      <Arrow
        from={from}
        to={to}
        top={ASKED_AT}
        outcome={hasAnswer ? 'passed' : row.outcome}
        isLost={Boolean(error) && !hasAnswer}
      />
      <Label left={left} top={23}>
        <RowMark outcome={row.outcome} />
        <span
          className={clsx(
            'truncate',
            row.outcome === 'failed'
              ? 'font-semibold text-fail'
              : row.outcome === 'warned'
                ? 'text-warn'
                : 'text-ink-soft',
          )}
        >
          <PlainText text={labelAnswer(row)} />
        </span>
        {timings && <span className="shrink-0 text-ink-faint">{formatDuration(timings.totalMs)}</span>}
      </Label>
      {hasAnswer && <Arrow from={to} to={from} top={ANSWERED_AT} outcome={row.outcome} isAnswer />}
    </>
  );
}

function HitArrow({ row }: { row: HitLine }) {
  if (row.hit.via === 'browser') {
    return (
      <SelfNote icon={row.outcome === 'passed' ? CircleCheck : TriangleAlert} ink="text-ink-soft">
        <PlainText text={labelHit(row)} />
      </SelfNote>
    );
  }
  const from = readBringer(row);
  const isLeftwards = from === 'server';
  return (
    <>
      <Label left={isLeftwards ? placeLane('client') : placeLane(from)} top={1}>
        <RowMark outcome={row.outcome} />
        <span className={clsx('truncate', row.outcome === 'warned' && 'text-warn')}>
          <PlainText text={labelHit(row)} />
        </span>
      </Label>
      <Arrow from={from} to="client" top={ASKED_AT} outcome={row.outcome} />
    </>
  );
}

/** Beginning right of a line, over an arrow, and as wide as there is room to the right end of the row. */
function Label({ left, top, children }: { left: number; top: number; children: ReactNode }) {
  return (
    <span
      className="absolute z-1 flex h-3.25 items-center gap-1.5 bg-inherit pr-1 font-mono text-2xs"
      style={{ left: `calc(${left}% + 10px)`, top, maxWidth: `calc(${100 - left}% - 12px)` }}
    >
      {children}
    </span>
  );
}

interface BandProps {
  row: WaitLine | PauseLine;
  now: number;
  icon: LucideIcon;
  children: ReactNode;
}

/** A time in which the run stood still for a person. */
function Band({ row, now, icon: Icon, children }: BandProps) {
  return (
    <span
      className="hatched absolute inset-y-1 flex items-center gap-1.5 rounded border border-line-strong px-1.5 text-2xs text-ink-soft"
      style={{ left: `${placeLane('user') - 4}%`, right: `${100 - placeLane('client') - 2}%` }}
    >
      <Icon aria-hidden="true" className="size-3 shrink-0" />
      <span className="truncate">{children}</span>
      <span className="ml-auto shrink-0 font-mono">
        {formatDuration(Math.max(0, (row.endedAt ?? now) - row.startedAt))}
      </span>
    </span>
  );
}

function CheckNote({ row }: { row: CheckLine }) {
  const isFailed = row.outcome === 'failed';
  return (
    <SelfNote
      icon={isFailed ? CircleX : TriangleAlert}
      ink={isFailed ? 'text-fail-strong' : 'text-warn'}
      isBoxed
    >
      <span className={isFailed ? 'font-semibold text-fail' : 'text-warn'}>
        <PlainText text={row.check.title} />
      </span>{' '}
      <span className="font-mono">
        <PlainText text={row.check.actual} />
      </span>
    </SelfNote>
  );
}

interface SelfNoteProps {
  icon: LucideIcon;
  ink: string;
  isBoxed?: boolean;
  children: ReactNode;
}

/** Something that this client found out by itself, beside its own line. */
function SelfNote({ icon: Icon, ink, isBoxed = false, children }: SelfNoteProps) {
  return (
    <span
      className={clsx(
        'absolute inset-y-0.5 z-1 flex items-center gap-1.5 rounded border px-1.5 text-2xs',
        isBoxed ? 'border-line-strong bg-surface' : 'border-transparent bg-inherit text-ink-soft',
      )}
      style={{
        left: `calc(${placeLane('client')}% + 8px)`,
        maxWidth: `calc(${100 - placeLane('client')}% - 12px)`,
      }}
    >
      <Icon aria-hidden="true" className={clsx('size-3 shrink-0', ink)} />
      <span className="truncate">{children}</span>
    </span>
  );
}
