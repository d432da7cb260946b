import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { InspectorTab } from '../store/app-state';
import { clearMarks, findInParts, markHits, type PageHit, showHit } from '../ui/find-in-page';

/** Typing goes on while a long text is searched. */
const SEARCH_AFTER_MS = 120;

interface Found {
  hits: PageHit[];
  /** -1 without a hit. */
  index: number;
  /** Grows whenever a hit is gone to; a search that only follows a change of the page goes nowhere. */
  visit: number;
}

const NOTHING: Found = { hits: [], index: -1, visit: 0 };

interface FindOptions {
  /**
   * What holds the tab panels, each with its tab as `data-tab`. What is seen only while something else is selected is
   * hidden in them, with the name of that as `data-message`.
   */
  root: RefObject<HTMLElement | null>;
  query: string;
  active: InspectorTab;
  /** What is selected: another one has other things hidden. */
  selected: unknown;
  /** Brings a tab into sight, and in it what bears the name. */
  onOpen: (tab: InspectorTab, message: string | null) => void;
}

/** The hits of a query in all tabs, kept true while the tabs change, and which of them is looked at. */
export function useFind({ root, query, active, selected, onOpen }: FindOptions) {
  const [found, setFound] = useState<Found>(NOTHING);
  const activeRef = useRef(active);
  activeRef.current = active;
  const searched = useRef('');

  const search = useCallback(() => {
    const parts = listPanels(root.current);
    const hits = query.trim() === '' ? [] : findInParts(parts, query.trim());
    const isNew = searched.current !== query;
    searched.current = query;
    const open = parts.findIndex(({ dataset }) => dataset['tab'] === activeRef.current);
    setFound((before) =>
      isNew || before.hits.length === 0
        ? { hits, index: pickFirst(hits, open), visit: before.visit + 1 }
        : { hits, index: keepIndex(before, hits), visit: before.visit },
    );
  }, [root, query]);

  useEffect(() => {
    const panels = root.current;
    if (!panels) return;
    let timer = setTimeout(search, SEARCH_AFTER_MS);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(search, SEARCH_AFTER_MS);
    });
    observer.observe(panels, { childList: true, characterData: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [root, search]);

  const current = found.hits[found.index] ?? null;
  const part = current ? listPanels(root.current)[current.part] : undefined;
  const tab = part?.dataset['tab'] as InspectorTab | undefined;
  const owner = current ? findOwner(current) : null;
  useLayoutEffect(() => markHits(found.hits, current), [found, current]);
  useEffect(() => clearMarks, []);
  const shownVisit = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection has other things hidden
  useLayoutEffect(() => {
    if (!current || !part || tab === undefined || shownVisit.current === found.visit) return;
    const hidden = findHidden(current);
    if (tab !== active || hidden) return onOpen(tab, hidden?.dataset['message'] ?? null);
    shownVisit.current = found.visit;
    showHit(current, part);
  }, [current, part, tab, active, selected, found.visit, onOpen]);

  const move = (by: 1 | -1) => {
    // Pressed before what was typed last is searched: the key is meant for that.
    if (searched.current !== query) {
      search();
      if (by === 1) return;
    }
    setFound(({ hits, index, visit }) => ({
      hits,
      index: hits.length === 0 ? -1 : (index + by + hits.length) % hits.length,
      visit: visit + 1,
    }));
  };
  return {
    count: found.hits.length,
    index: found.index,
    tab: tab ?? null,
    message: owner?.dataset['message'] ?? null,
    move,
  };
}

function listPanels(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[data-tab]') ?? [])];
}

function findOwner({ range }: PageHit): HTMLElement | null {
  return range.startContainer.parentElement?.closest<HTMLElement>('[data-message]') ?? null;
}

function findHidden(hit: PageHit): HTMLElement | null {
  const owner = findOwner(hit);
  return owner?.hidden ? owner : null;
}

/** In what is seen, else in the open tab, else in the next one that has any. */
function pickFirst(hits: readonly PageHit[], part: number): number {
  if (hits.length === 0) return -1;
  const seen = hits.findIndex((hit) => hit.part === part && !findHidden(hit));
  if (seen >= 0) return seen;
  const at = hits.findIndex((hit) => hit.part >= part);
  return at < 0 ? 0 : at;
}

/** The same place in the same text, where it is still there. */
function keepIndex({ hits: before, index }: Found, hits: readonly PageHit[]): number {
  const old = before[index];
  const same = hits.findIndex(
    ({ range }) =>
      range.startContainer === old?.range.startContainer && range.startOffset === old.range.startOffset,
  );
  return same >= 0 ? same : Math.min(Math.max(index, 0), hits.length - 1);
}
