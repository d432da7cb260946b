/** Calls that take a while, some under the ids that their callers gave them: so that they can be given up. */
export interface CallRegistry {
  /** Without an id only the end of the host gives it up. */
  run<T>(callId: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Does nothing where there is no such call any more. */
  cancel(callId: string): void;
  cancelAll(): void;
}

export function createCallRegistry(): CallRegistry {
  const calls = new Map<string | symbol, AbortController>();
  return {
    async run(callId, work) {
      const cancel = new AbortController();
      const key = callId ?? Symbol();
      calls.set(key, cancel);
      try {
        return await work(cancel.signal);
      } finally {
        if (calls.get(key) === cancel) calls.delete(key);
      }
    },
    cancel: (callId) => calls.get(callId)?.abort(),
    cancelAll() {
      for (const cancel of calls.values()) cancel.abort();
    },
  };
}
