import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './Button';
import { useLate } from './use-late';

interface BusyLineProps {
  /** As in "Reading the session…"; null while nothing is under way. */
  label: string | null;
  /** What stands here otherwise. */
  idle?: string;
  /** The way out, where there is one; Escape takes it too. */
  onCancel?: () => void;
  className?: string;
}

/**
 * Says what is waited for once that takes longer than a blink. Its room and its live region are there before, so that
 * nothing moves and a screen reader hears it.
 */
export function BusyLine({ label, idle = '', onCancel, className }: BusyLineProps) {
  const isShown = useLate(label !== null);
  const cancel = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!isShown) return;
    before.current = document.activeElement;
    // What set it off may be gone, and the focus with it.
    if (document.activeElement === document.body) cancel.current?.focus();
  }, [isShown]);
  const giveUp = () => {
    onCancel?.();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && before.current instanceof HTMLElement)
        before.current.focus();
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is that of the button within
    <div
      className={clsx('flex min-h-7 items-center gap-2 text-ink-soft', className)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isShown || !onCancel) return;
        event.stopPropagation();
        giveUp();
      }}
    >
      <p role="status" className="flex min-w-0 items-center gap-1.5 break-words">
        {isShown && (
          <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 motion-safe:animate-spin" />
        )}
        {isShown ? label : idle}
      </p>
      {isShown && onCancel && (
        <Button ref={cancel} small onClick={giveUp}>
          Cancel
        </Button>
      )}
    </div>
  );
}
