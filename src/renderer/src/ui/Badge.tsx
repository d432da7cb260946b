import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type Tone = 'pass' | 'fail' | 'warn' | 'accent' | 'neutral';

const TONES: Record<Tone, string> = {
  pass: 'bg-pass-soft text-pass',
  fail: 'bg-fail-soft text-fail',
  warn: 'bg-warn-soft text-warn',
  accent: 'bg-accent-soft text-accent',
  neutral: 'bg-sunken text-ink-soft',
};

interface BadgeProps {
  tone?: Tone;
  /** For words of any length, which may break. */
  wrap?: boolean;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', wrap = false, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex min-h-4.5 items-center gap-1 rounded-sm px-1.5 text-2xs font-medium',
        wrap ? 'min-w-0 wrap-anywhere' : 'shrink-0 whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
