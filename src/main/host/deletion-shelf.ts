import type { StoredProfile } from '@shared/model/profile';
import type { SessionRecording } from './services';

export type Deletion =
  | { type: 'sessions'; sessions: SessionRecording[] }
  | { type: 'profile'; profile: StoredProfile; secrets: { name: string; value: string }[] };

/**
 * What was deleted last, in the memory of this process alone: on disk it is gone at once, and it is gone for good
 * after ten minutes, after five more deletions, or when Grantscope closes.
 */
export interface DeletionShelf {
  /** Answers with the id that takes it back. */
  keep(deletion: Deletion): string;
  /** Null where it is too late. */
  take(undoId: string): Deletion | null;
  /** After a try that failed: its time begins again. */
  putBack(undoId: string, deletion: Deletion): void;
  clear(): void;
}

const KEPT_MS = 600_000;
const MAX_DELETIONS = 5;

export function createDeletionShelf(randomId: (size: number) => string): DeletionShelf {
  const kept = new Map<string, { deletion: Deletion; timer: NodeJS.Timeout }>();
  const drop = (undoId: string) => {
    clearTimeout(kept.get(undoId)?.timer);
    kept.delete(undoId);
  };
  const put = (undoId: string, deletion: Deletion) => {
    const [oldest] = kept.keys();
    if (kept.size >= MAX_DELETIONS && oldest !== undefined) drop(oldest);
    kept.set(undoId, { deletion, timer: setTimeout(drop, KEPT_MS, undoId).unref() });
  };
  return {
    keep(deletion) {
      const undoId = randomId(9);
      put(undoId, deletion);
      return undoId;
    },
    putBack: put,
    take(undoId) {
      const deletion = kept.get(undoId)?.deletion ?? null;
      drop(undoId);
      return deletion;
    },
    clear() {
      for (const undoId of kept.keys()) drop(undoId);
    },
  };
}
