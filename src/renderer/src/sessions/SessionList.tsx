import { useVirtualizer } from '@tanstack/react-virtual';
import { ListChecks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { formatCount } from '../ui/format';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { useLate } from '../ui/use-late';
import { useNow } from '../ui/use-now';
import { hasMarks } from './describe-session';
import { ImportButton } from './ImportButton';
import { LibraryFilters, NO_FILTER } from './LibraryFilters';
import { MarkedBar } from './MarkedBar';
import { SessionRow } from './SessionRow';

const ROW_HEIGHT = 44;
const MARKED_ROW_HEIGHT = 60;

/** The recorded sessions. Only the rows in sight are drawn, and read of the host: there may be 100,000. */
export function SessionList() {
  const isMarking = useApp((state) => state.isMarking);
  const hasRows = useApp((state) => state.sessions.length > 0);
  return (
    <section aria-labelledby="sessions-heading" className="flex min-h-0 flex-1 flex-col border-t border-line">
      <Heading />
      <LibraryFilters />
      {isMarking && <MarkedBar />}
      <EmptyLine />
      {hasRows && <Rows />}
    </section>
  );
}

function Heading() {
  const library = useApp((state) => state.library);
  const isMarking = useApp((state) => state.isMarking);
  const startMarking = useApp((state) => state.startMarking);
  const isSlow = useLate(useApp((state) => state.isSearching));
  const { total = 0, matching = 0 } = library ?? {};
  return (
    <div className="flex h-9 shrink-0 items-center justify-between pr-2 pl-3">
      <h2 id="sessions-heading" className="font-semibold">
        Sessions
      </h2>
      <span className="flex items-center gap-1 text-xs text-ink-faint">
        <span role="status" className="min-w-9 text-right">
          {isSlow ? 'Searching…' : matching === total ? total || '' : `${matching} of ${total}`}
        </span>
        {!isMarking && matching > 0 && (
          <IconButton label="Mark sessions" icon={ListChecks} onClick={startMarking} />
        )}
        <ImportButton />
      </span>
    </div>
  );
}

/** Says why there is nothing, or not yet all. */
function EmptyLine() {
  const library = useApp((state) => state.library);
  const isSearched = useApp((state) => Boolean(state.libraryFilter.text?.trim()));
  const filterSessions = useApp((state) => state.filterSessions);
  if (!library) return null;
  const { total, matching, waiting } = library;
  return (
    <>
      {isSearched && waiting > 0 && (
        <p role="status" className="px-3 pb-1 text-xs text-ink-faint">
          {formatCount(waiting, 'session')} cannot be searched yet: their words are being read.
        </p>
      )}
      {total === 0 && <p className="px-3 text-xs text-ink-faint">Runs are recorded here.</p>}
      {total > 0 && matching === 0 && (
        <div role="status" className="space-y-1.5 px-3 text-xs text-ink-faint">
          <p>No session matches.</p>
          <Button small onClick={() => void filterSessions({ ...NO_FILTER, text: undefined })}>
            Show all
          </Button>
        </div>
      )}
    </>
  );
}

function Rows() {
  const sessions = useApp((state) => state.sessions);
  const showSessions = useApp((state) => state.showSessions);
  const now = useNow(30_000);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (hasMarks(sessions[index]) ? MARKED_ROW_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => sessions[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height take other places
  useEffect(() => virtual.measure(), [sessions]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was read once may be gone after a reload
  useEffect(() => void showSessions(first, last), [first, last, sessions, showSessions]);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <ul
        aria-labelledby="sessions-heading"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
        ref={useRovingRows()}
        onKeyDown={moveFocusBetweenRows}
      >
        {items.map((item) => {
          const session = sessions[item.index];
          return (
            <li
              key={item.key}
              aria-setsize={sessions.length}
              aria-posinset={item.index + 1}
              className="group absolute inset-x-0 top-0 flex"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {session ? (
                <SessionRow session={session} now={now} />
              ) : (
                <span className="px-3 py-3 text-xs text-ink-faint">Reading…</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
