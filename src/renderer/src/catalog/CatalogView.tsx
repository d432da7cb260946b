import { SearchX, X } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useMemo } from 'react';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { useFocusWhileOpen } from '../ui/use-focus-while-open';
import { CatalogEntryView } from './CatalogEntryView';
import { CATALOG_SEARCH_ID, CatalogFilters } from './CatalogFilters';
import { CatalogList } from './CatalogList';
import { describeFound, EMPTY_QUERY, findEntries, pickShown } from './catalog-query';

const ROWS_ID = 'catalog-rows';

/** Every failure that Grantscope can name: search and list on one side, the chosen entry on the other. */
export function CatalogView() {
  const query = useDeferredValue(useApp((state) => state.catalogQuery));
  const pickedId = useApp((state) => state.catalogEntryId);
  const searchFor = useApp((state) => state.searchFor);
  const closeOverlay = useApp((state) => state.closeOverlay);
  const entries = useMemo(() => findEntries(query), [query]);
  const shown = pickShown(entries, pickedId);
  useFocusWhileOpen(CATALOG_SEARCH_ID);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeOverlay();
  };
  return (
    <section aria-labelledby="catalog-heading" onKeyDown={handleKey} className="flex h-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
        <h2 id="catalog-heading" className="text-base font-semibold">
          Catalog
        </h2>
        <span role="status" className="text-xs text-ink-faint">
          {describeFound(entries.length)}
        </span>
        <IconButton label="Close the catalog" icon={X} className="ml-auto" onClick={closeOverlay} />
      </header>
      <div className="flex min-h-0 flex-1 max-wide:flex-col">
        <div className="flex min-h-0 w-[27rem] max-w-1/2 shrink-0 flex-col border-line bg-surface max-wide:h-1/2 max-wide:w-full max-wide:max-w-none max-wide:border-b wide:border-r">
          <CatalogFilters rowsId={ROWS_ID} />
          <CatalogList id={ROWS_ID} entries={entries} shownId={shown?.id ?? null} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
        <section key={shown?.id} aria-label="Entry" tabIndex={0} className="min-h-0 flex-1 overflow-auto">
          {shown ? (
            <CatalogEntryView entry={shown} />
          ) : (
            <EmptyState icon={SearchX} title="No entry is like that">
              <p className="text-ink-soft">Try fewer words, or without a filter.</p>
              <Button onClick={() => searchFor(EMPTY_QUERY)}>Show every entry</Button>
            </EmptyState>
          )}
        </section>
      </div>
    </section>
  );
}
