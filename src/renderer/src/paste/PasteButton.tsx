import { ClipboardPaste } from 'lucide-react';
import { PASTE_SHORTCUT } from '../commands/shortcuts';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { describeShortcut, formatShortcut } from '../ui/shortcut';

/** Opens the box that takes anything. In a full bar its icon stands for it, until the window is wide. */
export function PasteButton({ isCompact = false }: { isCompact?: boolean }) {
  const openPaste = useApp((state) => state.openPaste);
  return (
    <Button
      icon={ClipboardPaste}
      title={`Diagnose what was captured elsewhere (${formatShortcut(PASTE_SHORTCUT)})`}
      aria-keyshortcuts={describeShortcut(PASTE_SHORTCUT)}
      onClick={() => openPaste()}
    >
      <span className={isCompact ? 'max-roomy:sr-only' : undefined}>Paste anything</span>
    </Button>
  );
}
