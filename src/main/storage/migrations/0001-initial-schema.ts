/**
 * A `sealed` column is the cipher's: names, addresses and payloads are in there. The plain columns hold
 * what a list must sort and count by. The trigger keeps event_count in the statement that adds an event.
 */
export const INITIAL_SCHEMA = `
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  flow TEXT NOT NULL,
  outcome TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  event_count INTEGER NOT NULL,
  owner TEXT,
  sealed BLOB NOT NULL
) STRICT;

CREATE INDEX sessions_by_start ON sessions (started_at);
CREATE INDEX sessions_running ON sessions (owner) WHERE outcome = 'running';

CREATE TABLE events (
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  time INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (session_id, seq)
) STRICT;

CREATE TRIGGER events_counted AFTER INSERT ON events BEGIN
  UPDATE sessions SET event_count = event_count + 1 WHERE id = new.session_id;
END;

CREATE TABLE profiles (
  id TEXT PRIMARY KEY,
  updated_at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;
`;
