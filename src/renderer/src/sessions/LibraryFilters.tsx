import { ListFilter } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { Select, TextInput } from '../ui/controls';
import { Field } from '../ui/Field';
import { NARROW, useMediaQuery } from '../ui/use-media-query';
import { countFilters, type FilterField, listFilterFields } from './library-choices';

/** The search box of the sessions and the filters beside it. */
export function LibraryFilters() {
  const filter = useApp((state) => state.libraryFilter);
  const library = useApp((state) => state.library);
  const filterSessions = useApp((state) => state.filterSessions);
  const count = countFilters(filter);
  // Beside the lists there is nothing else then.
  const isNarrow = useMediaQuery(NARROW);
  return (
    <div className="flex shrink-0 items-center gap-1.5 px-3 pb-1.5">
      <TextInput
        type="search"
        aria-label="Search sessions"
        placeholder="Search"
        maxLength={400}
        className="h-6 text-xs"
        value={filter.text ?? ''}
        onChange={({ target }) => void filterSessions({ text: target.value })}
      />
      <Popover.Root>
        <Popover.Trigger asChild>
          <Button
            small
            icon={ListFilter}
            aria-label={count > 0 ? `Filter sessions, ${count} in use` : 'Filter sessions'}
            title="Filter sessions"
          >
            {count > 0 ? count : null}
          </Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            side={isNarrow ? 'bottom' : 'right'}
            sideOffset={8}
            collisionPadding={8}
            aria-label="Filter sessions"
            className="z-40 max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] space-y-2 overflow-y-auto rounded border border-line bg-surface p-3 shadow-popup"
          >
            {library &&
              listFilterFields(library, filter).map((field) => (
                <FilterSelect key={field.name} field={field} />
              ))}
            <div className="flex justify-end gap-2 pt-1">
              <Button disabled={count === 0} onClick={() => void filterSessions(NO_FILTER)}>
                Clear filters
              </Button>
              <Popover.Close asChild>
                <Button tone="primary">Done</Button>
              </Popover.Close>
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

export const NO_FILTER = {
  outcome: undefined,
  finding: undefined,
  provider: undefined,
  flow: undefined,
  tag: undefined,
  period: undefined,
};

function FilterSelect({ field: { name, label, choices } }: { field: FilterField }) {
  const value = useApp((state) => state.libraryFilter[name] ?? '');
  const filterSessions = useApp((state) => state.filterSessions);
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value}
          choices={choices}
          onPick={(picked) => void filterSessions({ [name]: picked })}
        />
      )}
    </Field>
  );
}
