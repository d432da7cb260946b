import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { HostContext } from '../host-context';
import { storageFailure } from '../storage-failure';

type SessionMethods = Pick<HostMethods, 'listSessions' | 'readSession' | 'deleteSession'>;

export function createSessionMethods({ services, runs, emit }: HostContext): SessionMethods {
  const { sessions } = services;
  return {
    async listSessions() {
      try {
        return ok(sessions.list());
      } catch (error) {
        return storageFailure(error);
      }
    },
    async readSession({ sessionId, afterSeq }) {
      try {
        const summary = sessions.get(sessionId);
        if (!summary) return fail('not-found', 'There is no session with this id.');
        return ok({ summary, events: sessions.read(sessionId, afterSeq) });
      } catch (error) {
        return storageFailure(error);
      }
    },
    async deleteSession({ sessionId }) {
      const run = runs.get(sessionId);
      if (run) {
        run.cancel.abort();
        await run.done;
      }
      try {
        if (!sessions.delete(sessionId)) return fail('not-found', 'There is no session with this id.');
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'sessions-changed' });
      return ok(null);
    },
  };
}
