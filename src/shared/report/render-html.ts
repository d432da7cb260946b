import { readProof } from '../diagnosis/finding-words';
import type { CheckResult } from '../model/check';
import type { Finding } from '../model/finding';
import { withoutQuery } from '../model/read-message';
import { type Content, html } from './html';
import {
  code,
  keepTogether,
  renderBadge,
  renderFacts,
  renderPage,
  renderRedactions,
  renderTable,
} from './html-page';
import {
  formatDuration,
  type ReportExchange,
  type ReportMessage,
  type ReportModel,
  type ReportStep,
  SHOWN_NOTE,
} from './report-model';

/** A page that stands alone: one file, no script, opens offline, every text from outside escaped. */
export function renderHtml(model: ReportModel): string {
  const { title, outcome, summary, appVersion, exportedAt } = model;
  return renderPage({
    kind: 'Grantscope report',
    title,
    outcome,
    summary,
    written: `Written by Grantscope ${appVersion} at ${exportedAt}.`,
    content: html`${renderFailure(model)}
${renderFindings(model.findings)}
<div class="columns">
<section><h2>Run</h2>${renderFacts(model.facts)}</section>
${model.settings.length > 0 ? html`<section><h2>Settings</h2>${renderFacts(model.settings)}</section>` : null}
</div>
${renderTimeline(model.steps)}
${renderChecks(model.steps)}
${renderExchanges(model.exchanges)}
${model.correlationIds.length > 0 ? html`<section><h2>Ids for the provider</h2>${renderFacts(model.correlationIds)}</section>` : null}
${renderRedactions(model.redactions)}
${renderShown(model)}`,
  });
}

function renderFailure({ failure }: ReportModel): Content {
  if (!failure) return null;
  const { step, checks, words } = failure;
  const rows = checks.map((check) => [check.title, code(check.expected), code(check.actual)]);
  return html`<section class="failure">
<h2>What failed</h2>
<p>Step ${step.number}, ${step.title}${step.error?.code ? html` ${code(step.error.code)}` : null}</p>
${words.fix === null ? null : html`<p><strong>${words.headline}</strong></p><p>To fix it: ${words.fix}</p>`}
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
  const proof = finding.evidence.map((piece) => {
    const { statement, expected, actual, difference } = readProof(piece);
    const compared = [
      expected === null ? null : html` Expected: ${code(expected)}.`,
      actual === null ? null : html` Actual: ${code(actual)}.`,
      difference === null ? null : html` Difference: ${difference}.`,
    ];
    return html`${statement}${compared} <span class="muted">(event ${piece.seq})</span>`;
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
  const rows = steps.map((step) => [
    step.number,
    html`${step.title}${renderBar(step, total)}`,
    step.actor,
    renderBadge(step.outcome),
    keepTogether(formatDuration(step.offsetMs)),
    keepTogether(formatDuration(step.durationMs)),
  ]);
  const hits = steps
    .flatMap((step) => step.hits)
    .map((hit) => [
      hit.number,
      keepTogether(formatDuration(hit.offsetMs)),
      hit.via,
      hit.verdict,
      code(`${hit.method} ${hit.url}`),
    ]);
  return html`<section><h2>Timeline</h2>
${renderTable(['#', 'Step', 'Who acts', 'Outcome', 'Start', 'Duration'], rows)}
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

function renderShown({ shown = [] }: ReportModel): Content {
  if (shown.length === 0) return null;
  const rows = shown.map(({ placeholder, title, places, rule }) => [code(placeholder), title, places, rule]);
  return html`<section class="failure"><h2>Shown at the author's wish</h2><p>${SHOWN_NOTE}</p>
${renderTable(['Placeholder', 'What', 'Places', 'Rule'], rows)}</section>`;
}
