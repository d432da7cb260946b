import type { HostEvent } from '@shared/contract/host-api';
import { redactSessionNames } from '@shared/library/redact-session-names';
import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { SessionStore } from './services';

/**
 * A session store that outlives its disk: once writing fails (a full disk, a folder that went away),
 * the rest of that session is kept in memory, so that the run ends and its report can still be
 * saved. The user interface is warned once per session.
 */
export function createSteadySessionStore(
  store: SessionStore,
  emit: (event: HostEvent) => void,
): SessionStore {
  const overflow = new Map<string, TraceEvent[]>();
  const outcomes = new Map<string, Parameters<SessionStore['end']>>();

  const spill = (sessionId: string): TraceEvent[] => {
    const known = overflow.get(sessionId);
    if (known) return known;
    const events: TraceEvent[] = [];
    overflow.set(sessionId, events);
    emit({
      type: 'host-warning',
      code: 'storage-unavailable',
      message:
        'The session cannot be written to disk any more. It goes on in memory: save a report before you close.',
    });
    return events;
  };
  const correct = (summary: SessionSummary): SessionSummary => {
    const spilt = overflow.get(summary.id)?.length ?? 0;
    const ended = outcomes.get(summary.id);
    if (spilt === 0 && !ended) return summary;
    const end = ended ? { outcome: ended[1], endedAt: ended[2] } : {};
    return { ...summary, ...end, eventCount: summary.eventCount + spilt };
  };

  /** What is in memory only may hold secrets that the disk has never seen. */
  const redactSpilt = (summary: SessionSummary): SessionSummary => {
    const spilt = overflow.get(summary.id);
    const whole = spilt && store.get(summary.id);
    if (!whole) return summary;
    const { profileName, issuer, note = '', tags = [] } = whole;
    const events = [...store.read(summary.id, 0), ...spilt];
    const shown = redactSessionNames(events, { profileName, issuer, note, tags });
    return {
      ...summary,
      profileName: shown.profileName,
      issuer: shown.issuer,
      ...(note === '' ? {} : { note: shown.note }),
      ...(tags.length === 0 ? {} : { tags: [...shown.tags] }),
    };
  };

  const readSummary = (sessionId: string) => {
    const summary = store.get(sessionId);
    return summary && correct(summary);
  };

  return {
    create: (summary) => store.create(summary),
    // What is taken in is still where it came from: nothing needs to be kept of it where the disk fails.
    add: (recordings) => store.add(recordings),
    append(sessionId, event) {
      const spilt = overflow.get(sessionId);
      if (spilt) return void spilt.push(event);
      try {
        store.append(sessionId, event);
      } catch {
        spill(sessionId).push(event);
      }
    },
    resume(sessionId) {
      // On disk a session that ended in memory only is still the running one that it was.
      if (!outcomes.delete(sessionId)) store.resume(sessionId);
    },
    end(...end) {
      try {
        store.end(...end);
      } catch {
        spill(end[0]);
        outcomes.set(end[0], end);
      }
    },
    list: (query) =>
      store.list(query).map((summary) => correct(query?.redacted ? redactSpilt(summary) : summary)),
    describe: (filter) => store.describe(filter),
    get: readSummary,
    read(sessionId, afterSeq) {
      const spilt = overflow.get(sessionId)?.filter((event) => event.seq > afterSeq) ?? [];
      return [...store.read(sessionId, afterSeq), ...spilt];
    },
    update: (sessionId, change) => store.update(sessionId, change),
    delete(sessionIds) {
      for (const sessionId of sessionIds) {
        overflow.delete(sessionId);
        outcomes.delete(sessionId);
      }
      return store.delete(sessionIds);
    },
  };
}
