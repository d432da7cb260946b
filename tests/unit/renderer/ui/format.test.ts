import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCountdown,
  formatDistance,
  formatDuration,
} from '../../../../src/renderer/src/ui/format';

describe('formatDuration', () => {
  it.each([
    [0.2, '< 1 ms'],
    [84.4, '84 ms'],
    [998.7, '999 ms'],
    [999.9, '1.00 s'],
    [59_990, '59.99 s'],
    [59_999, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('formatCountdown', () => {
  it.each([
    [300_000, '5:00'],
    [299_001, '5:00'],
    [9_000, '0:09'],
    [1, '0:01'],
    [-5_000, '0:00'],
  ])('writes %d ms left as %s', (remainingMs, text) => {
    expect(formatCountdown(remainingMs)).toBe(text);
  });
});

describe('formatDistance', () => {
  const now = Date.UTC(2026, 0, 15);
  it.each([
    [now + 3_600_000, 'in 1 hour'],
    [now + 3_599_000, 'in 1 hour'],
    [now - 120_000, '2 minutes ago'],
    [now - 3 * 86_400_000, '3 days ago'],
    [now + 400, 'now'],
  ])('tells %d from now as %s', (time, text) => {
    expect(formatDistance(time, now)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1_536, '1.5 KiB'],
    [5 * 1024 * 1024, '5.0 MiB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
