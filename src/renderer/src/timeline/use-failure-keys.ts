import { type KeyboardEvent, useEffect } from 'react';
import { useApp } from '../store/app-store';

/** F8 goes to the next failure and Shift+F8 to the one before, from anywhere in the panes. */
export function useFailureKeys(): void {
  const jump = useApp((state) => state.jumpToFailure);
  const isCovered = useApp((state) => state.overlay !== null);
  useEffect(() => {
    if (isCovered) return;
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      jump(event.shiftKey ? 'previous' : 'next');
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [jump, isCovered]);
}

/** The same by f and Shift+f, only where a row has the focus: a letter alone must not act while one types. */
export function useFailureLetter(): (event: KeyboardEvent<HTMLElement>) => void {
  const jump = useApp((state) => state.jumpToFailure);
  return (event) => {
    const isRow = event.target instanceof HTMLElement && event.target.matches('[data-row]');
    if (!isRow || event.key.toLowerCase() !== 'f' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    jump(event.shiftKey ? 'previous' : 'next');
  };
}
