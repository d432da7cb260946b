import { MAX_UNDO_EVENTS } from '@shared/contract/host-api';
import type { SessionSummary } from '@shared/model/session';
import { clsx } from 'clsx';
import { Pin, Square, SquareCheck, Trash2 } from 'lucide-react';
import { OutcomeIcon } from '../labels/marks';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { IconButton } from '../ui/Button';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { formatDateTime, formatDistance } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { describePurpose } from './describe-session';

export function SessionRow({ session, now }: { session: SessionSummary; now: number }) {
  const isMarking = useApp((state) => state.isMarking);
  return isMarking ? <MarkRow session={session} now={now} /> : <OpenRow session={session} now={now} />;
}

function OpenRow({ session, now }: { session: SessionSummary; now: number }) {
  const isOpen = useApp((state) => state.open?.id === session.id && state.page === 'session');
  const openSession = useApp((state) => state.openSession);
  const { id, outcome } = session;
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
        <RowText session={session} now={now} />
      </button>
      {outcome !== 'running' && <DeleteButton session={session} />}
    </div>
  );
}

/** Asks only where the deletion could not be taken back. */
function DeleteButton({ session }: { session: SessionSummary }) {
  const deleteSession = useApp((state) => state.deleteSession);
  const { id, profileName, startedAt, eventCount } = session;
  const canUndo = eventCount <= MAX_UNDO_EVENTS;
  const button = (
    <IconButton
      data-row-action
      label={`Delete session of ${formatDateTime(startedAt)}`}
      icon={Trash2}
      onClick={canUndo ? () => void deleteSession(id) : undefined}
      className="absolute right-1 bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100"
    />
  );
  if (canUndo) return button;
  return (
    <ConfirmDialog
      trigger={button}
      title="Delete this session?"
      description={
        <>
          The recording of <PlainText text={profileName} /> from {formatDateTime(startedAt)} is removed for
          good: it is too large to be brought back.
        </>
      }
      confirmLabel="Delete session"
      onConfirm={() => void deleteSession(id)}
    />
  );
}

/** A running session is not marked: deleting it would end it under its user's hands. */
function MarkRow({ session, now }: { session: SessionSummary; now: number }) {
  const isMarked = useApp((state) => state.markedIds.includes(session.id));
  const toggleMark = useApp((state) => state.toggleMark);
  const isRunning = session.outcome === 'running';
  const Icon = isMarked ? SquareCheck : Square;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of the list that is walked with the arrow keys
    <button
      type="button"
      role="checkbox"
      data-row
      aria-checked={isMarked}
      aria-disabled={isRunning || undefined}
      onClick={isRunning ? undefined : () => toggleMark(session.id)}
      className={clsx(
        'flex h-full min-w-0 flex-1 items-center gap-2 border-l-3 pr-2 pl-2.5 text-left',
        isMarked ? 'border-l-accent bg-accent-soft' : 'border-l-transparent hover:bg-hover',
      )}
    >
      <Icon
        aria-hidden="true"
        className={clsx('size-4 shrink-0', isMarked ? 'text-accent' : 'text-ink-faint')}
      />
      <RowText session={session} now={now} />
    </button>
  );
}

function RowText({ session, now }: { session: SessionSummary; now: number }) {
  const faults = useApp((state) => state.faults);
  const { outcome, profileName, startedAt, tags = [], pinned } = session;
  const purpose = describePurpose(session, faults);
  return (
    <span className="min-w-0 flex-1">
      <span className="flex min-w-0 items-center gap-1">
        <span className="min-w-0 truncate">
          <PlainText text={profileName} />
        </span>
        {pinned && (
          <>
            <Pin aria-hidden="true" className="size-3 shrink-0 text-ink-faint" />
            <span className="sr-only">, pinned</span>
          </>
        )}
      </span>
      <span className="block truncate text-xs text-ink-faint">
        {outcome}, {formatAge(startedAt, now)}
        <span className="sr-only">, {formatDateTime(startedAt)}</span>
      </span>
      {(purpose !== null || tags.length > 0) && (
        <span className="flex items-center gap-1 overflow-hidden text-xs text-warn">
          {purpose !== null && (
            <span className="min-w-0 truncate">
              <PlainText text={purpose} />
            </span>
          )}
          {tags.map((tag) => (
            <Badge key={tag}>
              <PlainText text={tag} />
            </Badge>
          ))}
        </span>
      )}
    </span>
  );
}

/** Seconds would be stale at once: the list is not drawn anew that often. */
function formatAge(startedAt: number, now: number): string {
  return now - startedAt < 60_000 ? 'just now' : formatDistance(startedAt, now);
}
