import type { ExchangeTimings } from '@shared/model/exchange';

export type PhaseName = 'DNS' | 'connect' | 'TLS' | 'wait' | 'receive';

export interface BarPhase {
  name: PhaseName;
  durationMs: number;
  /** Parts of the whole bar, 0 to 1. */
  at: number;
  width: number;
}

/**
 * The recorded phases of an exchange, each where the one before it ended. What is left of the total after
 * the first byte is the reading of the answer; without a first byte nothing is said about the rest.
 */
export function layOutBar({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: ExchangeTimings): BarPhase[] {
  const measured: [name: PhaseName, durationMs: number | null][] = [
    ['DNS', dnsMs],
    ['connect', connectMs],
    ['TLS', tlsMs],
    ['wait', firstByteMs],
  ];
  const known = measured.reduce((sum, [, durationMs]) => sum + (durationMs ?? 0), 0);
  measured.push(['receive', firstByteMs === null ? null : Math.max(0, totalMs - known)]);
  const whole = Math.max(totalMs, known, 0.001);
  let at = 0;
  return measured.flatMap(([name, durationMs]) => {
    if (durationMs === null || durationMs === 0) return [];
    const width = durationMs / whole;
    const phase: BarPhase = { name, durationMs, at, width };
    at += width;
    return [phase];
  });
}
