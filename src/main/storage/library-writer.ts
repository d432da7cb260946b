import { buildLibraryEntry } from '@shared/library/build-library-entry';
import type { TraceEvent } from '@shared/model/trace-event';
import type { SessionRecording } from '../host/services';
import { listStale, listWaiting, writeEntry } from './library';
import { readSealedFacts } from './sealed-facts';
import { readEvents, type SessionStoreOptions } from './session-rows';
import { StorageError } from './storage-error';

/** Gives ended sessions the words that they are found by. */
export interface LibraryWriter {
  /** A failure is logged and leaves the session waiting: a recording is worth more than its words. */
  write(sessionId: string): void;
  /** The words of what was just stored: one at least, as many as fit into `budgetMs`, the rest in the background. */
  writeSoon(recordings: readonly SessionRecording[], budgetMs: number): void;
  /** Works on what is waiting until that is done or `budgetMs` are over. True where something is left to do. */
  catchUp(budgetMs: number): boolean;
  /** How many were tried and cannot be done: their key is missing, or they are damaged. */
  countFailed(): number;
  stop(): void;
}

/** Work of one slice, and the pause that leaves the process to others. */
const SLICE_MS = 15;
const PAUSE_MS = 15;
const BATCH = 100;

/** How many are diagnosed again per start: the rest keeps its finding until the next one. */
const MAX_RENEWED = 2_000;

/**
 * Sessions wait for their words when an older Grantscope made them, or when the process died before it wrote
 * them. They are done in the background in small slices, the newest first, and after them those that were
 * diagnosed with another catalog.
 */
export function createLibraryWriter(options: SessionStoreOptions, maxRenewed = MAX_RENEWED): LibraryWriter {
  const { database, log } = options;
  const failed = new Set<string>();
  const write = (sessionId: string, events?: readonly TraceEvent[]): void => {
    try {
      rewrite(options, sessionId, events);
      failed.delete(sessionId);
    } catch (error) {
      failed.add(sessionId);
      log(`Session ${sessionId} cannot be searched: ${error instanceof Error ? error.name : 'unknown'}.`);
    }
  };
  const renew = createRenewal(options, maxRenewed);
  /** True where something is left that can be done. */
  const catchUp = (budgetMs: number): boolean => {
    const deadline = performance.now() + budgetMs;
    const next = () =>
      listWaiting(database, failed.size + BATCH).filter((sessionId) => !failed.has(sessionId));
    for (let batch = next(); batch.length > 0; batch = next()) {
      for (const sessionId of batch) {
        write(sessionId);
        if (performance.now() >= deadline) return true;
      }
    }
    return false;
  };
  const goOn = () => {
    try {
      if (catchUp(SLICE_MS) || renew(SLICE_MS)) timer = setTimeout(goOn, PAUSE_MS).unref();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      log(`Sessions cannot be made searchable: ${error.message}`);
    }
  };
  let timer = setTimeout(goOn, PAUSE_MS).unref();
  return {
    write: (sessionId) => write(sessionId),
    writeSoon(recordings, budgetMs) {
      const deadline = performance.now() + budgetMs;
      for (const { summary, events } of recordings) {
        write(summary.id, events);
        if (performance.now() < deadline) continue;
        clearTimeout(timer);
        timer = setTimeout(goOn, PAUSE_MS).unref();
        return;
      }
    },
    catchUp,
    countFailed: () => failed.size,
    stop: () => clearTimeout(timer),
  };
}

/** Makes the entry of a session anew, of its recording: the stored one unless it is at hand. */
function rewrite(options: SessionStoreOptions, sessionId: string, known?: readonly TraceEvent[]): void {
  const { database, cipher } = options;
  const [row] = database.all('SELECT sealed FROM sessions WHERE id = ?', sessionId);
  if (!row) return;
  const facts = readSealedFacts(cipher, sessionId, row['sealed']);
  const events = known ?? readEvents(options, sessionId, 0);
  const { note = '', tags = [] } = facts;
  writeEntry(database, cipher, sessionId, buildLibraryEntry(events, { ...facts, note, tags }));
}

/** Diagnoses again what another catalog diagnosed. One that cannot be read keeps what is known of it. */
function createRenewal(options: SessionStoreOptions, max: number): (budgetMs: number) => boolean {
  const { database, log } = options;
  let left = max;
  /** Each is tried once: below this, none was. */
  let below: string | null = null;
  return (budgetMs) => {
    const deadline = performance.now() + budgetMs;
    while (left > 0) {
      const batch = listStale(database, Math.min(BATCH, left), below);
      if (batch.length === 0) return false;
      for (const { sessionId, position } of batch) {
        below = position;
        left -= 1;
        try {
          rewrite(options, sessionId);
        } catch (error) {
          const name = error instanceof Error ? error.name : 'unknown';
          log(`Session ${sessionId} cannot be diagnosed again: ${name}.`);
        }
        if (performance.now() >= deadline) return left > 0;
      }
    }
    return false;
  };
}
