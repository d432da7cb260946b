import { Play, Square } from 'lucide-react';
import { validateDraft } from '../profiles/profile-draft';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { PracticeOptions } from './PracticeOptions';

/** Runs the selected profile, and stops what is running. */
export function RunControls() {
  const id = useApp((state) => state.selectedProfileId);
  const stored = useApp((state) => state.profiles.find((each) => each.id === state.selectedProfileId));
  const draft = useApp((state) => state.drafts[state.selectedProfileId ?? '']);
  const isStarting = useApp((state) => state.isStarting || state.isSaving);
  const runningId = useApp((state) => state.runningId);
  const startRun = useApp((state) => state.startRun);
  const saveDraft = useApp((state) => state.saveDraft);
  const cancelRun = useApp((state) => state.cancelRun);

  const isRunning = runningId !== null;
  const isReady = draft ? validateDraft(draft).profile !== null : stored !== undefined;
  const name = draft?.name.trim() || stored?.profile.name;
  const run = async () => {
    const savedId = draft && id ? await saveDraft(id) : id;
    if (savedId !== null) await startRun(savedId);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div role="group" aria-label="Run" className="flex min-w-0 items-center gap-2">
      <span className="h-5 border-l border-line" aria-hidden="true" />
      <span className="max-w-48 min-w-0 truncate text-ink-soft">
        {name ? <PlainText text={name} /> : 'No profile selected'}
      </span>
      <Button
        tone="primary"
        icon={Play}
        busy={isStarting || isRunning}
        disabled={!isReady}
        title={draft && !isReady ? 'The profile has errors' : undefined}
        onClick={() => void run()}
      >
        {isRunning ? 'Running' : draft ? 'Save and run' : 'Run'}
      </Button>
      {isRunning && (
        <Button icon={Square} onClick={() => void cancelRun(runningId)}>
          Cancel
        </Button>
      )}
      {stored?.source === 'practice' && <PracticeOptions isDisabled={isRunning || isStarting} />}
    </div>
  );
}
