import type { SessionView } from '@shared/model/session';
import { X } from 'lucide-react';
import { isPracticeClient } from '../profiles/practice-profile';
import { useApp } from '../store/app-store';
import { IconButton } from '../ui/Button';
import { ConnectButton } from './ConnectButton';
import { FaultButtons } from './FaultButtons';
import { FIRST_FAULTS, type Progress } from './first-steps';
import { useFirstSteps } from './use-first-steps';

/**
 * Below a practice session: what was to be seen, and what to do next. It stands there from the start of the run, so
 * that nothing moves at its end; gone for good once the user has a profile of their own. A low window has no room for it.
 */
export function NextStepBar({ view }: { view: SessionView }) {
  const isTourShown = useApp((state) => state.preferences.isTourShown);
  const profiles = useApp((state) => state.profiles);
  const isImported = useApp((state) => state.open?.summary?.imported === true);
  const changePreferences = useApp((state) => state.changePreferences);
  const { progress, canPractise } = useFirstSteps();
  const { profile, flow, mutation } = view;
  const isPractice =
    profile !== null &&
    isPracticeClient({ clientId: profile.client.id, issuer: profile.issuer ?? '' }, profiles);
  if (
    isImported ||
    !isTourShown ||
    !canPractise ||
    !isPractice ||
    flow !== 'authorization-code' ||
    mutation !== null
  )
    return null;
  if (progress.hasOwnProfile) return null;
  const hasSeenAll = progress.triedFaults.length === FIRST_FAULTS.length;
  return (
    <aside
      aria-label="Next step"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line bg-surface px-4 py-2 short:hidden"
    >
      <p className="min-w-0 flex-1 basis-56 text-ink-soft">{describeNext(view, progress)}</p>
      <div className="flex flex-wrap items-center gap-1.5 max-wide:order-last">
        <FaultButtons small />
        {progress.triedFaults.length > 0 && <ConnectButton small isNext={hasSeenAll} />}
      </div>
      <IconButton
        label="Hide the first steps"
        icon={X}
        onClick={() => void changePreferences({ isTourShown: false })}
      />
    </aside>
  );
}

function describeNext({ outcome, fault }: SessionView, { triedFaults }: Progress): string {
  if (outcome === 'running') return 'Each row is a step of the sign-in. Select one to see what was sent.';
  const seen = outcome === 'failed' ? FIRST_FAULTS.find(({ id }) => id === fault) : undefined;
  const next =
    triedFaults.length === FIRST_FAULTS.length
      ? 'Now your own provider.'
      : 'Break it in another way, or connect yours.';
  if (seen) return `${seen.lesson} ${next}`;
  if (triedFaults.length > 0) return next;
  return outcome === 'succeeded'
    ? 'That is a sign-in that works. Now break it:'
    : 'Or break it in one of these ways:';
}
