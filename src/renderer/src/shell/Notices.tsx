import { clsx } from 'clsx';
import { LoaderCircle, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Notice, Task } from '../store/app-state';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { ProgressBar } from '../ui/ProgressBar';
import { useLate } from '../ui/use-late';

const SHOWN_MS = 8_000;

/** Time to read, to think and to reach the button; the command stays when it is over. */
const UNDO_SHOWN_MS = 20_000;

const EDGES = { accent: 'border-l-accent', warn: 'border-l-warn', fail: 'border-l-fail-strong' };

/** What just happened. Over the page, so that nothing moves; failures stay until they are dismissed. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  const tasks = useApp((state) => state.tasks);
  return (
    <div
      role="status"
      aria-label="Notices"
      className="pointer-events-none fixed right-3 bottom-3 z-50 flex w-96 max-w-[calc(100vw-1.5rem)] flex-col gap-2"
    >
      {tasks.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

/** Of a task that takes longer than a blink. */
function TaskCard({ task: { id, label, cancel, share } }: { task: Task }) {
  const isShown = useLate(true);
  const cameFrom = useRef<HTMLElement | null>(null);
  if (!isShown) return null;
  const labelId = `task-${id}`;
  return (
    <div className="pointer-events-auto space-y-2 rounded border border-l-4 border-line border-l-accent bg-surface p-2.5 shadow-popup">
      <div className="flex items-center gap-2">
        <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 motion-safe:animate-spin" />
        <p id={labelId} className="min-w-0 flex-1 break-words">
          <PlainText text={label} />
        </p>
        {cancel && (
          <Button
            small
            aria-describedby={labelId}
            onFocus={({ relatedTarget }) => {
              if (relatedTarget instanceof HTMLElement) cameFrom.current = relatedTarget;
            }}
            onClick={() => {
              // The button is gone in a moment, and the focus with it.
              cameFrom.current?.focus();
              cancel();
            }}
          >
            Cancel
          </Button>
        )}
      </div>
      {share !== null && <TaskShare labelId={labelId} share={share} />}
    </div>
  );
}

/** Read by whoever asks, and not told at each percent. */
function TaskShare({ labelId, share }: { labelId: string; share: number }) {
  const percent = `${Math.floor(share * 100)} %`;
  return (
    <div aria-live="off">
      <ProgressBar labelledBy={labelId} share={share} said={percent} />
      <p className="mt-1 text-xs text-ink-soft">{percent}</p>
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const dismissNotice = useApp((state) => state.dismissNotice);
  const undoDelete = useApp((state) => state.undoDelete);
  const { id, tone, text, undoId } = notice;
  const cancelUndo = useApp((state) => state.cancelUndo);
  const isUndoing = useApp((state) => undoId !== null && state.undoingId === undoId);
  const isLate = useLate(isUndoing);
  useEffect(() => {
    // What is under way, and what went wrong, stays.
    if (tone === 'fail' || isUndoing) return;
    const timer = setTimeout(() => dismissNotice(id), undoId === null ? SHOWN_MS : UNDO_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, tone, undoId, isUndoing, dismissNotice]);
  return (
    <div
      className={clsx(
        'pointer-events-auto flex items-start gap-2 rounded border border-l-4 border-line bg-surface p-2.5 shadow-popup',
        EDGES[tone],
      )}
    >
      <p className="min-w-0 flex-1 break-words">
        <PlainText text={isLate ? 'Bringing it back…' : text} />
      </p>
      {undoId !== null && (
        <Button
          small
          busy={isUndoing && !isLate}
          onClick={() => (isLate ? cancelUndo() : void undoDelete(undoId))}
        >
          {isLate ? 'Cancel' : 'Undo'}
        </Button>
      )}
      <IconButton label="Dismiss" icon={X} onClick={() => dismissNotice(id)} />
    </div>
  );
}
