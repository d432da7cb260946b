/** The artifact that a token step records where the client is refused and once was not. */
export const ACCEPTED_CLIENT_ARTIFACT = 'last-accepted-client';

/**
 * What is known of the last run in which the same server let the same client in, beside the request that
 * it refuses now. Facts only: no credential, and nothing made from one.
 */
export interface AcceptedClient {
  /** The id of that session. */
  run: string;
  /** When its token request was sent; epoch milliseconds. */
  time: number;
  /** How the client authenticated then, and now. */
  method: string;
  usedMethod: string;
  /** What the client proves itself with, and whether it is the one of then. */
  kind: 'secret' | 'key';
  comparison: Comparison;
}

/** `unknown`: one of the two cannot be read, or they are of different kinds. */
export type Comparison = 'same' | 'other' | 'unknown';
