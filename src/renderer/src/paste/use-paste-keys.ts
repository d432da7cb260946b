import { useEffect } from 'react';
import { useApp } from '../store/app-store';

/** Here the keys and the clipboard have a meaning of their own already. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"]';

/** The clipboard and a dropped file lead to the box from anywhere in the window; its key is that of a command. */
export function usePasteKeys(): void {
  const openPaste = useApp((state) => state.openPaste);
  const diagnoseFile = useApp((state) => state.diagnoseFile);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const isElsewhere = ({ target }: Event) =>
      target instanceof Element && target.closest(ELSEWHERE) !== null;
    const handlePaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '' || isElsewhere(event)) return;
      event.preventDefault();
      openPaste(text);
    };
    // Not taken, a dropped file would take the place of the whole page.
    const handleDragOver = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const handleDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void diagnoseFile(file);
    };
    window.addEventListener('paste', handlePaste, { signal });
    window.addEventListener('dragover', handleDragOver, { signal });
    window.addEventListener('drop', handleDrop, { signal });
    return () => stop.abort();
  }, [openPaste, diagnoseFile]);
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
