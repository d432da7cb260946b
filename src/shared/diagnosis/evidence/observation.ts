import type { Evidence } from '../../model/finding';
import type { RunFacts } from '../run-facts';

/**
 * What a rule found by comparing parts of the run. `decisive`: it explains the failure by itself, so
 * it stands first and its `fix` leads.
 */
export interface Observation extends Evidence {
  decisive: boolean;
  fix?: string;
  /** A delay the provider asked for, in seconds. */
  retryAfterSeconds?: number;
}

/** Pure: reads the run and says what it saw, or nothing. Must not state a secret, only compare it. */
export type EvidenceRule = (facts: RunFacts) => Observation[];
