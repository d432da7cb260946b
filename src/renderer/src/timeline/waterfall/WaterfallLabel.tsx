import { clsx } from 'clsx';
import { HIT_LABELS, PURPOSE_LABELS } from '../../labels/labels';
import { formatDuration } from '../../ui/format';
import { PlainText } from '../../ui/PlainText';
import { describeQuietChecks } from '../describe-checks';
import { describePause } from '../describe-pause';
import { FailureWords } from '../rows/FailureWords';
import { RowMark } from '../rows/RowMark';
import type { ExchangeLine, TimelineRow } from '../rows/row';
import { StepWords } from '../rows/StepWords';
import { labelAnswer } from '../sequence/lanes';

/** What the bar beside it is about: number, words, how long it took. */
export function WaterfallLabel({ row, now }: { row: TimelineRow; now: number }) {
  if (row.type === 'step') return <StepWords row={row} isTight />;
  if (row.type === 'failure') return <FailureWords text={row.text} />;
  const hasNumber = row.type === 'exchange' || row.type === 'hit';
  return (
    <span className="flex h-full min-w-0 flex-1 items-center gap-2 pr-2 pl-4 text-xs">
      <span className="w-9 shrink-0 font-mono text-2xs text-ink-faint">{hasNumber ? row.number : ''}</span>
      <RowMark outcome={row.outcome} />
      <Words row={row} />
      <span className="ml-auto shrink-0 pl-1 font-mono text-2xs text-ink-faint">
        {readDuration(row, now)}
      </span>
    </span>
  );
}

function Words({ row }: { row: TimelineRow }) {
  const style = clsx(
    'min-w-0 truncate',
    row.outcome === 'failed' && 'font-semibold text-fail',
    row.outcome === 'warned' && 'text-warn',
  );
  switch (row.type) {
    case 'exchange':
      return (
        <span className={style}>
          {PURPOSE_LABELS[row.exchange.purpose]}
          <span className={clsx('font-mono text-2xs', row.outcome === 'passed' && 'text-ink-faint')}>
            {' '}
            <PlainText text={row.outcome === 'passed' ? labelStatus(row) : labelAnswer(row)} />
          </span>
        </span>
      );
    case 'hit':
      return <span className={style}>Callback {HIT_LABELS[row.hit.verdict]}</span>;
    case 'wait':
      return <span className={style}>{row.endedAt === null ? 'Waiting for you' : 'Waited for you'}</span>;
    case 'pause':
      return <span className={style}>Paused {describePause(row.pause)}</span>;
    case 'checks':
      return <span className={clsx(style, 'text-ink-soft')}>{describeQuietChecks(row.checks)}</span>;
    case 'check':
      return (
        <span className={style}>
          <PlainText text={row.check.title} />
        </span>
      );
    default:
      return null;
  }
}

/** The words of a status are known to whoever reads a waterfall. */
function labelStatus({ exchange: { response } }: ExchangeLine): string {
  return response ? String(response.status) : '';
}

function readDuration(row: TimelineRow, now: number): string {
  if (row.type === 'wait' || row.type === 'pause')
    return formatDuration(Math.max(0, (row.endedAt ?? now) - row.startedAt));
  const timings = row.type === 'exchange' ? row.exchange.timings : undefined;
  return timings ? formatDuration(timings.totalMs) : '';
}
