import { clsx } from 'clsx';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { TextInput } from './controls';
import type { ControlProps } from './Field';

export interface Suggestion {
  id: string;
  title: string;
  detail: string;
}

interface ComboboxProps {
  control: ControlProps;
  inputRef: RefObject<HTMLInputElement | null>;
  value: string;
  /** What fits the text; an empty list keeps the popup closed. */
  suggestions: readonly Suggestion[];
  /** The name of the list. */
  label: string;
  placeholder: string;
  readOnly: boolean;
  onType: (text: string) => void;
  onPick: (id: string) => void;
  onBlur: () => void;
}

/**
 * A text field that suggests (WAI-ARIA: editable combobox with list autocomplete). Any text may stand in it: nothing
 * is picked but by Enter on a suggestion that was walked to, or by a click.
 */
export function Combobox(props: ComboboxProps) {
  const { control, inputRef, value, suggestions, label, placeholder, readOnly, onType, onPick, onBlur } =
    props;
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const isShown = isOpen && suggestions.length > 0 && !readOnly;
  const at = Math.min(active, suggestions.length - 1);
  const activeId = isShown && at >= 0 ? `${listId}-${at}` : undefined;

  useEffect(() => {
    if (isShown && at >= 0) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [isShown, at]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const pick = (index: number) => {
    const suggestion = suggestions[index];
    if (!suggestion) return;
    close();
    onPick(suggestion.id);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.length === 0 || readOnly) return;
      event.preventDefault();
      setOpen(true);
      if (event.altKey) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = isShown ? at : step > 0 ? -1 : suggestions.length;
      setActive((Math.max(from, step > 0 ? -1 : 0) + step + suggestions.length) % suggestions.length);
    } else if (event.key === 'Enter' && isShown && at >= 0) {
      event.preventDefault();
      pick(at);
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="relative min-w-0 flex-1">
      <TextInput
        {...control}
        ref={inputRef}
        code
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? listId : undefined}
        aria-activedescendant={activeId}
        readOnly={readOnly}
        value={value}
        placeholder={placeholder}
        onChange={(event) => {
          onType(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={handleKey}
        onBlur={() => {
          close();
          onBlur();
        }}
      />
      {isShown && (
        <ul
          ref={list}
          id={listId}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the popup of an ARIA combobox
          role="listbox"
          aria-label={label}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-64 overflow-auto rounded border border-line bg-surface p-1 shadow-popup"
        >
          {suggestions.map(({ id, title, detail }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field
            <li
              key={id}
              id={`${listId}-${index}`}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of that popup
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // The field keeps the focus, so that leaving it is not what a click does.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(index)}
              className={clsx(
                'cursor-pointer rounded-sm px-2 py-1',
                index === at ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <span className="block font-medium">{title}</span>
              <span className="block truncate font-mono text-xs text-ink-faint">{detail}</span>
            </li>
          ))}
        </ul>
      )}
      <span role="status" className="sr-only">
        {isShown ? `${suggestions.length} suggestions` : ''}
      </span>
    </div>
  );
}
