import type { ReportFormat } from '@shared/contract/host-api';
import { MIN_HIDDEN_CHARACTERS } from '@shared/model/report-overrides';

/** A stretch of a line; `mark` names what it is a redaction of, or what is shown in its place. */
export interface LinePart {
  text: string;
  mark: { placeholder: string; isShown: boolean } | null;
}

export interface PreviewLine {
  parts: LinePart[];
  /** Where a long line of the report goes on. */
  isContinued: boolean;
}

/** A value that is shown, and the characters that it has in the text. */
export interface ShownValue {
  placeholder: string;
  text: string;
}

export interface PreviewLines {
  lines: PreviewLine[];
  /** Characters that are left out at the end. */
  left: number;
}

/** What fits a reader's patience and a window's memory; the saved file has all. */
const MAX_CHARACTERS = 2_000_000;
/** A row that is drawn as a whole; a body of one line can be megabytes. */
const MAX_ROW = 600;

const PLACEHOLDER = /\[redacted:[a-z_]+-\d+\]/g;

/** The text of a report in rows with every redaction marked. Of a page the words are shown, never the markup. */
export function listPreviewLines(
  format: ReportFormat,
  text: string,
  shown: readonly ShownValue[],
): PreviewLines {
  const readable = format === 'html' ? readPage(text) : text.split('\n');
  const lines: PreviewLine[] = [];
  let length = 0;
  for (const line of readable) {
    if (length >= MAX_CHARACTERS) break;
    length += line.length + 1;
    lines.push(...cutLine(markLine(line, shown)));
  }
  const total = readable.reduce((sum, line) => sum + line.length + 1, 0);
  return { lines, left: Math.max(0, total - length) };
}

/** The rows in which a placeholder stands, or what is shown in its place. */
export function findMarked(lines: readonly PreviewLine[], placeholder: string): number[] {
  return lines.flatMap(({ parts }, index) =>
    parts.some(({ mark }) => mark?.placeholder === placeholder) ? [index] : [],
  );
}

function markLine(line: string, shown: readonly ShownValue[]): LinePart[] {
  const marks = [...line.matchAll(PLACEHOLDER)].map(({ 0: text, index }) => ({
    from: index,
    to: index + text.length,
    mark: { placeholder: text, isShown: false },
  }));
  for (const { placeholder, text } of shown) {
    for (let at = line.indexOf(text); text !== '' && at >= 0; at = line.indexOf(text, at + text.length)) {
      marks.push({ from: at, to: at + text.length, mark: { placeholder, isShown: true } });
    }
  }
  marks.sort((left, right) => left.from - right.from);
  const parts: LinePart[] = [];
  let last = 0;
  for (const { from, to, mark } of marks) {
    if (from < last) continue;
    if (from > last) parts.push({ text: line.slice(last, from), mark: null });
    parts.push({ text: line.slice(from, to), mark });
    last = to;
  }
  if (last < line.length || parts.length === 0) parts.push({ text: line.slice(last), mark: null });
  return parts;
}

/** Rows of bounded length; a placeholder is never cut. */
function cutLine(parts: readonly LinePart[]): PreviewLine[] {
  const rows: PreviewLine[] = [{ parts: [], isContinued: false }];
  let length = 0;
  const add = (part: LinePart) => {
    if (length > 0 && length + part.text.length > MAX_ROW) {
      rows.push({ parts: [], isContinued: true });
      length = 0;
    }
    rows.at(-1)?.parts.push(part);
    length += part.text.length;
  };
  for (const { text, mark } of parts) {
    for (let at = 0; at === 0 || at < text.length; at += MAX_ROW)
      add({ text: text.slice(at, at + MAX_ROW), mark });
  }
  return rows;
}

const BLOCKS = new Set(['H1', 'H2', 'H3', 'P', 'LI', 'TR', 'PRE', 'DIV', 'SUMMARY', 'FOOTER', 'SECTION']);
const SKIPPED = new Set(['STYLE', 'SVG', 'HEAD', 'SCRIPT', 'TITLE']);

/** The words of a page of ours, line by line. A parsed document runs nothing and loads nothing. */
function readPage(markup: string): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
  };
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.nodeValue ?? '').replace(/\s+/g, ' ');
      if (text !== ' ' || (line !== '' && !line.endsWith(' '))) line += text;
      return;
    }
    const name = node.nodeName.toUpperCase();
    if (SKIPPED.has(name) || (node instanceof Element && node.ariaHidden === 'true')) return;
    if (name === 'PRE') {
      end();
      lines.push(...(node.textContent ?? '').split('\n'), '');
      return;
    }
    const isBlock = BLOCKS.has(name);
    if (isBlock) end();
    if (/^H[12]$/.test(name)) lines.push('');
    if ((name === 'TD' || name === 'TH') && line !== '') line = `${line.trimEnd()}   `;
    node.childNodes.forEach(visit);
    if (isBlock) end();
  };
  visit(new DOMParser().parseFromString(markup, 'text/html').body);
  end();
  return lines;
}

/**
 * What of a selection can be hidden: the longest stretch without a placeholder or a line end, with the
 * escapes of Markdown undone.
 */
export function readSelection(format: ReportFormat, selected: string): string {
  const stretches = selected
    .split(/\[redacted:[a-z_]+-\d+\]|\n/)
    .map((text) => (format === 'md' ? text.replace(/\\([\\`*_{}[\]!~#|+=-])/g, '$1') : text).trim())
    .filter((text) => text.length >= MIN_HIDDEN_CHARACTERS);
  return stretches.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
}
