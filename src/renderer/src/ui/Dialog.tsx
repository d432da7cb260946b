import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { IconButton } from './Button';

interface DialogProps {
  isOpen: boolean;
  title: string;
  description: ReactNode;
  onClose: () => void;
  /** Where the focus goes at the end; null: back to where it was. */
  pickNextFocus?: () => HTMLElement | null;
  children: ReactNode;
}

/** A modal dialog with a backdrop of our own; ConfirmDialog says why. The first field gets the focus. */
export function Dialog({ isOpen, title, description, onClose, pickNextFocus, children }: DialogProps) {
  const opener = useRef<Element | null>(null);
  const placeFocus = (event: Event) => {
    event.preventDefault();
    const back = opener.current instanceof HTMLElement && opener.current.isConnected ? opener.current : null;
    (pickNextFocus?.() ?? back)?.focus();
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className="fixed inset-0 z-30 bg-backdrop" />
        <Radix.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={placeFocus}
          className="fixed top-1/2 left-1/2 z-40 flex max-h-[calc(100vh-2rem)] w-[min(44rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-auto rounded-md border border-line bg-surface p-4 shadow-popup"
        >
          <Radix.Title className="pr-8 text-base font-semibold">{title}</Radix.Title>
          <Radix.Description className="mt-1 mb-3 text-ink-soft">{description}</Radix.Description>
          {children}
          <Radix.Close asChild>
            <IconButton label="Close" icon={X} className="absolute top-3 right-3" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
