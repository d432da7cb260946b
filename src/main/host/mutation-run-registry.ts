import type { MutationTableRow } from '@shared/mutations/judge-session';

/** A set of mistakes in progress. What has been run stands in its sessions; here is the rest. */
export interface ActiveMutationRun {
  cancel: AbortController;
  /** Of the runs that were begun, in order. */
  sessionIds: string[];
  /** Not begun yet, in order. */
  waiting: string[];
  /** What could not be made, with the reason. */
  skipped: { id: string; reason: string }[];
  done: Promise<void>;
  isRunning: boolean;
}

export interface MutationRunRegistry {
  get(id: string): ActiveMutationRun | null;
  add(id: string, run: ActiveMutationRun): void;
  cancelAll(): Promise<void>;
  /** The row of a session that has ended, made once. */
  rowOf(sessionId: string, eventCount: number, make: () => MutationTableRow | null): MutationTableRow | null;
}

/** Sets by their id, for as long as the process lives: with what was left out and why. */
export function createMutationRunRegistry(): MutationRunRegistry {
  const runs = new Map<string, ActiveMutationRun>();
  const rows = new Map<string, { eventCount: number; row: MutationTableRow | null }>();
  return {
    get: (id) => runs.get(id) ?? null,
    add: (id, run) => void runs.set(id, run),
    async cancelAll() {
      for (const run of runs.values()) run.cancel.abort();
      await Promise.all([...runs.values()].map(({ done }) => done));
    },
    rowOf(sessionId, eventCount, make) {
      const known = rows.get(sessionId);
      if (known?.eventCount === eventCount) return known.row;
      const row = make();
      rows.set(sessionId, { eventCount, row });
      return row;
    },
  };
}
