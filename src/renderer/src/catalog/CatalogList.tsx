import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { useApp } from '../store/app-store';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';

interface CatalogListProps {
  id: string;
  entries: readonly CatalogEntry[];
  shownId: string | null;
}

/**
 * The entries found. All rows are in the page, so that the arrow keys, End and the browser's own search
 * reach each; the browser lays out only those in sight.
 */
export function CatalogList({ id, entries, shownId }: CatalogListProps) {
  const pickEntry = useApp((state) => state.pickEntry);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shownId !== null) box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [shownId]);
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-auto">
      <ul id={id} aria-label="Entries" ref={useRovingRows()} onKeyDown={moveFocusBetweenRows}>
        {entries.map((entry) => (
          <li key={entry.id} className="h-11 [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]">
            <button
              type="button"
              data-row
              aria-current={entry.id === shownId || undefined}
              onClick={() => pickEntry(entry.id)}
              className={clsx(
                'flex h-full w-full flex-col justify-center border-l-2 px-3 text-left',
                entry.id === shownId ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover',
              )}
            >
              <span className="w-full truncate">{entry.title}</span>
              <span className="w-full truncate text-xs text-ink-soft">
                <code className="font-mono">{entry.code}</code>
                {entry.provider !== null && ` · ${entry.provider}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
