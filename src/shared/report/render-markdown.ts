import { readProof } from '../diagnosis/finding-words';
import type { CheckResult } from '../model/check';
import type { Finding } from '../model/finding';
import { revealInvisible, revealLine } from '../text/invisible';
import { codeSpan, escapeInline, fence, renderTable } from './markdown-text';
import {
  type Fact,
  formatDuration,
  REDACTION_NOTE,
  type ReportExchange,
  type ReportMessage,
  type ReportModel,
  type ReportStep,
  SHOWN_NOTE,
} from './report-model';

/** The report for a ticket; viewers that know Mermaid draw `diagram`. Text from outside can neither start markup nor close a table cell or a fence. */
export function renderMarkdown(model: ReportModel, diagram: string): string {
  const blocks = [
    `# Grantscope report: ${escapeInline(model.title)}`,
    escapeInline(model.summary),
    '## Run',
    renderFacts(model.facts),
    ...(model.settings.length > 0 ? ['## Settings', renderFacts(model.settings)] : []),
    ...renderFailure(model),
    ...renderFindings(model.findings),
    ...renderTimeline(model.steps),
    ...(model.steps.length > 0 ? ['### Sequence', fence(diagram.trimEnd(), 'mermaid')] : []),
    ...renderChecks(model.steps),
    ...renderExchanges(model.exchanges),
    ...(model.correlationIds.length > 0
      ? ['## Ids for the provider', renderFacts(model.correlationIds)]
      : []),
    ...renderRedactions(model),
    ...renderShown(model),
    `Written by Grantscope ${escapeInline(model.appVersion)} at ${model.exportedAt}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderFailure({ failure }: ReportModel): string[] {
  if (!failure) return [];
  const { step, checks, words } = failure;
  const lines = [`Step ${step.number}, ${escapeInline(step.title)}.`];
  if (words.fix !== null)
    lines.push(`**${escapeInline(words.headline)}**`, `To fix it: ${escapeInline(words.fix)}`);
  if (step.error) {
    lines.push(`Error: ${escapeInline(step.error.message)}`);
    if (step.error.code) lines.push(`Code: ${codeSpan(step.error.code)}`);
    for (const cause of step.error.causes) lines.push(`Cause: ${escapeInline(cause)}`);
  }
  const rows = checks.map((check) => [
    escapeInline(check.title),
    codeSpan(check.expected),
    codeSpan(check.actual),
  ]);
  return [
    '## What failed',
    lines.join('\\\n'),
    ...(rows.length > 0 ? [renderTable(['Check', 'Expected', 'Actual'], rows)] : []),
  ];
}

function renderFindings(findings: Finding[]): string[] {
  if (findings.length === 0) return [];
  return ['## Findings', ...findings.flatMap((finding, index) => renderFinding(finding, index + 1))];
}

function renderFinding(finding: Finding, number: number): string[] {
  const proof = finding.evidence.map((piece) => {
    const { statement, expected, actual, difference } = readProof(piece);
    const compared = [
      expected === null ? '' : ` Expected: ${codeSpan(expected)}.`,
      actual === null ? '' : ` Actual: ${codeSpan(actual)}.`,
      difference === null ? '' : ` Difference: ${escapeInline(difference)}.`,
    ].join('');
    return `${escapeInline(statement)}${compared} (event ${piece.seq})`;
  });
  const facts = [
    `Entry ${codeSpan(finding.entryId)}`,
    finding.code ? `code ${codeSpan(finding.code)}` : '',
    finding.severity,
    `confidence ${Math.round(finding.confidence * 100)} %`,
    `to be fixed by: ${finding.actors.join(', ') || 'unknown'}`,
  ];
  return [
    `### ${number}. ${escapeInline(finding.title)}`,
    facts.filter(Boolean).join(', '),
    ...(finding.meaning ? [escapeInline(finding.meaning)] : []),
    ...renderList('Evidence', proof),
    ...renderList('Likely causes', finding.causes.map(escapeInline)),
    ...renderList('How to fix it', finding.fixes.map(escapeInline)),
    `Reference: ${escapeInline(finding.reference.label)}, ${codeSpan(finding.reference.url)}`,
  ];
}

function renderList(title: string, items: string[]): string[] {
  return items.length === 0 ? [] : [`**${title}**`, items.map((item) => `- ${item}`).join('\n')];
}

function renderTimeline(steps: ReportStep[]): string[] {
  if (steps.length === 0) return [];
  const rows = steps.map((step) => [
    step.number,
    escapeInline(step.title),
    escapeInline(step.actor),
    step.outcome,
    formatDuration(step.offsetMs),
    formatDuration(step.durationMs),
  ]);
  const hits = steps
    .flatMap((step) => step.hits)
    .map((hit) => [
      hit.number,
      formatDuration(hit.offsetMs),
      hit.via,
      hit.verdict,
      codeSpan(`${hit.method} ${hit.url}`),
    ]);
  return [
    '## Timeline',
    renderTable(['#', 'Step', 'Who acts', 'Outcome', 'Start', 'Duration'], rows),
    ...(hits.length > 0
      ? ['### Callbacks', renderTable(['#', 'At', 'Via', 'Verdict', 'Request'], hits)]
      : []),
    ...renderList(
      'Notes',
      steps.flatMap((step) => step.notes.map(escapeInline)),
    ),
  ];
}

function renderChecks(steps: ReportStep[]): string[] {
  const row = (check: CheckResult) => [
    escapeInline(check.title),
    check.verdict,
    codeSpan(check.expected),
    codeSpan(check.actual),
    escapeInline(check.reference.label),
  ];
  const rows = steps.flatMap((step) => step.checks.map(row));
  return rows.length === 0
    ? []
    : ['## Checks', renderTable(['Check', 'Verdict', 'Expected', 'Actual', 'Rule'], rows)];
}

function renderExchanges(exchanges: ReportExchange[]): string[] {
  return exchanges.length === 0 ? [] : ['## Exchanges', ...exchanges.flatMap(renderExchange)];
}

function renderExchange(exchange: ReportExchange): string[] {
  const { request, response, error } = exchange;
  const took = exchange.durationMs === null ? '' : `, ${formatDuration(exchange.durationMs)}`;
  const status = response ? String(response.status) : 'no answer';
  return [
    `### Exchange ${exchange.number}: ${escapeInline(exchange.stepTitle)} (${exchange.purpose}, ${status}${took})`,
    fence(renderHttp(`${request.method} ${request.url}`, request)),
    ...(response ? [fence(renderHttp(`${response.status} ${response.statusText}`.trim(), response))] : []),
    ...(error ? [`Error: ${escapeInline(error)}`] : []),
  ];
}

function renderHttp(firstLine: string, { headers, body }: ReportMessage): string {
  const lines = [
    revealLine(firstLine),
    ...headers.map(([name, value]) => `${revealLine(name)}: ${revealLine(value)}`),
  ];
  if (body?.text) lines.push('', revealInvisible(body.text));
  if (body?.note) lines.push('', `(${body.note})`);
  return lines.join('\n');
}

function renderRedactions({ redactions }: ReportModel): string[] {
  const rows = redactions.map(({ title, values, places, rule }) => [
    escapeInline(title),
    String(values),
    String(places),
    escapeInline(rule),
  ]);
  const table = rows.length > 0 ? [renderTable(['What', 'Values', 'Places', 'Rule'], rows)] : [];
  return ['## Removed from this report', REDACTION_NOTE, ...table];
}

function renderShown({ shown = [] }: ReportModel): string[] {
  if (shown.length === 0) return [];
  const rows = shown.map(({ placeholder, title, places, rule }) => [
    codeSpan(placeholder),
    escapeInline(title),
    String(places),
    escapeInline(rule),
  ]);
  return [
    "## Shown at the author's wish",
    SHOWN_NOTE,
    renderTable(['Placeholder', 'What', 'Places', 'Rule'], rows),
  ];
}

function renderFacts(facts: Fact[]): string {
  return renderTable(
    ['', ''],
    facts.map(([label, value]) => [escapeInline(label), codeSpan(value)]),
  );
}
