/** pass and fail are verdicts of a rule; warn is allowed but advised against; skip says why in `actual`. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'info' | 'skip';

export interface Reference {
  /** Reads like "RFC 6749 section 10.12". */
  label: string;
  url: string;
}

/** One protocol check with what the rule demands and what was found. */
export interface CheckResult {
  /** Permanent kebab-case id: state, iss, id-token-nonce, pkce-s256, ... */
  id: string;
  title: string;
  verdict: Verdict;
  expected: string;
  actual: string;
  reference: Reference;
}
