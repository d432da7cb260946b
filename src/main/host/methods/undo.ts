import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { DeletedSession, Deletion } from '../deletion-shelf';
import type { HostContext } from '../host-context';
import type { HostServices } from '../services';
import { storageFailure } from '../storage-failure';

export function createUndoMethods({ services, shelf, emit }: HostContext): Pick<HostMethods, 'undoDelete'> {
  return {
    async undoDelete({ undoId }) {
      const deletion = shelf.take(undoId);
      if (!deletion) return fail('not-found', 'It is too late: what was deleted is gone.');
      try {
        restore(services, deletion);
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: deletion.type === 'profile' ? 'profiles-changed' : 'sessions-changed' });
      return ok(null);
    },
  };
}

function restore({ sessions, profiles, vault }: HostServices, deletion: Deletion): void {
  if (deletion.type === 'profile') {
    for (const { name, value } of deletion.secrets) vault.put(name, value);
    profiles.save(deletion.profile);
    return;
  }
  for (const session of deletion.sessions) restoreSession(sessions, session);
}

function restoreSession(sessions: HostServices['sessions'], { summary, events }: DeletedSession): void {
  const { id, outcome, startedAt, endedAt, note, tags, pinned } = summary;
  sessions.create({ ...summary, outcome: 'running', endedAt: null, eventCount: 0 });
  for (const event of events) sessions.append(id, event);
  // A run that the deletion cancelled may have left no time of its end.
  if (outcome === 'running') sessions.end(id, 'interrupted', events.at(-1)?.time ?? startedAt);
  else sessions.end(id, outcome, endedAt ?? startedAt);
  sessions.update(id, { note, tags, pinned });
}
