import { type HostMethods, type HostOutputs, MAX_UNDO_EVENTS } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import type { HostContext } from '../host-context';
import type { SessionRecording } from '../services';
import { storageFailure } from '../storage-failure';

type SessionMethods = Pick<
  HostMethods,
  'listSessions' | 'describeLibrary' | 'readSession' | 'updateSession' | 'deleteSession' | 'deleteSessions'
>;

const NO_SESSION = fail('not-found', 'There is no session with this id.');

export function createSessionMethods({ services, runs, shelf, emit }: HostContext): SessionMethods {
  const { sessions } = services;
  const endRun = async (sessionId: string): Promise<void> => {
    const run = runs.get(sessionId);
    run?.cancel.abort();
    await run?.done;
  };
  const copyForUndo = (sessionIds: readonly string[]): SessionRecording[] => {
    const summaries = sessionIds.map(sessions.get).filter((summary) => summary !== null);
    const eventCount = summaries.reduce((sum, each) => sum + each.eventCount, 0);
    if (eventCount > MAX_UNDO_EVENTS) return [];
    return summaries.map((summary) => ({ summary, events: sessions.read(summary.id, 0) }));
  };
  const deleteAll = async (ids: readonly string[]): Promise<Result<HostOutputs['deleteSessions']>> => {
    const sessionIds = [...new Set(ids)];
    await Promise.all(sessionIds.map(endRun));
    const copies = attempt(() => ok(copyForUndo(sessionIds)));
    if (!copies.ok) return copies;
    const result = attempt(() => ok(sessions.delete(sessionIds)));
    if (!result.ok) return result;
    const { value: deleted } = result;
    if (deleted > 0) emit({ type: 'sessions-changed' });
    const undoId = copies.value.length > 0 ? shelf.keep({ type: 'sessions', sessions: copies.value }) : null;
    return ok({ deleted, undoId });
  };
  return {
    listSessions: async (query) => attempt(() => ok(sessions.list(query))),
    describeLibrary: async (filter) => attempt(() => ok(sessions.describe(filter))),
    readSession: async ({ sessionId, afterSeq }) =>
      attempt(() => {
        const summary = sessions.get(sessionId);
        return summary ? ok({ summary, events: sessions.read(sessionId, afterSeq) }) : NO_SESSION;
      }),
    updateSession: async ({ sessionId, ...change }) =>
      attempt(() => {
        if (!sessions.update(sessionId, change)) return NO_SESSION;
        emit({ type: 'sessions-changed' });
        return ok(null);
      }),
    async deleteSession({ sessionId }) {
      const result = await deleteAll([sessionId]);
      if (!result.ok) return result;
      return result.value.deleted > 0 ? ok({ undoId: result.value.undoId }) : NO_SESSION;
    },
    deleteSessions: ({ ids }) => deleteAll(ids),
  };
}

function attempt<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    return storageFailure(error);
  }
}
