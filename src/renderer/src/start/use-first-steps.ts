import { useMemo } from 'react';
import { useApp } from '../store/app-store';
import { type Progress, readProgress } from './first-steps';

interface FirstSteps {
  progress: Progress;
  /** False where the practice provider does not run here. */
  canPractise: boolean;
  /** A run is on, so that another cannot begin. */
  isBusy: boolean;
  /** Runs the first practice profile; with the automatic sign-in unless a person wants to. */
  practise(choices?: { faultId?: string | null; isByHand?: boolean }): void;
}

export function useFirstSteps(): FirstSteps {
  const sessions = useApp((state) => state.sessions);
  const profiles = useApp((state) => state.profiles);
  const isBusy = useApp((state) => state.isStarting || state.runningId !== null);
  const startRun = useApp((state) => state.startRun);
  const progress = useMemo(() => readProgress(sessions, profiles), [sessions, profiles]);
  const practiceId = profiles.find(({ source }) => source === 'practice')?.id;
  return {
    progress,
    canPractise: practiceId !== undefined,
    isBusy,
    practise({ faultId = null, isByHand = false } = {}) {
      if (practiceId === undefined) return;
      void startRun(practiceId, { practice: { faultId, browser: isByHand ? null : 'practice' } });
    },
  };
}
