import type { SessionSummary } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import type { SessionStore } from '../host/services';
import type { Row } from './database';
import { deleteSessions } from './delete-sessions';
import { describeLibrary, getRow, listRows, markRun, setPinned } from './library';
import type { LibraryWriter } from './library-writer';
import { readSealedFacts, sealFacts } from './sealed-facts';
import { readEvents, readSummary, type SessionStoreOptions, SUMMARY_COLUMNS } from './session-rows';
import { readShownSummary } from './shown-names';
import { StorageConflictError, StorageError } from './storage-error';

/** How long a search may wait for sessions that have no words yet. */
const CATCH_UP_MS = 150;

/** How long those who take sessions in may wait for their words. */
const WRITE_MS = 1_000;

export function createSessionStore(options: SessionStoreOptions, writer: LibraryWriter): SessionStore {
  const { database, cipher, processId } = options;
  return {
    create: (summary) => database.transaction(() => insertSession(options, summary)),
    add(recordings) {
      database.transaction(() => {
        for (const { summary, events } of recordings) {
          insertSession(options, summary);
          for (const event of events) insertEvent(options, summary.id, event);
          if (summary.pinned) setPinned(database, summary.id, true);
        }
      });
      writer.writeSoon(recordings, WRITE_MS);
    },
    append: (sessionId, event) => insertEvent(options, sessionId, event),
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
      writer.write(sessionId);
    },
    list(query = {}) {
      interruptOrphans(options);
      if (query.text !== undefined) writer.catchUp(CATCH_UP_MS);
      const read = (row: Row) =>
        query.redacted ? readShownSummary(options, writer, row) : readSummary(cipher, row);
      return listRows(database, query, SUMMARY_COLUMNS).map(read);
    },
    describe(filter) {
      interruptOrphans(options);
      const facts = describeLibrary(database, filter);
      return { ...facts, waiting: Math.max(0, facts.waiting - writer.countFailed()) };
    },
    get(sessionId) {
      interruptOrphans(options);
      const row = getRow(database, sessionId, SUMMARY_COLUMNS);
      return row ? readSummary(cipher, row) : null;
    },
    read: (sessionId, afterSeq) => readEvents(options, sessionId, afterSeq),
    update(sessionId, { note, tags, pinned }) {
      const isFound = database.transaction(() => {
        const [row] = database.all('SELECT sealed FROM sessions WHERE id = ?', sessionId);
        if (!row) return false;
        if (pinned !== undefined) setPinned(database, sessionId, pinned);
        if (note === undefined && tags === undefined) return true;
        const facts = readSealedFacts(cipher, sessionId, row['sealed']);
        const changed = { ...facts, ...(note === undefined ? {} : { note }), ...(tags ? { tags } : {}) };
        database.run(
          'UPDATE sessions SET sealed = ? WHERE id = ?',
          sealFacts(cipher, sessionId, changed),
          sessionId,
        );
        // Until the words are written again: a process that dies here leaves that to the next one.
        database.run('UPDATE library SET has_words = 0 WHERE session_id = ?', sessionId);
        return true;
      });
      if (isFound && (note !== undefined || tags !== undefined)) {
        writer.write(sessionId);
        database.purge();
      }
      return isFound;
    },
    delete(sessionIds) {
      const deleted = deleteSessions(database, sessionIds);
      if (deleted > 0) database.purge();
      return deleted;
    },
  };
}

function insertSession({ database, cipher, processId }: SessionStoreOptions, summary: SessionSummary): void {
  const { id, flow, outcome, startedAt, endedAt, fault, mutation, mutationRun } = summary;
  explainConflict(`A session with the id ${id} exists already.`, () =>
    database.run(
      'INSERT INTO sessions (id, flow, outcome, started_at, ended_at, event_count, owner, sealed) VALUES (?, ?, ?, ?, ?, 0, ?, ?)',
      ...[id, flow, outcome, startedAt, endedAt, processId, sealFacts(cipher, id, summary)],
    ),
  );
  markRun(database, id, {
    fault: fault ?? null,
    mutation: mutation ?? null,
    mutationRun: mutationRun ?? null,
  });
}

function insertEvent({ database, cipher }: SessionStoreOptions, sessionId: string, event: TraceEvent): void {
  const sealed = cipher.seal(['event', sessionId, event.seq], JSON.stringify(event));
  explainConflict(`Session ${sessionId} is not there, or has an event ${event.seq} already.`, () =>
    database.run(
      'INSERT INTO events (session_id, seq, time, sealed) VALUES (?, ?, ?, ?)',
      ...[sessionId, event.seq, event.time, sealed],
    ),
  );
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

function explainConflict(message: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof StorageConflictError) throw new StorageConflictError(message, { cause: error });
    throw error;
  }
}
