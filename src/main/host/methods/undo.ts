import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import type { DeletedSession, Deletion } from '../deletion-shelf';
import type { HostContext } from '../host-context';
import type { HostServices } from '../services';
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
  for (const session of deletion.sessions) {
    if (signal.aborted) return;
    restoreSession(sessions, session);
    // Each event is made durable; runs and other windows go on between two sessions.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Whole or not at all; one that an earlier try has brought back stays as it is. */
function restoreSession(sessions: HostServices['sessions'], { summary, events }: DeletedSession): void {
  const { id, outcome, startedAt, endedAt, note, tags, pinned } = summary;
  if (sessions.get(id)) return;
  try {
    sessions.create({ ...summary, outcome: 'running', endedAt: null, eventCount: 0 });
    for (const event of events) sessions.append(id, event);
    // A run that the deletion cancelled may have left no time of its end.
    if (outcome === 'running') sessions.end(id, 'interrupted', events.at(-1)?.time ?? startedAt);
    else sessions.end(id, outcome, endedAt ?? startedAt);
    sessions.update(id, { note, tags, pinned });
  } catch (error) {
    sessions.delete([id]);
    throw error;
  }
}
