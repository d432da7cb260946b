import type { Reference } from './check';

export type Severity = 'error' | 'warning' | 'info';

/** One piece of proof: the trace event it stands on, with what was expected and what was there. */
export interface Evidence {
  seq: number;
  statement: string;
  expected: string | null;
  actual: string | null;
  /** Where `expected` and `actual` are one value in two spellings: how they differ. */
  difference?: TextDifference;
}

/** Two texts laid over each other: `removed` stands only in the expected one, `added` only in the actual one. */
export interface TextDifference {
  /** In words: "a trailing slash is missing", "http in place of https". */
  kinds: string[];
  segments: { text: string; kind: 'same' | 'removed' | 'added' }[];
}

/** An id under which the provider finds this exchange in its own logs. */
export interface CorrelationId {
  label: string;
  value: string;
  seq: number;
}

/** Who must act to repair the failure. */
export type ActorOfFix = 'app developer' | 'provider admin' | 'provider operator' | 'user';

/** `after_fix`: retrying unchanged fails again; `after_delay`: wait first. */
export type Retry = 'yes' | 'no' | 'after_fix' | 'after_delay';

/** A diagnosed failure: a catalog entry matched to this session, with proof and the fix filled in. */
export interface Finding {
  entryId: string;
  /** What the wire said: `invalid_grant`, `503`, `ECONNREFUSED`. */
  code: string | null;
  severity: Severity;
  title: string;
  meaning: string;
  /** 0..1: how sure the match is. Findings are ordered best first. */
  confidence: number;
  /** Null for a finding about the whole run. */
  stepId: string | null;
  evidence: Evidence[];
  causes: string[];
  fixes: string[];
  actors: ActorOfFix[];
  retry: Retry;
  /** A delay the provider asked for (Retry-After), in seconds. */
  retryAfterSeconds: number | null;
  reference: Reference;
  /** The provider, where the recording tells which it is. */
  provider?: string;
  /** What to quote to the provider's support; absent where the exchange has nothing of the kind. */
  correlationIds?: CorrelationId[];
}
