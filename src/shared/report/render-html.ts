import type { CheckResult } from '../model/check';
import type { Finding } from '../model/finding';
import { withoutQuery } from '../model/read-message';
import { revealInvisible } from '../text/invisible';
import {
  type Fact,
  formatDuration,
  REDACTION_NOTE,
  type ReportExchange,
  type ReportMessage,
  type ReportModel,
  type ReportStep,
} from './report-model';
import { REPORT_STYLE } from './report-style';

/** Nothing may load or run: no script, no image, no font, no form. The inlined style is all there is. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A piece of HTML made here. Only `html` makes one, so that no text gets in unescaped. */
interface Html {
  markup: string;
}

type Content = Html | string | number | null | readonly Content[];

/** A page that stands alone: one file, no script, opens offline, every text from outside escaped. */
export function renderHtml(model: ReportModel): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Grantscope report: ${model.title}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<main>
<header>
<div class="brand">Grantscope report</div>
<h1>${model.title} ${renderBadge(model.outcome)}</h1>
<p class="summary">${model.summary}</p>
</header>
${renderFailure(model)}
${renderFindings(model.findings)}
<div class="columns">
<section><h2>Run</h2>${renderFacts(model.facts)}</section>
${model.settings.length > 0 ? html`<section><h2>Settings</h2>${renderFacts(model.settings)}</section>` : null}
</div>
${renderTimeline(model.steps)}
${renderChecks(model.steps)}
${renderExchanges(model.exchanges)}
${model.correlationIds.length > 0 ? html`<section><h2>Ids for the provider</h2>${renderFacts(model.correlationIds)}</section>` : null}
${renderRedactions(model)}
<footer>Written by Grantscope ${model.appVersion} at ${model.exportedAt}.</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

function renderFailure({ failure }: ReportModel): Content {
  if (!failure) return null;
  const { step, checks } = failure;
  const rows = checks.map((check) => [check.title, code(check.expected), code(check.actual)]);
  return html`<section class="failure">
<h2>What failed</h2>
<p>Step ${step.number}, ${step.title}${step.error?.code ? html` ${code(step.error.code)}` : null}</p>
${step.error ? html`<p>${step.error.message}</p>` : null}
${(step.error?.causes ?? []).map((cause) => html`<p class="muted">Cause: ${cause}</p>`)}
${rows.length > 0 ? renderTable(['Check', 'Expected', 'Actual'], rows) : null}
</section>`;
}

function renderFindings(findings: Finding[]): Content {
  if (findings.length === 0) return null;
  return html`<section><h2>Findings</h2>${findings.map(renderFinding)}</section>`;
}

function renderFinding(finding: Finding): Content {
  const proof = finding.evidence.map(({ seq, statement, expected, actual }) => {
    const compared = [
      expected === null ? null : html` Expected: ${code(expected)}.`,
      actual === null ? null : html` Actual: ${code(actual)}.`,
    ];
    return html`${statement}${compared} <span class="muted">(event ${seq})</span>`;
  });
  return html`<article class="finding">
<h3>${renderBadge(finding.severity)} ${finding.title}</h3>
<p class="muted">${code(finding.entryId)}${finding.code ? html` &middot; ${code(finding.code)}` : null} &middot; confidence ${Math.round(finding.confidence * 100)} % &middot; to be fixed by: ${finding.actors.join(', ') || 'unknown'}</p>
<p>${finding.meaning}</p>
${renderList('Evidence', proof)}
${renderList('Likely causes', finding.causes)}
${renderList('How to fix it', finding.fixes)}
<p class="muted">Reference: ${finding.reference.label}, ${code(finding.reference.url)}</p>
</article>`;
}

function renderList(label: string, items: Content[]): Content {
  if (items.length === 0) return null;
  return html`<p class="label">${label}</p><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function renderTimeline(steps: ReportStep[]): Content {
  if (steps.length === 0) return null;
  const total = steps.reduce((end, step) => Math.max(end, step.offsetMs + (step.durationMs ?? 0)), 1);
  const rows = steps.map(
    (step) => html`<tr>
<td class="number">${step.number}</td>
<td class="step">${step.title}${renderBar(step, total)}</td>
<td>${step.actor}</td>
<td>${renderBadge(step.outcome)}</td>
<td class="number">${formatDuration(step.offsetMs)}</td>
<td class="number">${formatDuration(step.durationMs)}</td>
</tr>`,
  );
  const hits = steps
    .flatMap((step) => step.hits)
    .map((hit) => [
      hit.number,
      formatDuration(hit.offsetMs),
      hit.via,
      hit.verdict,
      code(`${hit.method} ${hit.url}`),
    ]);
  return html`<section><h2>Timeline</h2>
<table>${renderHead(['#', 'Step', 'Who acts', 'Outcome', 'Start', 'Duration'])}<tbody>${rows}</tbody></table>
${hits.length > 0 ? html`<p class="label">Callbacks</p>${renderTable(['#', 'At', 'Via', 'Verdict', 'Request'], hits)}` : null}
${renderList(
  'Notes',
  steps.flatMap((step) => step.notes),
)}
</section>`;
}

/** Where the step lies in the run; the table beside it says the same in numbers. */
function renderBar(step: ReportStep, total: number): Content {
  const percent = (ms: number) => Math.min(100, Math.max(0, (ms / total) * 100)).toFixed(2);
  const kind = step.outcome === 'failed' ? 'bad' : 'bar-fill';
  const width = Math.max(0.8, Number(percent(step.durationMs ?? 0)));
  return html`<div class="bar" aria-hidden="true"><svg><rect class="${kind}" x="${percent(step.offsetMs)}%" y="0" width="${width}%" height="8" rx="3"></rect></svg></div>`;
}

function renderChecks(steps: ReportStep[]): Content {
  const row = (check: CheckResult) => [
    check.title,
    renderBadge(check.verdict),
    code(check.expected),
    code(check.actual),
    check.reference.label,
  ];
  const rows = steps.flatMap((step) => step.checks.map(row));
  if (rows.length === 0) return null;
  return html`<section><h2>Checks</h2>${renderTable(['Check', 'Verdict', 'Expected', 'Actual', 'Rule'], rows)}</section>`;
}

function renderExchanges(exchanges: ReportExchange[]): Content {
  return exchanges.length === 0
    ? null
    : html`<section><h2>Exchanges</h2>${exchanges.map(renderExchange)}</section>`;
}

function renderExchange(exchange: ReportExchange): Content {
  const { request, response, error } = exchange;
  const status = response ? `${response.status} ${response.statusText}`.trim() : 'no answer';
  const tone = response && response.status < 400 ? 'good' : 'bad';
  return html`<details>
<summary>${exchange.number} ${code(`${request.method} ${withoutQuery(request.url)}`)} <span class="badge ${tone}">${status}</span> <span class="muted">${exchange.stepTitle}, ${exchange.purpose}, ${formatDuration(exchange.durationMs)}</span></summary>
<pre>${renderHttp(`${request.method} ${request.url}`, request)}</pre>
${response ? html`<pre>${renderHttp(status, response)}</pre>` : null}
${error ? html`<p class="bad">${error}</p>` : null}
</details>`;
}

function renderHttp(firstLine: string, { headers, body }: ReportMessage): string {
  const lines = [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (body?.text) lines.push('', body.text);
  if (body?.note) lines.push('', `(${body.note})`);
  return lines.join('\n');
}

function renderRedactions({ redactions }: ReportModel): Content {
  const rows = redactions.map(({ title, values, places, rule }) => [title, values, places, rule]);
  return html`<section><h2>Removed from this report</h2><p>${REDACTION_NOTE}</p>
${rows.length > 0 ? renderTable(['What', 'Values', 'Places', 'Rule'], rows) : null}</section>`;
}

function renderFacts(facts: Fact[]): Content {
  return html`<table class="facts"><tbody>${facts.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</tbody></table>`;
}

function renderTable(head: string[], rows: Content[][]): Content {
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<table>${renderHead(head)}<tbody>${body}</tbody></table>`;
}

function renderHead(head: string[]): Content {
  return html`<thead><tr>${head.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>`;
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

function renderBadge(word: string): Content {
  return html`<span class="badge ${TONES[word] ?? ''}">${word}</span>`;
}

function code(text: string): Content {
  return text === '' ? null : html`<code>${text}</code>`;
}

/** The only way to markup: everything put into the template is escaped unless it came from `html` itself. */
function html(template: TemplateStringsArray, ...contents: Content[]): Html {
  const parts = contents.map((content, index) => renderContent(content) + (template[index + 1] ?? ''));
  return { markup: (template[0] ?? '') + parts.join('') };
}

function renderContent(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(renderContent).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return revealInvisible(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
