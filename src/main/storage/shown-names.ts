import { HIDDEN_NAMES, redactSessionNames, type SessionNames } from '@shared/library/redact-session-names';
import type { SessionSummary } from '@shared/model/session';
import type { Row } from './database';
import type { LibraryWriter } from './library-writer';
import { readEvents, readSummary, type SessionStoreOptions } from './session-rows';
import { StorageError } from './storage-error';

/**
 * A summary for others to read. What was kept with the words of an ended session is as good as they are; of one that
 * runs, more is learnt with each event. Where neither can be read nothing of the names is shown.
 */
export function readShownSummary(
  options: SessionStoreOptions,
  writer: LibraryWriter,
  row: Row,
): SessionSummary {
  const summary = readSummary(options.cipher, row);
  const { profileName, issuer, note, tags } = readShownNames(options, writer, row, summary);
  const own = { ...summary, profileName, issuer };
  if (summary.note !== undefined) own.note = note;
  if (summary.tags !== undefined) own.tags = [...tags];
  return own;
}

function readShownNames(
  options: SessionStoreOptions,
  writer: LibraryWriter,
  row: Row,
  summary: SessionSummary,
): SessionNames {
  const { id, outcome, profileName, issuer, note = '', tags = [] } = summary;
  try {
    const kept = outcome === 'running' ? null : (readKept(options, row) ?? writeKept(options, writer, id));
    return kept ?? redactSessionNames(readEvents(options, id, 0), { profileName, issuer, note, tags });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return HIDDEN_NAMES;
  }
}

function readKept({ cipher }: SessionStoreOptions, row: Row): SessionNames | null {
  const isValid = row['has_words'] === 1 && row['shown'] !== null;
  return isValid ? JSON.parse(cipher.open(['shown', String(row['id'])], row['shown'])) : null;
}

/** For what an older Grantscope left: once, so that the next list is quick. */
function writeKept(options: SessionStoreOptions, writer: LibraryWriter, id: string): SessionNames | null {
  writer.write(id);
  const sql =
    'SELECT id, shown, has_words FROM sessions JOIN library ON session_id = sessions.id WHERE sessions.id = ?';
  const [row] = options.database.all(sql, id);
  return row ? readKept(options, row) : null;
}
