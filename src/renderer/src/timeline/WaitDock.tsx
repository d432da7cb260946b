import type { SessionView } from '@shared/model/session';
import { PausePanel } from '../requests/PausePanel';
import { ApprovalPanel } from './ApprovalPanel';
import { WaitingPanel } from './WaitingPanel';

interface WaitDockProps {
  view: SessionView;
  /** Where the rows have no place for it: a request is edited in its step. */
  hasPausePanel: boolean;
}

/** The way on while a run waits, below the rows: it stands still while they come in, and they when it goes. */
export function WaitDock({ view, hasPausePanel }: WaitDockProps) {
  const step = view.steps.findLast(({ outcome }) => outcome === 'running');
  if (!step) return null;
  const isPaused = hasPausePanel && view.pause?.stepId === step.id;
  if (!isPaused && !step.wait && !step.approval) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-auto border-t border-line px-3 py-1">
      {isPaused && view.pause && <PausePanel key={view.pause.pauseId} pause={view.pause} />}
      {step.wait && <WaitingPanel step={step} wait={step.wait} />}
      {step.approval && <ApprovalPanel step={step} approval={step.approval} />}
    </div>
  );
}
