import type { Unsent } from './app-state';
import { useApp } from './app-store';

/** Like useState, for what is typed into a panel that may be drawn elsewhere before it is sent. `of` is what it is for. */
export function useUnsent<K extends keyof Unsent>(
  kind: K,
  of: string,
  initial: Unsent[K],
): [value: Unsent[K], change: (value: Unsent[K]) => void] {
  const kept = useApp((state) => state.unsent[kind]);
  const keep = useApp((state) => state.keepUnsent);
  return [kept?.of === of ? kept.value : initial, (value) => keep(kind, of, value)];
}
