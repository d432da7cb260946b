import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { SessionStore } from '../host/services';
import type { Cipher } from './cipher';
import type { Database, Row } from './database';
import { StorageConflictError, StorageError } from './storage-error';

export interface SessionStoreOptions {
  database: Database;
  cipher: Cipher;
  /** Names this process, for other processes to tell whether its running sessions still have an owner. */
  processId: string;
  isProcessAlive(processId: string): boolean;
  log(message: string): void;
}

const SUMMARY_COLUMNS = 'id, flow, outcome, started_at, ended_at, event_count, sealed';

export function createSessionStore(options: SessionStoreOptions): SessionStore {
  const { database, cipher, processId } = options;
  return {
    create(summary) {
      const { id, flow, outcome, startedAt, endedAt, profileName, issuer, mutation, mutationRun } = summary;
      const facts: SealedFacts = { profileName, issuer, ...readMarks({ mutation, mutationRun }) };
      const sealed = cipher.seal(['session', id], JSON.stringify(facts));
      explainConflict(`A session with the id ${id} exists already.`, () =>
        database.run(
          'INSERT INTO sessions (id, flow, outcome, started_at, ended_at, event_count, owner, sealed) VALUES (?, ?, ?, ?, ?, 0, ?, ?)',
          ...[id, flow, outcome, startedAt, endedAt, processId, sealed],
        ),
      );
    },
    append(sessionId, event) {
      const sealed = cipher.seal(['event', sessionId, event.seq], JSON.stringify(event));
      explainConflict(`Session ${sessionId} is not there, or has an event ${event.seq} already.`, () =>
        database.run(
          'INSERT INTO events (session_id, seq, time, sealed) VALUES (?, ?, ?, ?)',
          ...[sessionId, event.seq, event.time, sealed],
        ),
      );
    },
    resume(sessionId) {
      // One statement, so that of two processes only one goes on with a session.
      const sql =
        "UPDATE sessions SET outcome = 'running', ended_at = NULL, owner = ? WHERE id = ? AND outcome <> 'running'";
      if (database.run(sql, processId, sessionId) === 0) {
        throw new StorageConflictError(`Session ${sessionId} is not there, or is running.`);
      }
    },
    end(sessionId, outcome, endedAt) {
      const sql = 'UPDATE sessions SET outcome = ?, ended_at = ? WHERE id = ?';
      if (database.run(sql, outcome, endedAt, sessionId) === 0) {
        throw new StorageConflictError(`There is no session ${sessionId}.`);
      }
    },
    list() {
      interruptOrphans(options);
      const sql = `SELECT ${SUMMARY_COLUMNS} FROM sessions ORDER BY started_at DESC, id`;
      return database.all(sql).map((row) => readSummary(cipher, row));
    },
    get(sessionId) {
      interruptOrphans(options);
      const [row] = database.all(`SELECT ${SUMMARY_COLUMNS} FROM sessions WHERE id = ?`, sessionId);
      return row ? readSummary(cipher, row) : null;
    },
    read(sessionId, afterSeq) {
      const sql = 'SELECT seq, time, sealed FROM events WHERE session_id = ? AND seq > ? ORDER BY seq';
      return database.all(sql, sessionId, afterSeq).map((row) => readEvent(options, sessionId, row));
    },
    delete(sessionId) {
      const deleted = database.run('DELETE FROM sessions WHERE id = ?', sessionId) > 0;
      if (deleted) database.purge();
      return deleted;
    },
  };
}

/**
 * Marks a running session whose process has died as interrupted, at the time of its last event. A disk
 * that refuses the mark does not keep the sessions from being read.
 */
export function interruptOrphans({ database, processId, isProcessAlive, log }: SessionStoreOptions): void {
  const owners = database.all(
    "SELECT DISTINCT owner FROM sessions WHERE outcome = 'running' AND owner <> ?",
    processId,
  );
  for (const { owner } of owners) {
    if (isProcessAlive(String(owner))) continue;
    try {
      database.run(INTERRUPT, String(owner));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      log(`An unfinished session could not be marked as interrupted: ${error.message}`);
    }
  }
}

const INTERRUPT = `
UPDATE sessions SET outcome = 'interrupted', ended_at = coalesce(
  (SELECT time FROM events WHERE session_id = sessions.id ORDER BY seq DESC LIMIT 1), started_at)
WHERE outcome = 'running' AND owner = ?`;

function readSummary(cipher: Cipher, row: Row): SessionSummary {
  const id = String(row['id']);
  return {
    id,
    flow: String(row['flow']),
    ...readNames(cipher, id, row['sealed']),
    outcome: row['outcome'] as SessionSummary['outcome'],
    startedAt: Number(row['started_at']),
    endedAt: row['ended_at'] === null ? null : Number(row['ended_at']),
    eventCount: Number(row['event_count']),
  };
}

/** What the list needs of a session and nobody else may read. */
type SealedFacts = Pick<SessionSummary, 'profileName' | 'issuer' | 'mutation' | 'mutationRun'>;

/** Without the members that there is nothing to say for. */
function readMarks(marks: { [K in 'mutation' | 'mutationRun']: string | undefined }) {
  return Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined)) as Pick<
    SealedFacts,
    'mutation' | 'mutationRun'
  >;
}

/** A session that cannot be opened stays in the list, so that it can be seen and deleted. */
function readNames(cipher: Cipher, id: string, sealed: unknown): SealedFacts {
  try {
    return JSON.parse(cipher.open(['session', id], sealed));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const reason = error.code === 'storage-corrupt' ? 'damaged' : 'its key is missing';
    return { profileName: `Unreadable session (${reason})`, issuer: '' };
  }
}

/** A damaged event becomes a note in its place: the rest of the session is still worth reading. */
function readEvent({ cipher, log }: SessionStoreOptions, sessionId: string, row: Row): TraceEvent {
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

function explainConflict(message: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof StorageConflictError) throw new StorageConflictError(message, { cause: error });
    throw error;
  }
}
