import { type Content, html } from './html';
import { type Fact, REDACTION_NOTE, type ReportRedaction } from './report-model';
import { REPORT_STYLE } from './report-style';

/** Nothing may load or run: no script, no image, no font, no form. The inlined style is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export interface PageParts {
  /** What the document is. */
  kind: string;
  title: string;
  outcome: string;
  summary: string;
  content: Content;
  /** By what, and when. */
  written: string;
}

/** A document that stands alone: its policy, its style and its frame. */
export function renderPage({ kind, title, outcome, summary, content, written }: PageParts): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${kind}: ${title}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<main>
<header>
<div class="brand">${kind}</div>
<h1>${title} ${renderBadge(outcome)}</h1>
<p class="summary">${summary}</p>
</header>
${content}
<footer>${written}</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

export function renderRedactions(redactions: readonly ReportRedaction[]): Content {
  const rows = redactions.map(({ title, values, places, rule }) => [title, values, places, rule]);
  return html`<section><h2>Removed from this report</h2><p>${REDACTION_NOTE}</p>
${rows.length > 0 ? renderTable(['What', 'Values', 'Places', 'Rule'], rows) : null}</section>`;
}

export function renderFacts(facts: Fact[]): Content {
  return html`<table class="facts"><tbody>${facts.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table>`;
}

/** Each cell names its column as well: on a narrow screen the rows are stacked, without a head. */
export function renderTable(head: string[], rows: Content[][]): Content {
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, column) => html`<td data-label="${head[column] ?? ''}">${cell}</td>`)}</tr>`,
  );
  return html`<table>${renderHead(head)}<tbody>${body}</tbody></table>`;
}

function renderHead(head: string[]): Content {
  return html`<thead><tr>${head.map((label) => html`<th scope="col"${WIDE.has(label) ? WIDE_COLUMN : null}>${label}</th>`)}</tr></thead>`;
}

/** What may be broken anywhere would else be given no room. */
const WIDE = new Set(['Step', 'Expected', 'Actual', 'Request']);
const WIDE_COLUMN = html` class="wide"`;

export function keepTogether(text: string): Content {
  return html`<span class="number">${text}</span>`;
}

const TONES: Record<string, string> = {
  succeeded: 'good',
  pass: 'good',
  failed: 'bad',
  fail: 'bad',
  error: 'bad',
  warning: 'warn',
  warn: 'warn',
  cancelled: 'warn',
  interrupted: 'warn',
};

export function renderBadge(word: string): Content {
  return html`<span class="badge ${TONES[word] ?? ''}">${word}</span>`;
}

export function code(text: string): Content {
  return text === '' ? null : html`<code>${text}</code>`;
}
