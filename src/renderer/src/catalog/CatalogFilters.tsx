import type { KeyboardEvent } from 'react';
import { useApp } from '../store/app-store';
import { Select, TextInput } from '../ui/controls';
import { focusSoon } from '../ui/focus';
import { ACTOR_CHOICES, PROVIDER_CHOICES, WHERE_CHOICES } from './catalog-query';

/** Where the focus goes when the catalog opens. */
export const CATALOG_SEARCH_ID = 'catalog-search';

/** What to look for. Arrow down leads into the list. */
export function CatalogFilters({ rowsId }: { rowsId: string }) {
  const query = useApp((state) => state.catalogQuery);
  const searchFor = useApp((state) => state.searchFor);
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    // The field empties itself; what is empty already closes the catalog.
    if (event.key === 'Escape' && query.text !== '') event.stopPropagation();
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    focusSoon(`#${rowsId} [data-row]`);
  };
  return (
    <search aria-label="Catalog" className="grid shrink-0 grid-cols-3 gap-1.5 border-b border-line p-2">
      <div className="col-span-3">
        <TextInput
          id={CATALOG_SEARCH_ID}
          type="search"
          aria-label="Search the catalog"
          placeholder="A code or words: invalid_grant, AADSTS50011"
          maxLength={200}
          value={query.text}
          onChange={(event) => searchFor({ text: event.target.value })}
          onKeyDown={handleKey}
        />
      </div>
      <Select
        aria-label="Where it shows"
        value={query.where}
        choices={WHERE_CHOICES}
        onPick={(where) => searchFor({ where })}
      />
      <Select
        aria-label="Provider"
        value={query.provider}
        choices={PROVIDER_CHOICES}
        onPick={(provider) => searchFor({ provider })}
      />
      <Select
        aria-label="Who must act"
        value={query.actor}
        choices={ACTOR_CHOICES}
        onPick={(actor) => searchFor({ actor })}
      />
    </search>
  );
}
