import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface FirstStepProps {
  number: number;
  title: string;
  isDone: boolean;
  /** The one to do now. */
  isNext: boolean;
  text: string;
  children: ReactNode;
}

/** One of the first steps: what it is, whether it was done, and the way to do it. */
export function FirstStep({ number, title, isDone, isNext, text, children }: FirstStepProps) {
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      className={clsx(
        'flex gap-3 rounded border bg-surface px-3 py-2.5',
        isNext ? 'border-accent' : 'border-line',
      )}
    >
      <span
        aria-hidden="true"
        className={clsx(
          'mt-px flex size-5.5 shrink-0 items-center justify-center rounded-full border text-xs font-semibold',
          isDone && 'border-transparent bg-pass-soft text-pass',
          !isDone && isNext && 'border-accent bg-accent text-accent-ink',
          !isDone && !isNext && 'border-line-strong text-ink-soft',
        )}
      >
        {isDone ? <Check className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold">
          {title}
          {isDone && <span className="sr-only">, done</span>}
        </h3>
        <p className="mt-0.5 mb-2 text-ink-soft">{text}</p>
        {children}
      </div>
    </li>
  );
}
