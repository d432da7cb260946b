import { useEffect } from 'react';
import { useApp } from '../store/app-store';
import { isShortcut, type Shortcut } from '../ui/shortcut';

export const COMPARE_SHORTCUT: Shortcut = { key: 'D', shift: true };

/** What lies over the page has the keys. */
const OVER_THE_PAGE = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** The shortcut compares the session on screen, from anywhere in the window. */
export function useCompareKey(isPossible: boolean): void {
  const openCompare = useApp((state) => state.openCompare);
  const hasOverlay = useApp((state) => state.overlay !== null);
  const isActive = isPossible && !hasOverlay;
  useEffect(() => {
    if (!isActive) return;
    const handleKey = (event: KeyboardEvent) => {
      if (!isShortcut(event, COMPARE_SHORTCUT)) return;
      if (event.target instanceof Element && event.target.closest(OVER_THE_PAGE)) return;
      event.preventDefault();
      openCompare();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [isActive, openCompare]);
}
