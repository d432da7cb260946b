/**
 * A library call that makes several requests, held before each of them, so that every request falls
 * into the step it belongs to. openid-client checks the callback, redeems the code and verifies the
 * ID token in one call; on the timeline these are three steps.
 */
export interface StagedCall<T> {
  /** Lets the held request go (or starts the call) and resolves when the next one is held or all is done. */
  advance(): Promise<'held' | 'settled'>;
  /** The call's own result; whatever is still held must have been advanced. */
  result(): Promise<T>;
}

export function stageCall<T>(
  call: (fetch: typeof globalThis.fetch) => Promise<T>,
  /** The fetch for the n-th request, from 0. */
  fetchFor: (index: number) => typeof globalThis.fetch,
  signal: AbortSignal,
): StagedCall<T> {
  let requests = 0;
  let release: (() => void) | null = null;
  let stopped = Promise.withResolvers<'held' | 'settled'>();

  const heldFetch: typeof globalThis.fetch = async (input, init) => {
    const gate = Promise.withResolvers<void>();
    const onAbort = () => gate.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    release = gate.resolve;
    stopped.resolve('held');
    await gate.promise.finally(() => signal.removeEventListener('abort', onAbort));
    const index = requests;
    requests += 1;
    return fetchFor(index)(input, init);
  };

  let result: Promise<T> | null = null;
  return {
    advance() {
      stopped = Promise.withResolvers();
      if (!result) {
        result = call(heldFetch);
        result.catch(() => {}).finally(() => stopped.resolve('settled'));
      } else if (release) {
        release();
        release = null;
      } else {
        stopped.resolve('settled');
      }
      return stopped.promise;
    },
    result: () => result ?? Promise.reject(new Error('The call was never started.')),
  };
}
