import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { Deletion } from '../deletion-shelf';
import type { HostContext } from '../host-context';
import type { HostServices, SessionRecording } from '../services';
import { storageFailure } from '../storage-failure';

export function createUndoMethods({
  services,
  shelf,
  calls,
  emit,
}: HostContext): Pick<HostMethods, 'undoDelete'> {
  return {
    async undoDelete({ undoId, callId }) {
      const deletion = shelf.take(undoId);
      if (!deletion) return fail('not-found', 'It is too late: what was deleted is gone.');
      return calls.run(callId, async (signal) => {
        try {
          await restore(services, deletion, signal);
        } catch (error) {
          shelf.putBack(undoId, deletion);
          return storageFailure(error);
        } finally {
          // Also what came back before it ended is there.
          emit({ type: deletion.type === 'profile' ? 'profiles-changed' : 'sessions-changed' });
        }
        if (!signal.aborted) return ok(null);
        shelf.putBack(undoId, deletion);
        return fail('cancelled', 'Not all of it is back. You can go on with it.');
      });
    },
  };
}

async function restore(
  { sessions, profiles, vault }: HostServices,
  deletion: Deletion,
  signal: AbortSignal,
): Promise<void> {
  if (deletion.type === 'profile') {
    for (const { name, value } of deletion.secrets) vault.put(name, value);
    profiles.save(deletion.profile);
    return;
  }
  for (const recording of deletion.sessions) {
    if (signal.aborted) return;
    // One that an earlier try has brought back stays as it is.
    if (!sessions.get(recording.summary.id)) sessions.add([endSession(recording)]);
    // Runs and other windows go on between two sessions.
    await new Promise((resolve) => setImmediate(resolve));
  }
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
