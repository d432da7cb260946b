import { showValue } from './build-check';

/** Epoch seconds as UTC. */
export function showTime(seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z');
}

/** A claim that should hold epoch seconds. */
export function showTimeClaim(value: unknown): string {
  return typeof value === 'number' ? `${showTime(value)} (${value})` : showValue(value);
}
