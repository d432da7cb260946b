import { formatCountdown } from '../ui/format';
import { useNow } from '../ui/use-now';

export function WaitClock({ startedAt, deadline }: { startedAt: number; deadline: number }) {
  const now = useNow(500);
  return (
    <p role="timer" aria-live="off" className="shrink-0 font-mono text-xs text-ink-soft tabular-nums">
      {formatCountdown(Math.floor(Math.max(0, now - startedAt) / 1000) * 1000)} elapsed,{' '}
      {formatCountdown(deadline - now)} left
    </p>
  );
}
