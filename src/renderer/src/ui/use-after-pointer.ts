import { useCallback, useEffect, useRef } from 'react';

/**
 * Runs an action once no pointer is pressed: leaving a field by a click must not move what is being
 * clicked, or the click is lost.
 */
export function useAfterPointer(): (action: () => void) => void {
  const waiting = useRef<(() => void)[] | null>(null);
  useEffect(() => {
    const press = () => {
      waiting.current ??= [];
    };
    const release = () =>
      setTimeout(() => {
        const actions = waiting.current ?? [];
        waiting.current = null;
        for (const action of actions) action();
      });
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, []);
  return useCallback((action) => {
    if (waiting.current) waiting.current.push(action);
    else action();
  }, []);
}
