import { GitCompareArrows } from 'lucide-react';
import { COMPARE_SHORTCUT } from '../commands/shortcuts';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { describeShortcut, formatShortcut } from '../ui/shortcut';

/** Opens the comparison of the session on screen; there must be another one to compare with. */
export function CompareButton() {
  const hasOthers = useApp(({ sessions, open }) => sessions.some((each) => each?.id !== open?.id));
  const isRunning = useApp(({ open }) => open?.view.outcome === 'running');
  const openCompare = useApp((state) => state.openCompare);
  return (
    <Button
      small
      icon={GitCompareArrows}
      disabled={!hasOthers || isRunning}
      title={
        hasOthers
          ? `Shows how another session differs from this one (${formatShortcut(COMPARE_SHORTCUT)})`
          : 'There is no other session yet.'
      }
      aria-keyshortcuts={describeShortcut(COMPARE_SHORTCUT)}
      className="ml-auto"
      onClick={openCompare}
    >
      Compare with…
    </Button>
  );
}
