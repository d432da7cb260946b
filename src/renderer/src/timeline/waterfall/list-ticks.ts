import { findSegment, type Segment, type TimeScale } from './time-scale';

export interface Tick {
  /** Of the whole axis, 0 to 1. */
  at: number;
  label: string;
}

/** The part of the axis that is on screen, 0 to 1. */
export interface Window {
  from: number;
  to: number;
}

const LABEL_WIDTH_PX = 64;

/** Round times within the window, as far apart as their labels need. `widthPx` is that of the whole axis. */
export function listTicks(scale: TimeScale, widthPx: number, window: Window): Tick[] {
  const ticks: Tick[] = [];
  // A hair less: sums of parts are not exact.
  const apart = (LABEL_WIDTH_PX / Math.max(1, widthPx)) * 0.999;
  const first = findSegment(scale.segments, (segment) => segment.at + segment.width < window.from);
  for (let index = first; index < scale.segments.length; index += 1) {
    const segment = scale.segments[index];
    if (!segment || segment.at > window.to) break;
    if (segment.isFolded || segment.width === 0) continue;
    for (const tick of listSegmentTicks(scale, segment, widthPx, window)) {
      if (tick.at - (ticks.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= apart) ticks.push(tick);
    }
  }
  return ticks;
}

function listSegmentTicks(scale: TimeScale, segment: Segment, widthPx: number, window: Window): Tick[] {
  const perMs = segment.width / (segment.to - segment.from);
  const stepMs = roundUp(LABEL_WIDTH_PX / (perMs * widthPx));
  const timeAt = (at: number) => segment.from + (at - segment.at) / perMs - scale.from;
  const last = Math.min(segment.to - scale.from, timeAt(window.to));
  const ticks: Tick[] = [];
  const start = Math.max(segment.from - scale.from, timeAt(window.from));
  for (let count = Math.ceil(start / stepMs - 1e-9); count * stepMs <= last; count += 1) {
    const ms = count * stepMs;
    ticks.push({ at: segment.at + (ms + scale.from - segment.from) * perMs, label: formatTick(ms, stepMs) });
  }
  return ticks;
}

/** To 1, 2 or 5 times a power of ten; above a minute to whole minutes of the same kind. */
export function roundUp(ms: number): number {
  const unit = ms > 30_000 ? 60_000 : 1;
  const power = 10 ** Math.floor(Math.log10(ms / unit));
  const round = [1, 2, 5, 10].find((factor) => factor * power * unit >= ms * 0.999_999) ?? 10;
  return round * power * unit;
}

/** As exact as the ticks are apart: "0", "250 ms", "1.25 s", "2 min 30 s". */
export function formatTick(ms: number, stepMs: number): string {
  if (ms === 0) return '0';
  if (ms < 1_000 && stepMs < 1_000) return `${cut(ms, stepMs)} ms`;
  if (ms < 60_000) return `${cut(ms / 1_000, stepMs / 1_000)} s`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = cut((ms - minutes * 60_000) / 1_000, stepMs / 1_000);
  return seconds === '0' ? `${minutes} min` : `${minutes}:${seconds.padStart(2, '0')} min`;
}

function cut(value: number, step: number): string {
  const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return String(Number(value.toFixed(digits)));
}
