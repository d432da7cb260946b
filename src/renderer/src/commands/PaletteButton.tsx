import { Command } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { describeShortcut, formatShortcut } from '../ui/shortcut';
import { PALETTE_SHORTCUT } from './shortcuts';

export function PaletteButton() {
  const setPaletteOpen = useApp((state) => state.setPaletteOpen);
  return (
    <Button
      icon={Command}
      tone="quiet"
      title={`Everything that can be done (${formatShortcut(PALETTE_SHORTCUT)})`}
      aria-keyshortcuts={describeShortcut(PALETTE_SHORTCUT)}
      aria-haspopup="dialog"
      onClick={() => setPaletteOpen(true)}
    >
      <span className="sr-only">Commands</span>
      <span aria-hidden="true" className="text-xs text-ink-faint max-wide:hidden">
        {formatShortcut(PALETTE_SHORTCUT)}
      </span>
    </Button>
  );
}
