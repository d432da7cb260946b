import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface ToggleProps {
  isOn: boolean;
  title: string;
  onToggle: (isOn: boolean) => void;
  children: ReactNode;
}

/** A small switch with its words on it. It is as wide on as it is off. */
export function Toggle({ isOn, title, onToggle, children }: ToggleProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      title={title}
      onClick={() => onToggle(!isOn)}
      className="inline-flex h-6 min-w-0 items-center gap-1.5 rounded px-1.5 text-xs font-medium text-ink-soft hover:bg-hover hover:text-ink"
    >
      <span className="min-w-0 truncate">{children}</span>
      <span
        aria-hidden="true"
        className={clsx(
          'inline-flex h-3.5 w-6.5 shrink-0 items-center rounded-full border px-px',
          isOn ? 'justify-end border-accent bg-accent' : 'justify-start border-line-strong bg-sunken',
        )}
      >
        <span className={clsx('size-2.5 rounded-full', isOn ? 'bg-accent-ink' : 'bg-line-strong')} />
      </span>
    </button>
  );
}
