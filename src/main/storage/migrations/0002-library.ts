/**
 * The library: what sessions are listed, filtered and searched by. A `position` is the start of a session
 * in milliseconds, 18 bits that tell sessions of one millisecond apart, and above both a bit for pinned
 * ones: so both tables are in the order of the list, and a page of it is read without sorting.
 * The triggers keep the copies in step with `sessions`, and take the words of a session away with it.
 */
export const LIBRARY_SCHEMA = `
CREATE TABLE library (
  position INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  flow TEXT NOT NULL,
  outcome TEXT NOT NULL,
  provider TEXT,
  finding TEXT,
  fault TEXT,
  mutation TEXT,
  mutation_run TEXT,
  has_words INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX library_waiting ON library (position) WHERE has_words = 0 AND outcome <> 'running';
CREATE INDEX library_flows ON library (flow);
CREATE INDEX library_providers ON library (provider);
CREATE INDEX library_findings ON library (finding);
CREATE INDEX library_sets ON library (mutation_run) WHERE mutation_run IS NOT NULL;

CREATE TABLE tags (
  tag TEXT NOT NULL,
  session_id TEXT NOT NULL REFERENCES library (session_id) ON DELETE CASCADE,
  PRIMARY KEY (tag, session_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_of_session ON tags (session_id);

CREATE VIRTUAL TABLE words USING fts5 (
  recorded, note, tags,
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER sessions_listed AFTER INSERT ON sessions BEGIN
  INSERT INTO library (position, session_id, started_at, flow, outcome)
  SELECT coalesce((SELECT max(position) FROM library WHERE position BETWEEN slot AND slot + 262143), slot - 1) + 1,
    new.id, new.started_at, new.flow, new.outcome
  FROM (SELECT max(0, min(new.started_at, 8796093022207)) * 262144 AS slot);
END;

CREATE TRIGGER sessions_relisted AFTER UPDATE OF outcome ON sessions BEGIN
  UPDATE library SET outcome = new.outcome, has_words = 0 WHERE session_id = new.id;
END;

CREATE TRIGGER library_forgotten AFTER DELETE ON library BEGIN
  DELETE FROM words WHERE rowid = old.position;
END;

CREATE TRIGGER library_moved AFTER UPDATE OF position ON library BEGIN
  UPDATE words SET rowid = new.position WHERE rowid = old.position;
END;

INSERT INTO library (position, session_id, started_at, flow, outcome)
SELECT max(0, min(started_at, 8796093022207)) * 262144
    + row_number() OVER (PARTITION BY max(0, min(started_at, 8796093022207)) ORDER BY id) - 1,
  id, started_at, flow, outcome
FROM sessions;
`;
