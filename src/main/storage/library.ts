import type { SQLInputValue } from 'node:sqlite';
import { type LibraryEntry, normalizeTag } from '@shared/library/build-library-entry';
import type { FilterChoice, LibraryFacts, SessionFilter, SessionQuery } from '@shared/library/session-query';
import { readCatalogVersion } from './catalog-version';
import type { Cipher } from './cipher';
import type { Database, Row } from './database';
import { createListTerms, toMatch } from './match-words';
import { sealShownNames } from './sealed-facts';

/** Pinned sessions have this bit in their position; see migrations/0002-library.ts. Only SQL computes with it. */
const PINNED = '(1 << 61)';

/** What the list shows of a session beside its sealed names. */
const LISTED = `position >= ${PINNED} AS is_pinned, session_id, provider, finding, fault, has_words`;

/** A filter or the set of mistakes that a session belongs to. */
export type LibraryQuery = SessionQuery & { mutationRun?: string };

const MATCHES = 'words MATCH ?';

interface Condition {
  from: string;
  order: string;
  where: string;
  parameters: SQLInputValue[];
}

type FilterIndex = readonly [
  name: 'mutationRun' | 'provider' | 'finding' | 'flow' | 'outcome',
  index: string,
];

/** So few sessions pass that a look into the index spares most of the rows that a search finds. */
const NARROW_INDICES: readonly FilterIndex[] = [
  ['mutationRun', 'library_sets'],
  ['provider', 'library_providers'],
  ['finding', 'library_findings'],
];

/** What narrows down the most comes first: of several filters one index is used. */
const INDICES: readonly FilterIndex[] = [
  ...NARROW_INDICES,
  ['flow', 'library_flows'],
  ['outcome', 'library_outcomes'],
];

/** Null where the filter cannot leave anything. */
function toCondition(database: Database, filter: LibraryQuery): Condition | null {
  const { text, tag, since, until } = filter;
  const parts: [sql: string, value: SQLInputValue | undefined][] = [
    ['outcome = ?', filter.outcome],
    ['flow = ?', filter.flow],
    ['provider = ?', filter.provider],
    ['finding = ?', filter.finding],
    ['mutation_run = ?', filter.mutationRun],
    ['started_at >= ?', since],
    // True wherever the line above is: so the older ones are not even looked at.
    ['position >= max(0, min(?, 8796093022207)) * 262144', since],
    ['started_at < ?', until],
    ['session_id IN (SELECT session_id FROM tags WHERE tag = ?)', tag && normalizeTag(tag)],
  ];
  const given = parts.filter((part): part is [string, SQLInputValue] => part[1] !== undefined);
  const isSearch = text !== undefined && text.trim() !== '';
  const match = isSearch ? toMatch(text, createListTerms(database)) : null;
  if (isSearch && match === null) return null;
  const conditions = [...(match === null ? [] : [MATCHES]), ...given.map(([sql]) => sql)];
  return {
    from:
      match === null
        ? useIndex(filter, INDICES)
        : `words CROSS JOIN ${useIndex(filter, NARROW_INDICES)} ON position = words.rowid`,
    order: match === null ? 'position' : 'words.rowid',
    where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
    parameters: [...(match === null ? [] : [match]), ...given.map(([, value]) => value)],
  };
}

/** Without statistics SQLite would take any index that fits; and for what a search found, the whole row. */
function useIndex(filter: LibraryQuery, indices: readonly FilterIndex[]): string {
  const [, index] = indices.find(([name]) => filter[name] !== undefined) ?? [];
  return index === undefined ? 'library' : `library INDEXED BY ${index}`;
}

/** Rows of both tables, pinned sessions first, then the newest. */
export function listRows(database: Database, query: LibraryQuery, columns: string): Row[] {
  const condition = toCondition(database, query);
  if (!condition) return [];
  const { from, order, where, parameters } = condition;
  // The page is cut out of the narrow table before the wide rows are looked up.
  const page = `SELECT position, ${LISTED} FROM ${from} ${where} ORDER BY ${order} DESC LIMIT ? OFFSET ?`;
  return database.all(
    `SELECT ${columns} FROM (${page}) CROSS JOIN sessions ON sessions.id = session_id ORDER BY position DESC`,
    ...parameters,
    query.limit ?? -1,
    query.offset ?? 0,
  );
}

export function getRow(database: Database, sessionId: string, columns: string): Row | null {
  const listed = `SELECT ${LISTED} FROM library WHERE session_id = ?`;
  const sql = `SELECT ${columns} FROM (${listed}) CROSS JOIN sessions ON sessions.id = session_id`;
  return database.all(sql, sessionId)[0] ?? null;
}

/** What there is to filter by, and how much a filter leaves. */
export function describeLibrary(database: Database, filter: SessionFilter): LibraryFacts {
  const whole = readWhole(database);
  return { ...whole, matching: countMatching(database, filter) ?? whole.total };
}

type WholeFacts = Omit<LibraryFacts, 'matching'>;

/** Per database, with the state of it that they were counted in. */
const counted = new WeakMap<Database, { state: string; facts: WholeFacts }>();

/** The same for every filter: counted anew only where this process or another one has written since. */
function readWhole(database: Database): WholeFacts {
  const state = readState(database);
  const known = counted.get(database);
  if (known?.state === state) return known.facts;
  const facts = countWhole(database);
  counted.set(database, { state, facts });
  return facts;
}

/** What others wrote changes the first number, what this connection wrote the second. */
function readState(database: Database): string {
  const [row] = database.all(
    'SELECT data_version AS others, total_changes() AS own FROM pragma_data_version',
  );
  return `${row?.['others']}/${row?.['own']}`;
}

function countWhole(database: Database): WholeFacts {
  return {
    total: count(database, 'FROM library', []),
    waiting: count(database, "FROM library WHERE has_words = 0 AND outcome <> 'running'", []),
    flows: listChoices(database, 'flow', 'library'),
    providers: listChoices(database, 'provider', 'library'),
    findings: listChoices(database, 'finding', 'library'),
    tags: listChoices(database, 'tag', 'tags'),
  };
}

/** Null where nothing is asked for. */
function countMatching(database: Database, filter: SessionFilter): number | null {
  const condition = toCondition(database, filter);
  if (!condition) return 0;
  const { where, parameters } = condition;
  if (where === '') return null;
  // A search alone is counted without a look at what was found.
  const from = where === `WHERE ${MATCHES}` ? 'words' : condition.from;
  return count(database, `FROM ${from} ${where}`, parameters);
}

const MAX_CHOICES = 200;

function listChoices(database: Database, column: string, table: string): FilterChoice[] {
  const sql = `SELECT ${column} AS value, count(*) AS total FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY total DESC, value LIMIT ${MAX_CHOICES}`;
  return database.all(sql).map(({ value, total }) => ({ value: String(value), count: Number(total) }));
}

function count(database: Database, rest: string, parameters: SQLInputValue[]): number {
  return Number(database.all(`SELECT count(*) AS total ${rest}`, ...parameters)[0]?.['total']);
}

/** Ended sessions without words, the newest first. */
export function listWaiting(database: Database, limit: number): string[] {
  const sql =
    "SELECT session_id FROM library WHERE has_words = 0 AND outcome <> 'running' ORDER BY position DESC LIMIT ?";
  return database.all(sql, limit).map((row) => String(row['session_id']));
}

export interface StaleSession {
  sessionId: string;
  /** A text, because it does not fit into a number of JavaScript. */
  position: string;
}

/** Ended sessions that were diagnosed with another catalog, the newest first, after `below` where that is given. */
export function listStale(database: Database, limit: number, below: string | null): StaleSession[] {
  const sql = `SELECT session_id, CAST(position AS TEXT) AS place FROM library
    WHERE position < coalesce(CAST(? AS INTEGER), 9223372036854775807)
      AND has_words = 1 AND outcome <> 'running' AND catalog IS NOT ?
    ORDER BY position DESC LIMIT ?`;
  return database
    .all(sql, below, readCatalogVersion(), limit)
    .map((row) => ({ sessionId: String(row['session_id']), position: String(row['place']) }));
}

/** Puts the entry in the place of what was there of this session. */
export function writeEntry(database: Database, cipher: Cipher, sessionId: string, entry: LibraryEntry): void {
  const { provider, finding, fault, mutation, mutationRun } = entry;
  database.transaction(() => {
    const shown = sealShownNames(cipher, sessionId, entry.shown);
    database.run('UPDATE sessions SET shown = ? WHERE id = ?', shown, sessionId);
    database.run(
      "UPDATE library SET provider = ?, finding = ?, fault = ?, mutation = ?, mutation_run = ?, catalog = ?, has_words = outcome <> 'running' WHERE session_id = ?",
      ...[provider, finding, fault, mutation, mutationRun, readCatalogVersion(), sessionId],
    );
    database.run(
      'DELETE FROM words WHERE rowid = (SELECT position FROM library WHERE session_id = ?)',
      sessionId,
    );
    database.run(
      'INSERT INTO words (rowid, recorded, note, tags) SELECT position, ?, ?, ? FROM library WHERE session_id = ?',
      ...[entry.words, entry.note, entry.tags.join('\n'), sessionId],
    );
    database.run('DELETE FROM tags WHERE session_id = ?', sessionId);
    for (const tag of new Set(entry.tags)) {
      database.run(
        'INSERT INTO tags (tag, session_id) SELECT ?, session_id FROM library WHERE session_id = ?',
        ...[tag, sessionId],
      );
    }
  });
}

/** Known before there are words: what kind of run it is. */
export function markRun(
  database: Database,
  sessionId: string,
  marks: { fault: string | null; mutation: string | null; mutationRun: string | null },
): void {
  database.run(
    'UPDATE library SET fault = ?, mutation = ?, mutation_run = ? WHERE session_id = ?',
    ...[marks.fault, marks.mutation, marks.mutationRun, sessionId],
  );
}

export function setPinned(database: Database, sessionId: string, isPinned: boolean): void {
  const position = isPinned ? `position | ${PINNED}` : `position & ~${PINNED}`;
  database.run(`UPDATE library SET position = ${position} WHERE session_id = ?`, sessionId);
}
