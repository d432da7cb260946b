import { showValue } from './build-check';

/** ISO 8601 for epoch seconds; a number no date can have stays a number. */
export function showTime(seconds: number): string {
  const date = new Date(Math.floor(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z');
}

/** A NumericDate (RFC 7519 section 2) readable and as it stands; anything else as it is. */
export function showTimeClaim(value: unknown): string {
  return typeof value === 'number' ? `${showTime(value)} (${value})` : showValue(value);
}
