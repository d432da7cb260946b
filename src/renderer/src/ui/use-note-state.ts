import { useCallback, useEffect, useRef, useState } from 'react';

/** A pointer on its way to something else opens nothing. */
const OPEN_AFTER_MS = 300;
/** Long enough to move onto the note. */
const CLOSE_AFTER_MS = 250;

const OPENED = 'note-opened';

/** When a note is open: under the focus at once, under the pointer after a moment, and only one at a time. */
export function useNoteState() {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isKept = useRef(false);
  const stay = useCallback(() => clearTimeout(timer.current), []);
  const close = useCallback(() => {
    clearTimeout(timer.current);
    setOpen(false);
  }, []);
  const open = useCallback(() => {
    clearTimeout(timer.current);
    setOpen(true);
  }, []);
  const runSoon = useCallback((run: () => void, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, delayMs);
  }, []);
  const closeOthers = useCallback(
    (id: string) => {
      document.dispatchEvent(new CustomEvent(OPENED, { detail: id }));
      const handle = (event: Event) => {
        if ((event as CustomEvent<string>).detail !== id) close();
      };
      document.addEventListener(OPENED, handle);
      return () => document.removeEventListener(OPENED, handle);
    },
    [close],
  );
  useEffect(() => stay, [stay]);
  return {
    isOpen,
    open,
    close,
    stay,
    closeOthers,
    openSoon: () => runSoon(open, OPEN_AFTER_MS),
    closeSoon: () => runSoon(close, CLOSE_AFTER_MS),
    /** The next focus of the word comes back from the note and must not open it again. */
    keepClosed: () => {
      isKept.current = true;
    },
    focusWord: () => {
      if (!isKept.current) open();
      isKept.current = false;
    },
  };
}
