import { clsx } from 'clsx';
import { OutcomeBadge, OutcomeIcon } from '../../labels/marks';
import { useApp } from '../../store/app-store';
import { Badge } from '../../ui/Badge';
import { formatDuration } from '../../ui/format';
import { PlainText } from '../../ui/PlainText';
import type { StepHead } from './row';

interface StepWordsProps {
  row: StepHead;
  /** Beside a chart: the icon alone says the outcome. */
  isTight?: boolean;
}

/** The head of a step over its rows. */
export function StepWords({ row: { step, number }, isTight = false }: StepWordsProps) {
  const isPaused = useApp(({ open }) => open?.view.pause?.stepId === step.id && step.outcome === 'running');
  const outcome = isPaused ? 'paused' : step.outcome;
  return (
    <span className="flex h-full min-w-0 flex-1 items-center gap-2 border-t border-line px-2">
      <span className="w-6 shrink-0 font-mono text-xs text-ink-faint">{number}</span>
      <OutcomeIcon outcome={outcome} className="size-4" />
      <span className={clsx('min-w-0 truncate font-semibold', step.outcome === 'failed' && 'text-fail')}>
        <PlainText text={step.title} />
      </span>
      {outcome !== 'succeeded' && !isTight && <OutcomeBadge outcome={outcome} />}
      {step.branchOf !== null && !isTight && <Badge>beside the flow</Badge>}
      <span className="ml-auto shrink-0 font-mono text-xs text-ink-faint">
        {step.endedAt === null ? '' : formatDuration(step.endedAt - step.startedAt)}
      </span>
    </span>
  );
}
