import { Download, Trash2 } from 'lucide-react';
import { useApp } from '../store/app-store';
import { BusyLine } from '../ui/BusyLine';
import { Button, IconButton } from '../ui/Button';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { formatCount } from '../ui/format';

/** What can be done with the marked sessions. */
export function MarkedBar() {
  const count = useApp((state) => state.markedIds.length);
  const deletingCount = useApp((state) => state.deletingCount);
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is a form, and a fieldset does not shrink
    <div
      role="group"
      aria-label="Marked sessions"
      className="flex shrink-0 items-center gap-1 border-y border-line bg-sunken px-3 py-1 text-xs"
    >
      <BusyLine
        idle={`${count} marked`}
        label={deletingCount === null ? null : `Deleting ${formatCount(deletingCount, 'session')}…`}
        className="mr-auto min-w-0"
      />
      {deletingCount === null && <MarkedActions />}
    </div>
  );
}

function MarkedActions() {
  const count = useApp((state) => state.markedIds.length);
  const isBusy = useApp((state) => state.isLibraryBusy);
  const markAll = useApp((state) => state.markAll);
  const stopMarking = useApp((state) => state.stopMarking);
  const deleteMarked = useApp((state) => state.deleteMarked);
  const exportMarked = useApp((state) => state.exportMarked);
  return (
    <>
      <Button tone="quiet" small onClick={() => void markAll()}>
        All
      </Button>
      <IconButton
        label="Export marked sessions as redacted JSON"
        icon={Download}
        disabled={count === 0 || isBusy}
        onClick={() => void exportMarked()}
      />
      <ConfirmDialog
        trigger={<IconButton label="Delete marked sessions" icon={Trash2} disabled={count === 0 || isBusy} />}
        title={`Delete ${formatCount(count, 'session')}?`}
        description="They go from disk at once, with their notes and tags. For ten minutes you can bring them back, unless they are very large."
        confirmLabel={`Delete ${formatCount(count, 'session')}`}
        keepLabel="Keep them"
        onConfirm={() => void deleteMarked()}
      />
      <Button tone="quiet" small onClick={stopMarking}>
        Done
      </Button>
    </>
  );
}
