import { Play, Square } from 'lucide-react';
import { isPracticeClient } from '../profiles/practice-profile';
import { useApp } from '../store/app-store';
import { readDraft } from '../store/profiles-slice';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { PracticeOptions } from './PracticeOptions';
import { StepControls } from './StepControls';

/** Runs the selected profile, and stops what is running. */
export function RunControls() {
  const id = useApp((state) => state.selectedProfileId);
  const isDirty = useApp((state) => state.drafts[id ?? ''] !== undefined);
  const name = useApp((state) => readDraft(state, id)?.name.trim() ?? null);
  const practiceFlow = useApp((state) => {
    const draft = readDraft(state, id);
    return draft !== null && isPracticeClient(draft, state.profiles) ? draft.flow : null;
  });
  const isStarting = useApp((state) => state.isStarting || state.isSaving);
  const runningId = useApp((state) => state.runningId);
  const runSelected = useApp((state) => state.runSelected);
  const cancelRun = useApp((state) => state.cancelRun);

  const isCancelling = useApp((state) => state.cancellingId !== null);
  const isRunning = runningId !== null;
  const isPaused = useApp(({ open }) => open !== null && open.id === runningId && open.view.pause !== null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div
      id="run-controls"
      role="group"
      aria-label="Run"
      className="flex min-w-0 flex-1 items-center gap-2 max-wide:order-last max-wide:basis-full max-wide:flex-wrap max-wide:gap-1.5"
    >
      <span className="h-5 border-l border-line max-wide:hidden" aria-hidden="true" />
      <span className="max-w-48 min-w-16 truncate text-ink-soft max-wide:hidden">
        {name === null ? 'No profile selected' : <PlainText text={name || 'New profile'} />}
      </span>
      <Button
        tone="primary"
        icon={Play}
        busy={isStarting || (isRunning && !isPaused)}
        className="min-w-24"
        disabled={name === null || isPaused}
        onClick={() => void runSelected('nothing')}
      >
        {isPaused ? 'Paused' : isRunning ? 'Running' : isDirty ? 'Save and run' : 'Run'}
      </Button>
      <StepControls onStep={() => void runSelected('steps')} disabled={name === null || isStarting} />
      {practiceFlow && <PracticeOptions flow={practiceFlow} isDisabled={isRunning || isStarting} />}
      <Button
        icon={Square}
        busy={isCancelling}
        onClick={() => runningId !== null && void cancelRun(runningId)}
        // Its room is kept, so that what stands beside it stays where it is.
        className={isRunning ? '' : 'invisible max-wide:hidden'}
      >
        Cancel
      </Button>
    </div>
  );
}
