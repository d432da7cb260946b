import type { Verdict } from '@shared/model/check';
import { clsx } from 'clsx';
import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  CircleSlash,
  CircleX,
  Info,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { Badge, type Tone } from '../ui/Badge';
import { OUTCOME_TONES, type Outcome, VERDICT_LABELS, VERDICT_TONES } from './labels';

const INKS: Record<Tone, string> = {
  pass: 'text-pass',
  fail: 'text-fail-strong',
  warn: 'text-warn',
  accent: 'text-accent',
  neutral: 'text-ink-faint',
};

const OUTCOME_ICONS: Record<Outcome, LucideIcon> = {
  running: LoaderCircle,
  paused: CirclePause,
  succeeded: CircleCheck,
  failed: CircleX,
  cancelled: CircleSlash,
  interrupted: Unplug,
  skipped: CircleDashed,
};

const VERDICT_ICONS: Record<Verdict, LucideIcon> = {
  pass: CircleCheck,
  fail: CircleX,
  warn: TriangleAlert,
  info: Info,
  skip: CircleMinus,
};

/** Shape and colour of an outcome; its word stands beside it or in the row's name. */
export function OutcomeIcon({ outcome, className }: { outcome: Outcome; className?: string }) {
  const Icon = OUTCOME_ICONS[outcome];
  return (
    <Icon
      aria-hidden="true"
      className={clsx(
        'shrink-0',
        INKS[OUTCOME_TONES[outcome]],
        outcome === 'running' && 'motion-safe:animate-spin',
        className,
      )}
    />
  );
}

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge tone={OUTCOME_TONES[outcome]}>{outcome}</Badge>;
}

export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  const Icon = VERDICT_ICONS[verdict];
  return (
    <Icon
      role="img"
      aria-label={VERDICT_LABELS[verdict]}
      className={clsx('size-3.5 shrink-0', INKS[VERDICT_TONES[verdict]])}
    />
  );
}
