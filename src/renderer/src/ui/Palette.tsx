import { Command, defaultFilter } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { PlainText } from './PlainText';

export interface PaletteRow {
  id: string;
  group: string;
  title: string;
  /** Beside the title: its key, or what kind of thing it is. */
  hint: string | null;
  keywords: string;
  /** Its owner did the search already: it is shown as it stands, after what fits by its letters. */
  isFound?: boolean;
}

interface PaletteProps<T extends PaletteRow> {
  isOpen: boolean;
  label: string;
  placeholder: string;
  search: string;
  items: readonly T[];
  onSearch: (text: string) => void;
  onClose: () => void;
  onPick: (item: T) => void;
}

/** No id begins with it. */
const FOUND = '\u0000';

function score(value: string, search: string, keywords?: string[]): number {
  return value.startsWith(FOUND) ? 1e-9 : defaultFilter('', search, keywords);
}

/**
 * A field and what it finds, best first. The backdrop is our own, as ConfirmDialog explains. What was picked is
 * done once the focus is back where it was, so that it can move it on.
 */
export function Palette<T extends PaletteRow>(props: PaletteProps<T>) {
  const { isOpen, label, placeholder, search, items, onSearch, onClose, onPick } = props;
  const opener = useRef<Element | null>(null);
  const picked = useRef<T | null>(null);
  const finish = (event: Event) => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus();
    if (picked.current) onPick(picked.current);
    picked.current = null;
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <div className="fixed inset-0 z-30 bg-backdrop" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={finish}
          className="fixed top-[12vh] left-1/2 z-40 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-md border border-line bg-surface shadow-popup"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          <Command label={label} loop filter={score}>
            <Command.Input
              value={search}
              onValueChange={onSearch}
              placeholder={placeholder}
              className="h-11 w-full border-b border-line bg-surface px-4 text-base"
            />
            <Command.List label="Found" className="max-h-[min(26rem,60vh)] overflow-y-auto p-1">
              <Command.Empty className="px-3 py-6 text-center text-ink-soft">
                Nothing fits these words.
              </Command.Empty>
              {groupItems(items).map(({ group, rows }) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-2xs **:[[cmdk-group-heading]]:font-semibold **:[[cmdk-group-heading]]:text-ink-faint"
                >
                  {rows.map((item) => (
                    <Command.Item
                      key={item.id}
                      value={`${item.isFound ? FOUND : ''}${item.id}`}
                      keywords={[item.title, item.hint ?? '', item.keywords]}
                      onSelect={() => {
                        picked.current = item;
                        onClose();
                      }}
                      className="flex cursor-pointer items-baseline gap-3 rounded-sm px-3 py-1.5 data-[selected=true]:bg-accent-soft"
                    >
                      <span className="min-w-0 truncate">
                        <PlainText text={item.title} />
                      </span>
                      {item.hint !== null && (
                        <span className="ml-auto min-w-0 max-w-1/2 shrink-0 truncate text-xs text-ink-soft">
                          <PlainText text={item.hint} />
                        </span>
                      )}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function groupItems<T extends PaletteRow>(items: readonly T[]): { group: string; rows: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const rows = groups.get(item.group);
    if (rows) rows.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups].map(([group, rows]) => ({ group, rows }));
}
