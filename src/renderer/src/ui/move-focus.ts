import { type KeyboardEvent, type RefCallback, useCallback } from 'react';

const ROW = '[data-row]';
const ROW_OR_ACTION = '[data-row], [data-row-action]';
/** What a row and its action share. */
const ITEM = 'li, tr, [data-item]';

/** Arrow up and down, Home and End walk the elements marked data-row inside the list they happen in. */
export function moveFocusBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || !from.matches(ROW)) return;
  const rows = listRows(event.currentTarget);
  const at = rows.indexOf(from);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  rows[Math.min(Math.max(target, 0), rows.length - 1)]?.focus();
}

/**
 * Makes a list one stop of the Tab key: its row in use, and the data-row-action beside that. Where a row
 * vanishes with the focus in it, the focus goes to the row that took its place.
 */
export function useRovingRows<E extends HTMLElement>(): RefCallback<E> {
  return useCallback((list: E | null) => (list ? watchRows(list) : undefined), []);
}

function watchRows(list: HTMLElement): () => void {
  /** What has the focus within the list, or had it when it vanished. */
  let focused: Element | null = null;
  let current: HTMLElement | null = null;
  let index = 0;

  const sync = () => {
    const rows = listRows(list);
    const used = rows.find((row) => row.matches('[aria-current]'));
    const neighbour = rows[Math.min(index, rows.length - 1)];
    const isLost = focused !== null && !focused.isConnected;
    if (isLost) current = (focused?.matches(ROW_OR_ACTION) ? neighbour : used) ?? neighbour ?? null;
    else if (focused === null && used) current = used;
    if (!current?.isConnected) current = neighbour ?? null;
    for (const row of rows) {
      row.tabIndex = row === current ? 0 : -1;
      const action = row.closest(ITEM)?.querySelector<HTMLElement>('[data-row-action]');
      if (action) action.tabIndex = row.tabIndex;
    }
    if (!isLost) return;
    focused = null;
    if (document.activeElement === document.body) current?.focus();
  };
  const enter = ({ target }: FocusEvent) => {
    focused = target as Element;
    const row = focused.closest(ROW) ?? focused.closest(ITEM)?.querySelector(ROW);
    if (row && list.contains(row)) {
      current = row as HTMLElement;
      index = listRows(list).indexOf(current);
    }
    sync();
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !list.contains(relatedTarget)) focused = null;
  };

  const observer = new MutationObserver(sync);
  observer.observe(list, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-current'],
  });
  list.addEventListener('focusin', enter);
  list.addEventListener('focusout', leave);
  sync();
  return () => {
    observer.disconnect();
    list.removeEventListener('focusin', enter);
    list.removeEventListener('focusout', leave);
  };
}

function listRows(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ROW)];
}
