import { MAX_LISTED } from '@shared/library/session-query';
import { InvalidArgumentError } from 'commander';

const MAX_PORT = 65_535;
const MAX_TIMEOUT_SECONDS = 3_600;

/** 0 asks for any free port. */
export function parsePort(text: string): number {
  return parseWhole(text, 0, MAX_PORT);
}

export function parseLimit(text: string): number {
  return parseWhole(text, 1, MAX_LISTED);
}

export function parseSeconds(text: string): number {
  return parseWhole(text, 1, MAX_TIMEOUT_SECONDS);
}

function parseWhole(text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new InvalidArgumentError(`A whole number from ${min} to ${max} is needed.`);
}
