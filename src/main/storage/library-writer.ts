import { buildLibraryEntry } from '@shared/library/build-library-entry';
import { listWaiting, writeEntry } from './library';
import { readSealedFacts } from './sealed-facts';
import { readEvents, type SessionStoreOptions } from './session-rows';
import { StorageError } from './storage-error';

/** Gives ended sessions the words that they are found by. */
export interface LibraryWriter {
  /** A failure is logged and leaves the session waiting: a recording is worth more than its words. */
  write(sessionId: string): void;
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

/**
 * Sessions wait for their words when an older Grantscope made them, or when the process died before it wrote
 * them. They are done in the background in small slices, the newest first.
 */
export function createLibraryWriter(options: SessionStoreOptions): LibraryWriter {
  const { database, cipher, log } = options;
  const failed = new Set<string>();
  const write = (sessionId: string): void => {
    try {
      const [row] = database.all('SELECT sealed FROM sessions WHERE id = ?', sessionId);
      if (!row) return;
      const facts = readSealedFacts(cipher, sessionId, row['sealed']);
      const events = readEvents(options, sessionId, 0);
      const { note = '', tags = [] } = facts;
      writeEntry(database, sessionId, buildLibraryEntry(events, { ...facts, note, tags }));
      failed.delete(sessionId);
    } catch (error) {
      failed.add(sessionId);
      log(`Session ${sessionId} cannot be searched: ${error instanceof Error ? error.name : 'unknown'}.`);
    }
  };
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
      if (catchUp(SLICE_MS)) timer = setTimeout(goOn, PAUSE_MS).unref();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      log(`Sessions cannot be made searchable: ${error.message}`);
    }
  };
  let timer = setTimeout(goOn, PAUSE_MS).unref();
  return {
    write,
    catchUp,
    countFailed: () => failed.size,
    stop: () => clearTimeout(timer),
  };
}
