/** A duration for people: "< 1 ms", "84 ms", "1.24 s", "2 min 5 s". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1) return '< 1 ms';
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 59_995) return `${(durationMs / 1000).toFixed(2)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Time left as m:ss, never below 0:00; whole seconds are rounded up so that 0:00 means over. */
export function formatCountdown(remainingMs: number): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Local time of day with milliseconds: events of one run lie close together. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const part = (value: number, width = 2) => String(value).padStart(width, '0');
  return `${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}.${part(date.getMilliseconds(), 3)}`;
}

/** Local date and time in ISO order, to the second. */
export function formatDateTime(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'not a date';
  const part = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
  return `${day} ${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}`;
}

const UNITS: [name: string, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How far `time` lies from `now`, in the largest unit that fits: "in 5 minutes", "2 days ago", "now". */
export function formatDistance(time: number, now: number): string {
  const text = formatLargestUnit(Math.abs(time - now));
  if (text === null) return 'now';
  return time > now ? `in ${text}` : `${text} ago`;
}

/** A span in the largest unit that fits: "5 minutes", "less than a second". */
export function formatSpan(spanMs: number): string {
  return formatLargestUnit(spanMs) ?? 'less than a second';
}

function formatLargestUnit(spanMs: number): string | null {
  // A little slack, so that a token for an hour does not read "in 59 minutes".
  const slack = spanMs * 1.01;
  const unit = UNITS.find(([, ms]) => slack >= ms);
  return unit ? formatCount(Math.floor(slack / unit[1]), unit[0]) : null;
}
