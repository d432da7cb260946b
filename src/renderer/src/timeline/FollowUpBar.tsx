import { isReadOnly } from '@shared/follow-ups/is-read-only';
import { listFollowUps } from '@shared/follow-ups/list-follow-ups';
import type { FollowUp } from '@shared/model/grant-options';
import type { SessionView } from '@shared/model/session';
import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import { FOLLOW_UP_LABELS } from '../labels/labels';
import { isPracticeClient } from '../profiles/practice-profile';
import { useApp } from '../store/app-store';
import { buttonStyle } from '../ui/Button';

/** What can be done with the tokens of the session; what cannot says why, also to the keyboard. */
export function FollowUpBar({ view }: { view: SessionView }) {
  const isGone = useApp((state) => {
    const { issuer = '', client } = view.profile ?? {};
    const isPractice = isPracticeClient({ clientId: client?.id ?? '', issuer }, state.profiles);
    return isPractice && issuer !== state.capabilities?.practiceIssuer;
  });
  const runningAction = useApp((state) => (state.open?.id === view.id ? state.runningAction : null));
  const isOccupied = useApp((state) => state.isStarting || state.runningId !== null);
  const startFollowUp = useApp((state) => state.startFollowUp);
  const isForeign = useApp(({ open }) => open?.summary != null && isReadOnly(open.summary));
  if (view.profile === null || isForeign) return null;
  const obstacle = isGone
    ? 'The practice provider of this session is gone.'
    : isOccupied && view.outcome !== 'running'
      ? 'A run is on.'
      : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div role="group" aria-label="With the tokens of this session" className="mt-1 flex flex-wrap gap-1">
      {listFollowUps(view).map(({ action, reason }) => (
        <ActionButton
          key={action}
          action={action}
          reason={obstacle ?? reason}
          isBusy={action === runningAction}
          onClick={() => void startFollowUp(action)}
        />
      ))}
    </div>
  );
}

interface ActionButtonProps {
  action: FollowUp;
  reason: string | null;
  isBusy: boolean;
  onClick(): void;
}

/** Stays in the tab order where it cannot be used: the reason is its description. */
function ActionButton({ action, reason, isBusy, onClick }: ActionButtonProps) {
  const { label, hint } = FOLLOW_UP_LABELS[action];
  const isBlocked = isBusy || reason !== null;
  return (
    <button
      type="button"
      title={isBusy ? `${hint} This is under way.` : (reason ?? hint)}
      aria-disabled={isBlocked || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBlocked ? undefined : onClick}
      className={clsx(
        buttonStyle({ small: true }),
        isBlocked && 'cursor-not-allowed',
        isBlocked && !isBusy && 'opacity-55',
      )}
    >
      {isBusy && <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 motion-safe:animate-spin" />}
      {label}
    </button>
  );
}
