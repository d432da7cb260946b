import { clsx } from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Pane } from '../store/app-state';
import { useApp } from '../store/app-store';
import { ListsPane, MiddlePane, SidePane } from './panes';

/** One pane at a time, for a small window or a large zoom. Picking something leads to where it is shown. */
export function NarrowPanes() {
  const pane = useApp((state) => state.pane);
  const isProfile = useApp((state) => state.page === 'profile');
  const switches = useRef<HTMLElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  const shown = useRef(pane);
  useEffect(() => {
    if (shown.current === pane) return;
    shown.current = pane;
    const box = panes.current?.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
    const { activeElement } = document;
    if (!switches.current?.contains(activeElement) && !box?.contains(activeElement)) box?.focus();
  }, [pane]);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <nav ref={switches} aria-label="Panes" className="flex border-b border-line bg-surface px-1.5">
        <PaneSwitch pane="lists">Profiles and sessions</PaneSwitch>
        <PaneSwitch pane="middle">{isProfile ? 'Profile' : 'Session'}</PaneSwitch>
        <PaneSwitch pane="side">{isProfile ? 'Provider' : 'Inspector'}</PaneSwitch>
      </nav>
      <div ref={panes} className="min-h-0 flex-1">
        <PaneBox pane="lists">
          <ListsPane />
        </PaneBox>
        <PaneBox pane="middle">
          <MiddlePane />
        </PaneBox>
        <PaneBox pane="side">
          <SidePane />
        </PaneBox>
      </div>
    </div>
  );
}

function PaneSwitch({ pane, children }: { pane: Pane; children: ReactNode }) {
  const isShown = useApp((state) => state.pane === pane);
  const showPane = useApp((state) => state.showPane);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={() => showPane(pane)}
      className={clsx(
        'h-8 min-w-0 truncate border-b-2 px-2 text-xs',
        isShown ? 'border-accent font-medium' : 'border-transparent text-ink-soft hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}

/** Kept while it is hidden, with what was opened and typed in it. */
function PaneBox({ pane, children }: { pane: Pane; children: ReactNode }) {
  const isShown = useApp((state) => state.pane === pane);
  return (
    <div data-pane={pane} tabIndex={-1} hidden={!isShown} className="h-full outline-none">
      {children}
    </div>
  );
}
