import { clsx } from 'clsx';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab<Id extends string> {
  id: Id;
  title: string;
  /** A number worth seeing before the tab is opened. */
  count?: number;
  tone?: 'fail' | 'neutral';
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  active: Id;
  onPick: (id: Id) => void;
  /** Draws the content of a tab; of the open one only, unless all are kept. */
  draw: (id: Id) => ReactNode;
  /** Draws the hidden tabs as well, so that they can be searched. */
  keepAll?: boolean;
}

export function Tabs<Id extends string>({
  label,
  tabs,
  active,
  onPick,
  draw,
  keepAll = false,
}: TabsProps<Id>) {
  return (
    <Radix.Root
      value={active}
      onValueChange={(value) => onPick(value as Id)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Radix.List
        aria-label={label}
        className="flex shrink-0 flex-wrap border-b border-line bg-surface px-1.5"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={clsx(
              'flex h-8 items-center gap-1 border-b-2 border-transparent px-1.5 text-xs text-ink-soft hover:text-ink',
              'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink',
            )}
          >
            {tab.title}
            {tab.count ? (
              <span
                className={clsx(
                  'rounded-sm px-1 text-2xs font-medium',
                  tab.tone === 'fail' ? 'bg-fail-soft text-fail' : 'bg-sunken text-ink-soft',
                )}
              >
                {tab.count}
              </span>
            ) : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id }) => (
        <Radix.Content
          key={id}
          value={id}
          data-tab={id}
          forceMount
          className="@container min-h-0 flex-1 overflow-auto data-[state=inactive]:hidden"
        >
          {(keepAll || id === active) && draw(id)}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
