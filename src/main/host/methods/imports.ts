import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { nameImport } from '@shared/model/imported-kind';
import { foldTrace } from '@shared/trace/fold-trace';
import { importText } from '../../import/import-text';
import { createSessionId } from '../create-session-id';
import type { HostContext } from '../host-context';
import { storageFailure } from '../storage-failure';

export function createImportMethods({ services, emit }: HostContext): Pick<HostMethods, 'importSession'> {
  const { sessions } = services;
  return {
    async importSession({ text }) {
      if (text.trim() === '') return fail('invalid-argument', 'The text is empty.');
      // An id of its own: the same export may be opened twice, or beside the session it was made from.
      const sessionId = createSessionId(services);
      const imported = importText(text, { sessionId, now: services.now });
      if (imported.kind === 'refused') return fail('invalid-argument', imported.message);
      const { kind, events } = imported;
      const view = foldTrace(events);
      const endedAt = view.endedAt ?? events.at(-1)?.time ?? view.startedAt;
      try {
        sessions.create({
          id: sessionId,
          flow: view.flow,
          profileName: view.profile?.name ?? nameImport(kind),
          issuer: view.profile?.issuer ?? view.profile?.server?.issuer ?? '',
          outcome: 'running',
          startedAt: view.startedAt,
          endedAt: null,
          eventCount: 0,
          ...(view.fault === null ? {} : { fault: view.fault }),
          ...(view.mutation === null ? {} : { mutation: view.mutation }),
        });
        for (const event of events) {
          sessions.append(sessionId, event.type === 'session-started' ? { ...event, sessionId } : event);
        }
        sessions.end(sessionId, view.outcome === 'running' ? 'interrupted' : view.outcome, endedAt);
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'sessions-changed' });
      return ok({ sessionId, recognisedAs: kind });
    },
  };
}
