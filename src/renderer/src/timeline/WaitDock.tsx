import type { SessionView } from '@shared/model/session';
import { PausePanel } from '../requests/PausePanel';
import { ApprovalPanel } from './ApprovalPanel';
import { WaitingPanel } from './WaitingPanel';

/** The way on while a run waits, over a look that has no place for it. */
export function WaitDock({ view }: { view: SessionView }) {
  const step = view.steps.findLast(({ outcome }) => outcome === 'running');
  if (!step) return null;
  const isPaused = view.pause?.stepId === step.id;
  if (!isPaused && !step.wait && !step.approval) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-auto border-b border-line px-3 py-1">
      {isPaused && view.pause && <PausePanel key={view.pause.pauseId} pause={view.pause} />}
      {step.wait && <WaitingPanel step={step} wait={step.wait} />}
      {step.approval && <ApprovalPanel step={step} approval={step.approval} />}
    </div>
  );
}
