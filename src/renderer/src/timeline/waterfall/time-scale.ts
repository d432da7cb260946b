import type { SessionView, StepView } from '@shared/model/session';

/** Epoch milliseconds. */
export interface Interval {
  from: number;
  to: number;
}

/** A piece of time that takes the part of the axis from `at` to `at + width`, both of 0 to 1. */
export interface Segment extends Interval {
  at: number;
  width: number;
  /** Nothing happened in it, and it is shown much shorter than it was. */
  isFolded: boolean;
}

/** From time to place: straight within a segment, so that bars of one segment can be compared by length. */
export interface TimeScale extends Interval {
  segments: readonly Segment[];
}

/** A shorter silence is as telling as a request of the same length. */
const SHORTEST_FOLD_MS = 1_000;
/** What one fold takes, and what all of them take at most, of the time in which something happened. */
const FOLD_SHARE = 0.08;
const ALL_FOLDS_SHARE = 0.5;

/** Folds what is longer than half of everything that happened. `busy` in any order. */
export function buildTimeScale(span: Interval, busy: readonly Interval[], isIdleFolded: boolean): TimeScale {
  const { from } = span;
  const to = Math.max(span.to, from + 1);
  const pieces = splitAtIdle({ from, to }, busy);
  const idle = isIdleFolded ? pieces.filter(({ isIdle }) => isIdle) : [];
  const busyMs = pieces.reduce((sum, piece) => (piece.isIdle ? sum : sum + piece.to - piece.from), 0);
  const folded = new Set(
    idle.filter((piece) => piece.to - piece.from > Math.max(SHORTEST_FOLD_MS, busyMs / 2)),
  );
  const shownMs = pieces.reduce((sum, piece) => (folded.has(piece) ? sum : sum + piece.to - piece.from), 0);
  const foldMs = Math.max(1, shownMs) * Math.min(FOLD_SHARE, ALL_FOLDS_SHARE / Math.max(1, folded.size));
  const totalMs = shownMs + foldMs * folded.size;
  let at = 0;
  const segments: Segment[] = [];
  for (const piece of pieces) {
    const isFolded = folded.has(piece);
    const width = (isFolded ? foldMs : piece.to - piece.from) / totalMs;
    const last = segments.at(-1);
    if (last && !last.isFolded && !isFolded) {
      last.to = piece.to;
      last.width += width;
    } else {
      segments.push({ from: piece.from, to: piece.to, at, width, isFolded });
    }
    at += width;
  }
  return { from, to, segments };
}

/** Where a time stands, as a part of the axis from 0 to 1. */
export function placeTime({ from, to, segments }: TimeScale, time: number): number {
  if (time <= from) return 0;
  if (time >= to) return 1;
  const segment = segments[findSegment(segments, (each) => each.to < time)];
  if (!segment) return 1;
  const length = segment.to - segment.from;
  return segment.at + (length > 0 ? ((time - segment.from) / length) * segment.width : 0);
}

/** The first segment for which `isBefore` is false. */
export function findSegment(segments: readonly Segment[], isBefore: (segment: Segment) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment && isBefore(segment)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * When something was under way: requests, and the moments at which a step or a pause began or ended or
 * something arrived. A step is not, as a whole: it may have waited for a person.
 */
export function listBusy(steps: readonly StepView[], now: number): Interval[] {
  return steps.flatMap((step) => [
    ...[
      step.startedAt,
      step.endedAt,
      ...step.hits.map(({ time }) => time),
      ...step.pauses.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
    ]
      .filter((time) => time !== null)
      .map((time) => ({ from: time, to: time })),
    ...step.exchanges.map(({ startedAt, timings, endSeq }) => ({
      from: startedAt,
      to: startedAt + (timings?.totalMs ?? (endSeq === null ? Math.max(0, now - startedAt) : 0)),
    })),
  ]);
}

/**
 * The time that the axis shows. While a run is on its end leaps ahead now and then, each time by a quarter,
 * so that the bars stand still in between.
 */
export function readSpan(view: SessionView, busy: readonly Interval[], now: number): Interval {
  let from = view.startedAt;
  let to = view.endedAt ?? view.startedAt;
  for (const interval of busy) {
    from = Math.min(from, interval.from);
    to = Math.max(to, interval.to);
  }
  if (view.outcome !== 'running') return { from, to };
  let ahead = 1_000;
  while (ahead < now - from) ahead *= 1.25;
  return { from, to: Math.max(to, from + ahead) };
}

function splitAtIdle({ from, to }: Interval, busy: readonly Interval[]): (Interval & { isIdle: boolean })[] {
  const pieces: (Interval & { isIdle: boolean })[] = [];
  let reached = from;
  for (const interval of [...busy].sort((left, right) => left.from - right.from)) {
    const start = Math.min(to, Math.max(reached, interval.from));
    const end = Math.min(to, Math.max(start, interval.to));
    if (start > reached) pieces.push({ from: reached, to: start, isIdle: true });
    if (end > start) pieces.push({ from: start, to: end, isIdle: false });
    reached = end;
  }
  if (to > reached) pieces.push({ from: reached, to, isIdle: true });
  return pieces;
}
