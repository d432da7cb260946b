import type { Finding } from '@shared/model/finding';
import type { StepView } from '@shared/model/session';
import { numberSession } from '@shared/trace/number-session';
import { clsx } from 'clsx';
import { ACTOR_LABELS, nameStepElement } from '../labels/labels';
import { OutcomeBadge, OutcomeIcon } from '../labels/marks';
import { StepLesson } from '../learn/StepLesson';
import { PausePanel } from '../requests/PausePanel';
import type { Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { CheckRows } from './CheckRows';
import { ExchangeRow } from './ExchangeRow';
import { HitRows } from './HitRows';
import { StepFinding } from './StepFinding';
import { StepNumber } from './StepNumber';

interface StepRowProps {
  step: StepView;
  finding: Finding | null;
  /** What is selected of this step, null where it is another one. */
  selection: Selection | null;
  /** In a list of which only a part is drawn. */
  place?: { index: number; count: number; start: number; measure: (element: Element | null) => void };
}

export function StepRow({ step, finding, selection, place }: StepRowProps) {
  const numbers = useApp(({ open }) => (open ? numberSession(open.view) : null));
  const select = useApp((state) => state.select);
  const pick = (exchangeId: string | null, checkSeq: number | null) =>
    select({ stepId: step.id, exchangeId, checkSeq });
  const isSelected =
    selection !== null &&
    selection.exchangeId === null &&
    selection.checkSeq === null &&
    selection.hitSeq === undefined;
  const isWaiting = step.outcome === 'running' && (step.wait ?? step.approval) !== null;
  const pause = useApp((state) => state.open?.view.pause ?? null);
  const isPaused = step.outcome === 'running' && pause?.stepId === step.id;
  const isFailed = step.outcome === 'failed';
  return (
    <li
      id={nameStepElement(step.id)}
      ref={place?.measure}
      data-index={place?.index}
      aria-setsize={place?.count}
      aria-posinset={place && place.index + 1}
      style={place && { transform: `translateY(${place.start}px)` }}
      aria-label={`${step.title}, ${step.outcome}`}
      className={clsx(
        'border-b border-l-3 border-b-line py-1.5 pr-3 pl-2.5',
        place && 'absolute inset-x-0 top-0',
        isFailed ? 'border-l-fail-strong' : selection ? 'border-l-accent' : 'border-l-transparent',
        (isFailed || selection) && 'bg-surface',
      )}
    >
      <button
        type="button"
        data-row
        aria-current={isSelected || undefined}
        onClick={() =>
          select({ stepId: step.id, exchangeId: null, checkSeq: null }, isFailed ? 'diagnosis' : 'summary')
        }
        className={clsx(
          'flex min-h-7.5 w-full items-center gap-2 rounded px-1.5 text-left',
          isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <OutcomeIcon outcome={isPaused ? 'paused' : step.outcome} className="-order-2 size-4.5" />
        <span className={clsx('min-w-0 font-semibold break-words', isFailed && 'text-fail')}>
          <PlainText text={step.title} />
        </span>
        <StepNumber number={numbers?.steps.get(step.id)} />
        {step.outcome === 'succeeded' ? (
          <span className="sr-only">succeeded</span>
        ) : (
          <OutcomeBadge outcome={isPaused ? 'paused' : step.outcome} />
        )}
        {step.branchOf !== null && <Badge tone="neutral">beside the flow</Badge>}
        <span className="ml-auto shrink-0 text-xs text-ink-faint @max-md:sr-only">
          {ACTOR_LABELS[step.actor]}
        </span>
        <span className="w-16 shrink-0 text-right @max-md:ml-auto font-mono text-xs text-ink-faint">
          {step.endedAt === null ? '' : formatDuration(step.endedAt - step.startedAt)}
        </span>
      </button>
      <div className="pl-6.5">
        <StepLesson step={step} />
        {isFailed && (
          <StepFinding
            step={step}
            finding={finding}
            onOpen={() => select({ stepId: step.id, exchangeId: null, checkSeq: null }, 'diagnosis')}
          />
        )}
        {isPaused && <PausePanel key={pause.pauseId} pause={pause} />}
        <ul aria-label={`Exchanges and checks of ${step.title}`} className="empty:hidden">
          {step.exchanges.map((exchange) => (
            <ExchangeRow
              key={exchange.id}
              exchange={exchange}
              number={numbers?.exchanges.get(exchange.id)}
              isEdited={step.edits.some(({ exchangeId }) => exchangeId === exchange.id)}
              isSelected={selection?.exchangeId === exchange.id && selection.checkSeq === null}
              onSelect={() => pick(exchange.id, null)}
            />
          ))}
          {!isWaiting && (
            <HitRows
              hits={step.hits}
              picking={{
                selectedSeq: selection?.hitSeq ?? null,
                onSelect: (hit) =>
                  select({ stepId: step.id, exchangeId: null, checkSeq: null, hitSeq: hit.seq }, 'request'),
              }}
            />
          )}
          <CheckRows
            checks={step.checks}
            selectedSeq={selection?.checkSeq ?? null}
            onSelect={(check) => {
              select({ stepId: step.id, exchangeId: check.exchangeId, checkSeq: check.seq }, 'checks');
            }}
          />
        </ul>
      </div>
    </li>
  );
}
