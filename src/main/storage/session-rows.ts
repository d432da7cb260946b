import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { Cipher } from './cipher';
import type { Database, Row } from './database';
import { describeSealedFacts } from './sealed-facts';
import { StorageError } from './storage-error';

export interface SessionStoreOptions {
  database: Database;
  cipher: Cipher;
  /** Names this process, for other processes to tell whether its running sessions still have an owner. */
  processId: string;
  isProcessAlive(processId: string): boolean;
  log(message: string): void;
}

/** What readSummary reads, of `sessions` and of the library. */
export const SUMMARY_COLUMNS =
  'id, sessions.flow, sessions.outcome, sessions.started_at, ended_at, event_count, sealed, shown, has_words, is_pinned, provider, finding, fault';

export function readSummary(cipher: Cipher, row: Row): SessionSummary {
  const id = String(row['id']);
  const known = (name: 'provider' | 'finding' | 'fault') =>
    row[name] === null ? {} : { [name]: String(row[name]) };
  return {
    id,
    flow: String(row['flow']),
    ...describeSealedFacts(cipher, id, row['sealed']),
    outcome: row['outcome'] as SessionSummary['outcome'],
    startedAt: Number(row['started_at']),
    endedAt: row['ended_at'] === null ? null : Number(row['ended_at']),
    eventCount: Number(row['event_count']),
    ...known('provider'),
    ...known('finding'),
    ...known('fault'),
    ...(row['is_pinned'] === 1 ? { pinned: true } : {}),
  };
}

export function readEvents(
  options: Pick<SessionStoreOptions, 'database' | 'cipher' | 'log'>,
  sessionId: string,
  afterSeq: number,
): TraceEvent[] {
  const sql = 'SELECT seq, time, sealed FROM events WHERE session_id = ? AND seq > ? ORDER BY seq';
  return options.database.all(sql, sessionId, afterSeq).map((row) => readEvent(options, sessionId, row));
}

/** A damaged event becomes a note in its place: the rest of the session is still worth reading. */
function readEvent(
  { cipher, log }: Pick<SessionStoreOptions, 'cipher' | 'log'>,
  sessionId: string,
  row: Row,
): TraceEvent {
  const seq = Number(row['seq']);
  try {
    return JSON.parse(cipher.open(['event', sessionId, seq], row['sealed']));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code !== 'storage-corrupt') {
      throw new StorageError(error.code, `Session ${sessionId} cannot be read. ${error.message}`, {
        cause: error,
      });
    }
    log(`Event ${seq} of session ${sessionId} is damaged.`);
    const message = `Event ${seq} of this session is damaged on disk and cannot be shown.`;
    return { type: 'note', seq, time: Number(row['time']), stepId: null, code: 'event-unreadable', message };
  }
}
