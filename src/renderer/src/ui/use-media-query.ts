import { useCallback, useSyncExternalStore } from 'react';

/** Below this, side by side would leave no pane room enough; the same width as the variant `max-wide`. */
export const NARROW = '(width < 52rem)';

/** Whether the window matches a media query now; draws again when that changes. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
