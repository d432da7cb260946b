import type { SessionSummary } from '@shared/model/session';
import { clsx } from 'clsx';
import { Trash2 } from 'lucide-react';
import { OutcomeIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { IconButton } from '../ui/Button';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { formatDateTime, formatDistance } from '../ui/format';
import { PlainText } from '../ui/PlainText';

export function SessionRow({ session, now }: { session: SessionSummary; now: number }) {
  const isOpen = useApp((state) => state.open?.id === session.id && state.page === 'session');
  const openSession = useApp((state) => state.openSession);
  const deleteSession = useApp((state) => state.deleteSession);
  const { id, outcome, profileName, startedAt } = session;
  return (
    <div
      className={clsx(
        'relative flex min-w-0 flex-1 items-center border-l-3 pr-2',
        isOpen ? 'border-l-accent bg-accent-soft' : 'border-l-transparent hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-current={isOpen || undefined}
        onClick={() => void openSession(id)}
        className="flex h-full min-w-0 flex-1 items-center gap-2 pl-2.5 text-left"
      >
        <OutcomeIcon outcome={outcome} className="size-4" />
        <span className="min-w-0 flex-1">
          <span className="block truncate">
            <PlainText text={profileName} />
          </span>
          <span className="block truncate text-xs text-ink-faint">
            {outcome}, {formatAge(startedAt, now)}
            <span className="sr-only">, {formatDateTime(startedAt)}</span>
          </span>
        </span>
      </button>
      {outcome !== 'running' && (
        <ConfirmDialog
          trigger={
            <IconButton
              data-row-action
              label={`Delete session of ${formatDateTime(startedAt)}`}
              icon={Trash2}
              className="absolute right-1 bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100"
            />
          }
          title="Delete this session?"
          description={
            <>
              The recording of <PlainText text={profileName} /> from {formatDateTime(startedAt)} is removed
              for good.
            </>
          }
          confirmLabel="Delete session"
          onConfirm={() => void deleteSession(id)}
        />
      )}
    </div>
  );
}

/** Seconds would be stale at once: the list is not drawn anew that often. */
function formatAge(startedAt: number, now: number): string {
  return now - startedAt < 60_000 ? 'just now' : formatDistance(startedAt, now);
}
