import type { LucideIcon } from 'lucide-react';
import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from './Button';

export interface MenuItem {
  label: string;
  hint?: string;
  onPick: () => void;
}

interface MenuProps {
  label: string;
  icon: LucideIcon;
  items: MenuItem[];
  busy?: boolean;
  disabled?: boolean;
  /** Within the head of a section. */
  small?: boolean;
}

/** Not modal: a modal menu would lock scrolling with a style element, which the content policy forbids. */
export function Menu({ label, icon, items, busy = false, disabled = false, small = false }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild disabled={disabled}>
        <Button icon={icon} busy={busy} small={small} tone={small ? 'quiet' : 'plain'}>
          {label}
          <ChevronDown aria-hidden="true" className="-mr-1 size-3.5" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded border border-line bg-surface p-1 shadow-popup"
        >
          {items.map((item) => (
            <DropdownMenu.Item
              key={item.label}
              onSelect={item.onPick}
              className="rounded-sm px-2 py-1.5 outline-none data-highlighted:bg-accent-soft"
            >
              <div className="font-medium">{item.label}</div>
              {item.hint && <div className="text-xs text-ink-faint">{item.hint}</div>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
