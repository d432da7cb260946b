import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

const BOX =
  'h-7 min-w-0 rounded border border-line-strong bg-surface px-2 text-ink aria-invalid:border-fail-strong disabled:bg-sunken disabled:text-ink-soft';

interface TextInputProps extends ComponentProps<'input'> {
  /** Identifiers and URLs: fixed pitch, no spelling help. */
  code?: boolean;
}

export function TextInput({ code = false, className, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="off"
      {...rest}
      className={clsx(BOX, 'w-full read-only:bg-sunken', code && 'font-mono text-xs', className)}
    />
  );
}

/** Several lines of text from elsewhere (keys, JSON, what was pasted), so always fixed pitch. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      // Without these a browser may keep the text for its next start, or send it to a spelling service.
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      {...rest}
      className={clsx(
        'block w-full min-w-0 resize-y rounded border border-line-strong bg-surface px-2 py-1 font-mono text-xs text-ink read-only:bg-sunken aria-invalid:border-fail-strong',
        className,
      )}
    />
  );
}

export interface Choice<V extends string> {
  value: V;
  label: string;
  /** Shown and not to be picked; its label says why. */
  disabled?: boolean;
}

interface SelectProps<V extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  value: V;
  choices: readonly Choice<V>[];
  onPick: (value: V) => void;
}

/** The platform's own list box: it works with every keyboard and screen reader, and needs no style element. */
export function Select<V extends string>({ value, choices, onPick, className, ...rest }: SelectProps<V>) {
  return (
    <select
      {...rest}
      value={value}
      onChange={(event) => {
        const picked = choices.find((choice) => choice.value === event.target.value);
        if (picked) onPick(picked.value);
      }}
      className={clsx(BOX, className ?? 'w-full')}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.disabled}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

interface CheckboxProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onToggle: (checked: boolean) => void;
}

export function Checkbox({ label, hint, checked, disabled, onToggle }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onToggle(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-offset-2"
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div id={`${id}-hint`} className="text-xs text-ink-faint">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
