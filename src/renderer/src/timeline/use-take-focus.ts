import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus into a panel that appears, for whoever started the run; whoever does something else is left alone. */
export function useTakeFocus(): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement !== document.body && !activeElement?.closest('#run-controls, #timeline-rows')) return;
    panel.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, []);
  return panel;
}
