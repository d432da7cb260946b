import { revealLine } from '../text/invisible';
import type { MutationTableRow } from './judge-session';

export interface MutationTable {
  mutationRunId: string;
  /** As far as the sessions of the set tell. */
  issuer: string;
  profileName: string;
  /** ISO 8601, UTC. */
  writtenAt: string;
  appVersion: string;
  rows: readonly MutationTableRow[];
}

/** How many rows came to each verdict. */
export function countVerdicts(
  rows: readonly MutationTableRow[],
): Record<'pass' | 'fail' | 'inconclusive', number> {
  const count = (verdict: MutationTableRow['verdict']) =>
    rows.filter((row) => row.verdict === verdict).length;
  return { pass: count('pass'), fail: count('fail'), inconclusive: count('inconclusive') };
}

export function renderTableMarkdown(table: MutationTable): string {
  const { rows } = table;
  const { pass, fail, inconclusive } = countVerdicts(rows);
  const lines = rows.map((row) => [
    row.verdict,
    row.title,
    row.expected,
    [row.seen, row.remark ?? ''].filter((text) => text !== '').join(' '),
    row.severity,
    row.reference.label,
  ]);
  return [
    `# Deliberate mistakes: ${escapeCell(table.profileName)}`,
    '',
    `Provider ${escapeCell(table.issuer)}. ${pass} refused as they must be, ${fail} let through, ${inconclusive} left open.`,
    '',
    toLine(['Verdict', 'Mistake', 'Expected', 'Seen', 'Demanded', 'Section']),
    toLine(Array.from({ length: 6 }, () => '---')),
    ...lines.map(toLine),
    '',
    `Written by Grantscope ${escapeCell(table.appVersion)} at ${table.writtenAt}.`,
    '',
  ].join('\n');
}

export function renderTableJson(table: MutationTable): string {
  const { rows, ...rest } = table;
  return `${JSON.stringify({ ...rest, counts: countVerdicts(rows), rows }, null, 2)}\n`;
}

const COLUMNS: readonly [name: string, read: (row: MutationTableRow) => string][] = [
  ['mutation', ({ mutation }) => mutation],
  ['verdict', ({ verdict }) => verdict],
  ['title', ({ title }) => title],
  ['expected', ({ expected }) => expected],
  ['seen', ({ seen }) => seen],
  ['remark', ({ remark }) => remark ?? ''],
  ['severity', ({ severity }) => severity],
  ['reference', ({ reference }) => reference.label],
  ['session', ({ sessionId }) => sessionId ?? ''],
  ['event', ({ proof }) => (proof === null ? '' : String(proof.seq))],
];

/** RFC 4180, with the names of the columns first. */
export function renderTableCsv({ rows }: Pick<MutationTable, 'rows'>): string {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, read]) => read(row)))];
  return lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
function quote(text: string): string {
  const line = revealLine(text);
  const safe = /^[=+\-@\t\r]/.test(line) ? `'${line}` : line;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** Text in a cell can neither end it nor start markup. */
function escapeCell(text: string): string {
  return revealLine(text)
    .replace(/[<>&|$@]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\\`*{}[\]!~]/g, '\\$&')
    .replace(/:\/\//g, ':&#47;&#47;');
}
