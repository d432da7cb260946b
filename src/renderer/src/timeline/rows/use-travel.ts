import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { TimelineRow } from './row';

export interface Travel {
  /** The row that the Tab key reaches. */
  activeIndex: number;
  /** Moves the focus to a row, drawn or not. */
  focusRow: (index: number) => void;
  /** Takes note of a focus that came by itself. */
  enterRow: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

type Scroller = Pick<Virtualizer<HTMLDivElement, Element>, 'scrollToIndex' | 'range'>;

/**
 * One stop of the Tab key for a list of which only a part is drawn. The active row is drawn wherever it is
 * (see withActive), so the focus never falls out of the document by scrolling.
 */
export function useTravel(
  rows: readonly TimelineRow[],
  selectedIndex: number,
  list: { current: HTMLElement | null },
  scroller: { current: Scroller | null },
): Travel {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const known = activeKey === null ? -1 : rows.findIndex(({ key }) => key === activeKey);
  const activeIndex = known >= 0 ? known : Math.max(0, selectedIndex);
  useLayoutEffect(() => {
    const key = wanted.current;
    if (key === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const focusRow = (index: number) => {
    const row = rows[index];
    if (!row) return;
    wanted.current = row.key;
    setActiveKey(row.key);
    scroller.current?.scrollToIndex(index, { align: 'auto' });
    list.current
      ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)
      ?.focus({ preventScroll: true });
  };
  return {
    activeIndex,
    focusRow,
    enterRow: (index) => setActiveKey(rows[index]?.key ?? null),
    onKeyDown(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const target = findTarget(event.key, activeIndex, rows, scroller.current?.range ?? null);
      if (target === null) return;
      event.preventDefault();
      focusRow(target);
    },
  };
}

/** Where a key leads; null for a key that leads nowhere. Page keys go as far as the window shows. */
export function findTarget(
  key: string,
  from: number,
  rows: readonly TimelineRow[],
  range: { startIndex: number; endIndex: number } | null,
): number | null {
  const last = rows.length - 1;
  const page = Math.max(1, range ? range.endIndex - range.startIndex - 1 : 10);
  const target = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  }[key];
  return target === undefined ? null : Math.min(Math.max(target, 0), last);
}

/** The indexes to draw: those in sight, and the active one. */
export function withActive(indexes: readonly number[], activeIndex: number): number[] {
  if (indexes.includes(activeIndex)) return [...indexes];
  return [...indexes, activeIndex].sort((left, right) => left - right);
}
