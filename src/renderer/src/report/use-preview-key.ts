import { useEffect } from 'react';
import { useApp } from '../store/app-store';
import { isShortcut, type Shortcut } from '../ui/shortcut';

export const PREVIEW_SHORTCUT: Shortcut = { key: 'E', shift: true };

/** The shortcut opens the preview of the session on screen from anywhere but a dialog. */
export function usePreviewKey(): void {
  const openReportPreview = useApp((state) => state.openReportPreview);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const isInDialog =
        event.target instanceof Element && event.target.closest('[role="dialog"], [role="alertdialog"]');
      if (!isShortcut(event, PREVIEW_SHORTCUT) || isInDialog) return;
      event.preventDefault();
      void openReportPreview();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, [openReportPreview]);
}
