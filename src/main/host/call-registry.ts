/** Calls that take a while, under the ids that their callers gave them: so that they can be given up. */
export interface CallRegistry {
  /** Without an id nobody can give it up. */
  run<T>(callId: string | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Does nothing where there is no such call any more. */
  cancel(callId: string): void;
  cancelAll(): void;
}

export function createCallRegistry(): CallRegistry {
  const calls = new Map<string, AbortController>();
  return {
    async run(callId, work) {
      const cancel = new AbortController();
      if (callId === undefined) return work(cancel.signal);
      calls.set(callId, cancel);
      try {
        return await work(cancel.signal);
      } finally {
        if (calls.get(callId) === cancel) calls.delete(callId);
      }
    },
    cancel: (callId) => calls.get(callId)?.abort(),
    cancelAll() {
      for (const cancel of calls.values()) cancel.abort();
    },
  };
}
