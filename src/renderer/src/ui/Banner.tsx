import { clsx } from 'clsx';
import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type BannerTone = 'fail' | 'warn' | 'accent';

const TONES = { fail: 'bg-fail-soft', warn: 'bg-warn-soft', accent: 'bg-accent-soft' };
const INKS = { fail: 'text-fail', warn: 'text-warn', accent: 'text-accent' };
const ICONS = { fail: CircleX, warn: TriangleAlert, accent: Info };

interface BannerProps {
  tone: BannerTone;
  label: string;
  /** True where it must be announced at once; otherwise it waits for a pause. */
  urgent?: boolean;
  actions?: ReactNode;
  /** Below what it is about: a line that comes up there moves nothing. */
  isBelow?: boolean;
  children: ReactNode;
}

/** One line across a region that says what is wrong and what can be done about it. */
export function Banner({ tone, label, urgent = false, actions, isBelow = false, children }: BannerProps) {
  const Icon = ICONS[tone];
  return (
    <section
      aria-label={label}
      className={clsx(
        'flex items-start gap-2 border-line px-3 py-1.5',
        isBelow ? 'max-h-2/5 shrink-0 overflow-auto border-t' : 'border-b',
        TONES[tone],
      )}
    >
      <Icon aria-hidden="true" className={clsx('mt-1 size-4 shrink-0', INKS[tone])} />
      <div role={urgent ? 'alert' : 'status'} className="min-w-0 flex-1 py-0.5 text-ink">
        {children}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
    </section>
  );
}
