/** One link of a cause chain, as plain data. */
export interface ErrorCause {
  name: string;
  message: string;
  /** The library's or the system's code: OAUTH_JWT_CLAIM_COMPARISON_FAILED, ECONNREFUSED, ... */
  code: string | null;
  /** Scalar facts that hung on the error (expected, actual, claim, address, port, ...), bounded in size. */
  details: Record<string, unknown>;
}

/** Who noticed the failure. */
export type ErrorSource = 'library' | 'network' | 'check' | 'local' | 'host';

/**
 * A failure under study as data on its event. Made in one place (src/main/flows/error-record.ts).
 * `causes` holds the rest of the chain, outermost first, at most 8 links.
 */
export interface ErrorRecord extends ErrorCause {
  source: ErrorSource;
  causes: ErrorCause[];
  /** `error`, `error_description`, `error_uri` of the provider where the failure carries them. */
  oauth: OAuthErrorFields | null;
}

export interface OAuthErrorFields {
  error: string;
  errorDescription: string | null;
  errorUri: string | null;
}
