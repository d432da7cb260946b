import type { ExchangePurpose } from '@shared/model/exchange';
import { missingStep } from './flow-errors';

type Fetch = typeof globalThis.fetch;

/**
 * A library call that makes several requests, held before each that has another purpose than the one
 * before, so that every request falls into the step it belongs to. openid-client checks the callback,
 * redeems the code and verifies the ID token in one call; on the timeline these are three steps. A
 * request sent again for the same purpose (a DPoP nonce, RFC 9449 section 8) stays with the first.
 */
export interface StagedCall<T> {
  /**
   * Lets the held request go (or starts the call). Resolves with the purpose of the next one that is
   * held, or with null where the call has settled.
   */
  advance(): Promise<ExchangePurpose | null>;
  /** The purpose of the request that is held now; null before the call, and once it has settled. */
  held(): ExchangePurpose | null;
  /** The call's own result. Rejects where a request is still held: the step that it belongs to was skipped. */
  result(): Promise<T>;
}

export interface StageOptions {
  purposeOf(url: string): ExchangePurpose;
  fetchFor(purpose: ExchangePurpose): Fetch;
  signal: AbortSignal;
}

export function stageCall<T>(call: (fetch: Fetch) => Promise<T>, options: StageOptions): StagedCall<T> {
  const { purposeOf, fetchFor, signal } = options;
  let sent: ExchangePurpose | null = null;
  let release: (() => void) | null = null;
  let held: ExchangePurpose | null = null;
  let stopped = Promise.withResolvers<ExchangePurpose | null>();

  const hold = async (purpose: ExchangePurpose): Promise<void> => {
    const gate = Promise.withResolvers<void>();
    const onAbort = () => gate.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    release = gate.resolve;
    held = purpose;
    stopped.resolve(purpose);
    await gate.promise.finally(() => signal.removeEventListener('abort', onAbort));
  };
  const heldFetch: Fetch = async (input, init) => {
    const purpose = purposeOf(input instanceof Request ? input.url : new URL(input).href);
    if (purpose !== sent) await hold(purpose);
    sent = purpose;
    return fetchFor(purpose)(input, init);
  };

  let result: Promise<T> | null = null;
  return {
    advance() {
      stopped = Promise.withResolvers();
      if (!result) {
        result = call(heldFetch);
        result.catch(() => {}).finally(() => stopped.resolve(null));
      } else if (release) {
        release();
        release = null;
        held = null;
      } else {
        stopped.resolve(null);
      }
      return stopped.promise;
    },
    held: () => held,
    // Still held: whoever steps through the run left out the step that lets it go.
    result: async () => {
      if (held !== null) throw missingStep(held);
      return result ?? Promise.reject(new Error('The call was never started.'));
    },
  };
}
