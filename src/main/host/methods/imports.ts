import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { foldTrace } from '@shared/trace/fold-trace';
import { createSessionId } from '../create-session-id';
import type { HostContext } from '../host-context';
import { storageFailure } from '../storage-failure';

export function createImportMethods({ services, emit }: HostContext): Pick<HostMethods, 'importSession'> {
  const { sessions } = services;
  return {
    async importSession({ text }) {
      const parsed = parseSessionExport(text);
      if (!parsed.ok) return fail('invalid-argument', parsed.message);
      const view = foldTrace(parsed.events);
      // An id of its own: the same export may be opened twice, or beside the session it was made from.
      const sessionId = createSessionId(services);
      const endedAt = view.endedAt ?? parsed.events.at(-1)?.time ?? view.startedAt;
      try {
        sessions.create({
          id: sessionId,
          flow: view.flow,
          profileName: view.profile?.name ?? 'Imported',
          issuer: view.profile?.issuer ?? view.profile?.server?.issuer ?? '',
          outcome: 'running',
          startedAt: view.startedAt,
          endedAt: null,
          eventCount: 0,
        });
        for (const event of parsed.events) {
          sessions.append(sessionId, event.type === 'session-started' ? { ...event, sessionId } : event);
        }
        sessions.end(sessionId, view.outcome === 'running' ? 'interrupted' : view.outcome, endedAt);
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'sessions-changed' });
      return ok({ sessionId });
    },
  };
}
