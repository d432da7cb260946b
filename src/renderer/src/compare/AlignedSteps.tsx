import type { AlignedStep, ComparedStep, SessionComparison } from '@shared/compare/comparison';
import { OutcomeIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';

/** Both timelines in one table; a step of one session only leaves a hole. */
export function AlignedSteps({ comparison }: { comparison: SessionComparison }) {
  return (
    <table aria-label="Steps side by side" className="w-full table-fixed border-collapse">
      <thead className="text-left text-xs text-ink-soft">
        <tr>
          <th scope="col" className="py-1 font-medium">
            Left
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            Right
          </th>
          <th scope="col" className="w-32 py-1 text-right font-medium">
            Differences
          </th>
        </tr>
      </thead>
      <tbody>
        {comparison.steps.map((step, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the table is made anew as a whole
          <StepRow key={row} step={step} comparison={comparison} />
        ))}
      </tbody>
    </table>
  );
}

function StepRow({ step, comparison }: { step: AlignedStep; comparison: SessionComparison }) {
  const { left, right, differenceCount } = step;
  return (
    <tr className="border-t border-line">
      <td className="py-1">
        <Step side="left" step={left} sessionId={comparison.left.id} />
      </td>
      <td className="px-2 py-1">
        <Step side="right" step={right} sessionId={comparison.right.id} />
      </td>
      <td className="py-1 text-right text-xs text-ink-soft">
        {differenceCount === 0 ? 'none' : differenceCount}
      </td>
    </tr>
  );
}

interface StepProps {
  side: 'left' | 'right';
  step: ComparedStep | null;
  sessionId: string;
}

function Step({ side, step, sessionId }: StepProps) {
  const showStep = useApp((state) => state.showComparedStep);
  if (!step) return <span className="text-xs text-ink-faint italic">no such step</span>;
  const { stepId, title, outcome, durationMs } = step;
  return (
    <button
      type="button"
      title="Show this step"
      onClick={() => void showStep(sessionId, stepId)}
      className="flex w-full min-w-0 items-center gap-1.5 rounded px-1 text-left hover:bg-hover"
    >
      <OutcomeIcon outcome={outcome} className="size-3.5" />
      <span className="min-w-0 flex-1 truncate">
        <span className="sr-only">Show in the {side} session: </span>
        <PlainText text={title} />
        <span className="sr-only">, {outcome}</span>
      </span>
      {durationMs !== null && <span className="text-xs text-ink-faint">{formatDuration(durationMs)}</span>}
    </button>
  );
}
