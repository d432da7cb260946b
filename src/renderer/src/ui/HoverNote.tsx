import { clsx } from 'clsx';
import { Popover } from 'radix-ui';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useNoteState } from './use-note-state';

interface HoverNoteProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** Names the note for those who do not see where it belongs: "About client_id". */
  label: string;
  note: ReactNode;
}

/**
 * A word with a note that opens under the pointer and under the focus. WCAG 1.4.13: Escape closes it, the pointer
 * may move onto it, and it stays until pointer and focus have left. Enter, or Tab, leads to the link in it; Tab
 * goes on from there behind the word.
 */
export function HoverNote({ label, note, className, children, ...rest }: HoverNoteProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const state = useNoteState();
  const enterNote = () => {
    state.open();
    // Drawn by then: a key is answered before the next frame.
    requestAnimationFrame(() => content.current?.querySelector<HTMLElement>('a[href]')?.focus());
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.shiftKey || !state.isOpen) return;
    const link = content.current?.querySelector<HTMLElement>('a[href]');
    if (!link) return;
    event.preventDefault();
    link.focus();
  };
  return (
    <>
      <button
        {...rest}
        ref={trigger}
        type="button"
        aria-describedby={state.isOpen ? id : undefined}
        onClick={enterNote}
        onKeyDown={handleKey}
        onFocus={state.focusWord}
        onBlur={({ relatedTarget }) => {
          if (!content.current?.contains(relatedTarget)) state.close();
        }}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && state.openSoon()}
        onPointerLeave={state.closeSoon}
        className={clsx(
          'inline cursor-help rounded-sm text-left underline decoration-dotted decoration-1 underline-offset-3 hover:text-ink focus-visible:outline-offset-1',
          className,
        )}
      >
        {children}
      </button>
      {state.isOpen && (
        <Note
          id={id}
          label={label}
          anchor={trigger}
          content={content}
          state={state}
          onLeave={(isBack) => {
            state.keepClosed();
            trigger.current?.focus();
            if (!isBack) state.close();
          }}
        >
          {note}
        </Note>
      )}
    </>
  );
}

interface NoteProps {
  id: string;
  label: string;
  anchor: React.RefObject<HTMLButtonElement | null>;
  content: React.RefObject<HTMLDivElement | null>;
  state: ReturnType<typeof useNoteState>;
  /** The focus goes back to the word; for good, or on its way behind it. */
  onLeave: (isBack: boolean) => void;
  children: ReactNode;
}

function Note({ id, label, anchor, content, state, onLeave, children }: NoteProps) {
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    if (event.shiftKey) event.preventDefault();
    onLeave(event.shiftKey);
  };
  useEffect(() => state.closeOthers(id), [id, state.closeOthers]);
  return (
    <Popover.Root open onOpenChange={state.close}>
      <Popover.Anchor virtualRef={anchor as React.RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          ref={content}
          role="group"
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onFocusOutside={(event) => event.preventDefault()}
          onPointerDownOutside={(event) => {
            if (anchor.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onEscapeKeyDown={() => {
            const hadFocus = content.current?.contains(document.activeElement);
            state.close();
            if (!hadFocus) return;
            state.keepClosed();
            anchor.current?.focus();
          }}
          onKeyDown={handleKey}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget) && relatedTarget !== anchor.current) state.close();
          }}
          onPointerEnter={state.stay}
          onPointerLeave={state.closeSoon}
          className="z-40 w-80 max-w-[calc(100vw-1rem)] rounded border border-line bg-surface p-2.5 font-sans text-sm text-ink shadow-popup"
        >
          {/* The group is described by its name alone: what is read out is its content. */}
          <div id={id}>{children}</div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
