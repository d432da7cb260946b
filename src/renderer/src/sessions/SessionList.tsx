import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useApp } from '../store/app-store';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { useNow } from '../ui/use-now';
import { ImportButton } from './ImportButton';
import { SessionRow } from './SessionRow';

const ROW_HEIGHT = 44;

/** The recorded sessions, newest first. Only the rows in sight are drawn: there may be thousands. */
export function SessionList() {
  const sessions = useApp((state) => state.sessions);
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => sessions[index]?.id ?? index,
    overscan: 8,
  });
  return (
    <section aria-labelledby="sessions-heading" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="flex h-9 shrink-0 items-center justify-between pr-2 pl-3">
        <h2 id="sessions-heading" className="font-semibold">
          Sessions
        </h2>
        <span className="flex items-center gap-1 text-xs text-ink-faint">
          {sessions.length || ''}
          <ImportButton />
        </span>
      </div>
      {sessions.length === 0 && <p className="px-3 text-xs text-ink-faint">Runs are recorded here.</p>}
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
        <ul
          aria-labelledby="sessions-heading"
          className="relative"
          style={{ height: virtual.getTotalSize() }}
          ref={useRovingRows()}
          onKeyDown={moveFocusBetweenRows}
        >
          {virtual.getVirtualItems().map((item) => {
            const session = sessions[item.index];
            return session ? (
              <li
                key={item.key}
                aria-setsize={sessions.length}
                aria-posinset={item.index + 1}
                className="group absolute inset-x-0 top-0 flex"
                style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
              >
                <SessionRow session={session} now={now} />
              </li>
            ) : null;
          })}
        </ul>
      </div>
    </section>
  );
}
