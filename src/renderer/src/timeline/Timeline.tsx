import { findForStep } from '@shared/diagnosis/finding-words';
import type { SessionView } from '@shared/model/session';
import { useEffect, useRef } from 'react';
import { useFindings } from '../diagnosis/read-findings';
import { nameStepElement } from '../labels/labels';
import { useApp } from '../store/app-store';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';
import { useSelection } from './effective-selection';
import { StepRow } from './StepRow';

const LIST_ID = 'timeline-rows';

/** The steps of a session from top to bottom. Arrow keys walk its rows. */
export function Timeline({ view }: { view: SessionView }) {
  const selection = useSelection();
  const findings = useFindings();
  useFollow(selection?.stepId, view);
  return (
    <div className="@container min-h-0 flex-1 overflow-auto">
      {view.notes.map((note) => (
        <p key={note.seq} className="border-b border-line px-4 py-1.5 text-xs text-ink-soft">
          <PlainText text={note.message} />
        </p>
      ))}
      <ol ref={useRovingRows()} id={LIST_ID} aria-label="Timeline" onKeyDown={moveFocusBetweenRows}>
        {view.steps.map((step) => (
          <StepRow
            key={step.id}
            step={step}
            finding={findForStep(findings, step.id)}
            selection={selection?.stepId === step.id ? selection : null}
          />
        ))}
      </ol>
    </div>
  );
}

/**
 * Keeps the step in sight that is looked at by itself: the running one, then the one that failed. A focus
 * that was left in the timeline or on the Run button goes along at the end of the run.
 */
function useFollow(stepId: string | undefined, view: SessionView): void {
  const isPicked = useApp((state) => state.selection !== null);
  const { outcome } = view;
  // A short run that was started here may have ended before it was ever drawn.
  const isStartedHere = useApp((state) => state.startedId === view.id);
  const wasRunning = useRef(isStartedHere);
  useEffect(() => {
    const hasEnded = wasRunning.current && outcome !== 'running';
    wasRunning.current = outcome === 'running';
    if (stepId === undefined || isPicked) return;
    const step = document.getElementById(nameStepElement(stepId));
    // A failed step grows by its annotation, so its outcome is a reason to look again.
    step?.scrollIntoView({ block: outcome === 'failed' ? 'center' : 'nearest' });
    const { activeElement } = document;
    // Still on the Run button: the run waited for so short a time that its panel was never drawn.
    const isHere = activeElement?.closest(`#${LIST_ID}, #run-controls`) || activeElement === document.body;
    if (hasEnded && isHere) step?.querySelector<HTMLElement>('[data-row]')?.focus({ preventScroll: true });
  }, [stepId, isPicked, outcome]);
}
