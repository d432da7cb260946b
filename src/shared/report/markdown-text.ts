import { revealLine } from '../text/invisible';

/**
 * Plain text in a paragraph, heading, list or cell. What would start a link, a mention or an image by
 * itself (`://`, `www.`, `@`) is broken up too: a report must not make a reader's browser go anywhere.
 */
export function escapeInline(text: string): string {
  return revealLine(text)
    .trim()
    .replace(/[<>&|$@]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\\`*{}[\]!~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replace(/\\\[(redacted:[a-z_]+-\d+)\\\](?![([:])/g, '[$1]')
    .replace(/#(?!\d+;)/g, '\\#')
    .replace(/:\/\//g, ':&#47;&#47;')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`)
    .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** A code span that its content cannot close. */
export function codeSpan(text: string): string {
  const line = revealLine(text).trim();
  if (line === '') return '';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A fence longer than any run of backticks within. */
export function fence(text: string, language = 'http'): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const { 0: run } of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A pipe ends a cell even inside a code span; behind a backslash it cannot be escaped, so it is named. */
export function renderTable(head: string[], rows: string[][]): string {
  const escapeCell = (cell: string) =>
    cell.replace(/\\+\|/g, (run) => `${run.slice(0, -1)}<U+007C>`).replace(/\|/g, '\\|');
  const line = (cells: string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
