import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isShortcut, type Shortcut } from '../ui/shortcut';

export const FIND_SHORTCUT: Shortcut = { key: 'F' };

/** The search of the inspector: its key opens it from within, Escape closes it and gives the focus back. */
export function useFindKeys(pane: RefObject<HTMLElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const cameFrom = useRef<Element | null>(null);

  const open = useCallback(() => {
    cameFrom.current = document.activeElement;
    setOpen(true);
    input.current?.focus();
    input.current?.select();
  }, []);
  const close = useCallback(() => {
    setOpen(false);
    const back = cameFrom.current;
    const isThere = back instanceof HTMLElement && back.isConnected && back !== document.body;
    const target = isThere ? back : pane.current?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]');
    target?.focus();
  }, [pane]);
  useLayoutEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);

  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const { target } = event;
      const isHere = target === document.body || (target instanceof Node && pane.current?.contains(target));
      if (!isHere || event.defaultPrevented || !pane.current) return;
      if (isShortcut(event, FIND_SHORTCUT)) {
        event.preventDefault();
        if (input.current !== null && input.current === document.activeElement) input.current.select();
        else open();
      } else if (event.key === 'Escape' && isOpen) {
        event.preventDefault();
        close();
      }
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [pane, isOpen, open, close]);
  return { isOpen, input, open, close };
}
