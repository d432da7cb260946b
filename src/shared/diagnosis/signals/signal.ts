import type { SignalKind, Where } from '../catalog-entry';

/**
 * One thing that a recording says about a failure, as catalog rules read it: `value` is the code,
 * `text` what stands beside it. `statement`, `expected` and `actual` are its line of proof, not yet
 * cleared of secrets.
 */
export interface Signal {
  kind: SignalKind;
  value: string;
  text: string;
  details: Record<string, unknown>;
  where: Where | null;
  seq: number;
  /** Null for a signal about the whole run. */
  stepId: string | null;
  exchangeId: string | null;
  statement: string;
  expected: string | null;
  actual: string | null;
  /** 0..1: how much an exact match on this signal proves. */
  confidence: number;
  /** Position in a cause chain, 0 outermost; 0 for everything else. */
  depth: number;
}

const CONFIDENCE: Record<SignalKind, number> = {
  'oauth-error': 0.95,
  challenge: 0.95,
  check: 0.94,
  'provider-code': 0.96,
  'error-code': 0.9,
  callback: 0.8,
  'provider-page': 0.75,
  html: 0.65,
  text: 0.78,
  answer: 0.7,
  'http-status': 0.6,
  evidence: 0.97,
  note: 0.6,
  run: 0.5,
};

type SignalParts = Pick<Signal, 'kind' | 'value' | 'where' | 'seq' | 'stepId' | 'statement'> &
  Partial<Signal>;

export function createSignal(parts: SignalParts): Signal {
  return {
    text: '',
    details: {},
    exchangeId: null,
    expected: null,
    actual: null,
    confidence: CONFIDENCE[parts.kind],
    depth: 0,
    ...parts,
  };
}
