import type { ConnectionState } from './client';

interface ConnectionOptions {
  /** Holds one connection: calls `onOpen` once it stands, returns or throws when it is gone. */
  connect(onOpen: () => void, signal: AbortSignal): Promise<void>;
  /** Waits between tries; the last one repeats. */
  retryDelaysMs: readonly number[];
}

export interface Connection {
  state(): ConnectionState;
  watch(listener: (state: ConnectionState) => void): () => void;
  start(): void;
  stop(): void;
  retry(): void;
  /** Another request found the host gone: the standing connection is not trusted any more. */
  reportLost(): void;
  /** The host answers, but has no room for this connection; it is tried again. */
  reportCrowded(): void;
  /** The host refused this page: nothing is tried again until `retry`. */
  reportUnauthorized(): void;
}

/** Keeps one connection standing: tries again with growing pauses, and says how things are. */
export function createConnection({ connect, retryDelaysMs }: ConnectionOptions): Connection {
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  let attempt: AbortController | null = null;
  let wake: (() => void) | null = null;
  let isCrowded = false;

  const setState = (next: ConnectionState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
  };

  const pause = (durationMs: number | null) =>
    new Promise<void>((resolve) => {
      const timer = durationMs === null ? undefined : setTimeout(resolve, durationMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function keepConnected(run: AbortController): Promise<void> {
    let failures = 0;
    while (!run.signal.aborted) {
      attempt = new AbortController();
      await connect(
        () => {
          failures = 0;
          setState('connected');
        },
        AbortSignal.any([run.signal, attempt.signal]),
      ).catch(() => {});
      if (run.signal.aborted) return;
      if (state === 'unauthorized') await pause(null);
      else {
        if (!isCrowded) setState('lost');
        isCrowded = false;
        await pause(retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0);
      }
      failures += 1;
    }
  }

  let current: AbortController | null = null;
  return {
    state: () => state,
    watch(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    start() {
      if (current) return;
      current = new AbortController();
      void keepConnected(current);
    },
    stop() {
      current?.abort();
      current = null;
      wake?.();
    },
    retry() {
      if (state === 'unauthorized') setState('connecting');
      wake?.();
    },
    reportLost() {
      if (state === 'connected') setState('lost');
      attempt?.abort();
    },
    reportCrowded() {
      isCrowded = true;
      setState('crowded');
    },
    reportUnauthorized() {
      setState('unauthorized');
      attempt?.abort();
    },
  };
}
