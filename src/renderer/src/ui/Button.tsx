import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger';

const TONES: Record<ButtonTone, string> = {
  primary: 'border-accent bg-accent text-accent-ink hover:bg-accent-hover hover:border-accent-hover',
  plain: 'border-line-strong bg-surface text-ink hover:bg-hover',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'border-fail-strong bg-surface text-fail hover:bg-fail-soft',
};

/** For what looks like a button and is a link. */
export function buttonStyle({
  tone = 'plain',
  small = false,
}: {
  tone?: ButtonTone;
  small?: boolean;
}): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap',
    small ? 'h-6 px-2 text-xs' : 'h-7 px-2.5',
    'focus-visible:outline-offset-2 disabled:cursor-not-allowed disabled:opacity-55',
    TONES[tone],
  );
}

export interface ButtonProps extends ComponentProps<'button'> {
  tone?: ButtonTone;
  icon?: LucideIcon | undefined;
  /** For a line of text or a table beside it. */
  small?: boolean;
  /** Shows the spinner and refuses clicks, but keeps its width and its focus. */
  busy?: boolean;
}

export function Button({
  tone = 'plain',
  icon: Icon,
  small = false,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const Shown = busy ? LoaderCircle : Icon;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonStyle({ tone, small }), className)}
    >
      {Shown && (
        <Shown aria-hidden="true" className={clsx('size-3.5 shrink-0', busy && 'motion-safe:animate-spin')} />
      )}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  label: string;
  icon: LucideIcon;
  /** Within a line of text. */
  small?: boolean;
}

/** A button that shows an icon only; its label is its name and its tooltip. */
export function IconButton({ label, icon: Icon, small = false, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded text-ink-faint hover:bg-hover hover:text-ink disabled:opacity-50',
        small ? 'h-4 w-6 align-middle' : 'size-6',
        className,
      )}
    >
      <Icon aria-hidden="true" className="size-3.5" />
    </button>
  );
}
