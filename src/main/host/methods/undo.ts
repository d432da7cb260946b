import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { Deletion } from '../deletion-shelf';
import type { HostContext } from '../host-context';
import type { HostServices, SessionRecording } from '../services';
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
  sessions.add(deletion.sessions.map(endSession));
}

/** A run that the deletion cancelled may have left no time of its end. */
function endSession({ summary, events }: SessionRecording): SessionRecording {
  const { outcome, startedAt } = summary;
  const endedAt = summary.endedAt ?? (outcome === 'running' ? events.at(-1)?.time : null) ?? startedAt;
  return {
    summary: { ...summary, outcome: outcome === 'running' ? 'interrupted' : outcome, endedAt },
    events,
  };
}
