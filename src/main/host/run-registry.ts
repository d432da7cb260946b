import type { RunDriver } from '../flows/run-driver';
import type { FrontChannelControls } from '../front-channel/front-channel';

/** A run in flight. */
export interface ActiveRun {
  cancel: AbortController;
  /** Null while nothing is awaited of a user. */
  controls: FrontChannelControls | null;
  driver: RunDriver;
  /** Settles when the session has ended. */
  done: Promise<void>;
}

export interface RunRegistry {
  get(sessionId: string): ActiveRun | null;
  add(sessionId: string, run: ActiveRun): void;
  cancelAll(): Promise<void>;
}

/** The runs in flight, by session id. A run is in here from its first event to its last. */
export function createRunRegistry(): RunRegistry {
  const runs = new Map<string, ActiveRun>();
  return {
    get: (sessionId) => runs.get(sessionId) ?? null,
    add(sessionId, run) {
      runs.set(sessionId, run);
      run.done.finally(() => runs.delete(sessionId));
    },
    async cancelAll() {
      const active = [...runs.values()];
      for (const run of active) run.cancel.abort();
      await Promise.all(active.map((run) => run.done));
    },
  };
}
