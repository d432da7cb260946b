import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from './Button';

interface CheckMenuProps {
  /** The button shows its icon and the count; this is its name. */
  label: string;
  icon: LucideIcon;
  count: number;
  title: string;
  items: { id: string; label: string; isOn: boolean }[];
  onToggle: (id: string) => void;
}

/** A menu of switches; it stays open while they are set. Not modal, as Menu says. */
export function CheckMenu({ label, icon, count, title, items, onToggle }: CheckMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild disabled={items.length === 0}>
        <Button icon={icon} aria-label={label} title={title}>
          {count > 0 ? count : null}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded border border-line bg-surface p-1 shadow-popup"
        >
          <DropdownMenu.Label className="px-2 py-1 text-xs text-ink-faint">{title}</DropdownMenu.Label>
          {items.map(({ id, label: text, isOn }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              checked={isOn}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={() => onToggle(id)}
              className="flex items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-accent-soft"
            >
              <span className="size-3.5 shrink-0">
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden="true" className="size-3.5 text-accent" />
                </DropdownMenu.ItemIndicator>
              </span>
              {text}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
