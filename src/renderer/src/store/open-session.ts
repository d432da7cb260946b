import type { SessionSummary, SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { emptySession, foldTrace } from '@shared/trace/fold-trace';

/** The session on screen: its events without a hole, and the view folded from them. */
export interface OpenSession {
  id: string;
  /** As it was when the session was last read; null before that. */
  summary: SessionSummary | null;
  events: TraceEvent[];
  view: SessionView;
  /** Events that arrived before the ones they follow. */
  ahead: TraceEvent[];
  status: 'loading' | 'ready' | 'failed';
  problem: string | null;
}

export function createOpenSession(id: string): OpenSession {
  return { id, summary: null, events: [], view: emptySession(), ahead: [], status: 'loading', problem: null };
}

/**
 * Adds a batch, pushed or read, in any order and with any overlap. An event is applied only when every
 * earlier one is there; the rest waits in `ahead`, so a push that overtakes a re-read is never lost.
 */
export function addEvents(session: OpenSession, batch: readonly TraceEvent[]): OpenSession {
  const waiting = new Map<number, TraceEvent>();
  for (const event of [...session.ahead, ...batch]) {
    if (event.seq > session.view.lastSeq) waiting.set(event.seq, event);
  }
  const next: TraceEvent[] = [];
  for (let seq = session.view.lastSeq + 1; ; seq += 1) {
    const event = waiting.get(seq);
    if (!event) break;
    next.push(event);
    waiting.delete(seq);
  }
  const ahead = [...waiting.values()].sort((left, right) => left.seq - right.seq);
  if (next.length === 0) return { ...session, ahead };
  return {
    ...session,
    ahead,
    events: [...session.events, ...next],
    view: foldTrace(next, session.view),
  };
}

/** True where a re-read from `view.lastSeq` is needed to go on. */
export function hasHole(session: OpenSession): boolean {
  return session.ahead.length > 0;
}
