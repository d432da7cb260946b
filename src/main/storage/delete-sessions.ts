import type { Database } from './database';

/**
 * The words of one session are overwritten where they stand, in a list for each of them: that costs as much as it
 * costs to write the words of so many other sessions anew.
 */
const REWRITTEN_PER_DELETED = 300;

/** What is overwritten one by one whatever the library holds. */
const FEW = 20;

/**
 * Deletes the sessions with all that is known of them, in one transaction; answers how many were there. Of the words
 * of many, FTS5 only notes that they are gone, and then writes its index anew without them, which takes less.
 */
export function deleteSessions(database: Database, sessionIds: readonly string[]): number {
  return database.transaction(() => {
    const isRewritten =
      sessionIds.length > FEW && sessionIds.length * REWRITTEN_PER_DELETED > countSessions(database);
    if (isRewritten) setSecureDelete(database, 0);
    const deleted = sessionIds.reduce(
      (sum, id) => sum + database.run('DELETE FROM sessions WHERE id = ?', id),
      0,
    );
    if (isRewritten) {
      database.run("INSERT INTO words (words) VALUES ('optimize')");
      setSecureDelete(database, 1);
    }
    return deleted;
  });
}

function countSessions(database: Database): number {
  return Number(database.all('SELECT count(*) AS total FROM library')[0]?.['total']);
}

function setSecureDelete(database: Database, value: 0 | 1): void {
  // A number that is bound arrives as a fraction, which FTS5 refuses.
  database.run(`INSERT INTO words (words, rank) VALUES ('secure-delete', ${value})`);
}
