import type { BuiltReport, ReportFormat } from '../contract/host-api';
import type { ReportOverrides } from '../model/report-overrides';
import type { SessionView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import { isChosen } from '../redact/author-choices';
import { describeAllRules } from '../redact/describe-rule';
import { emptySession } from '../trace/fold-trace';
import { createPart, type OnProgress } from './follow-progress';
import { OverrideError } from './override-error';
import { type FindingsOf, type RedactedSession, redactSession } from './redact-session';
import { renderHar } from './render-har';
import { renderHtml } from './render-html';
import { type RenderJsonInput, renderJson } from './render-json';
import { renderMarkdown } from './render-markdown';
import { renderMermaid } from './render-mermaid';
import { buildReportModel, SHOWN_NOTE } from './report-model';

export interface BuildReportOptions {
  format: ReportFormat;
  /** Epoch milliseconds: when the report is written. */
  now: number;
  appVersion: string;
  /** Makes the findings from the redacted session; `diagnose` unless told. */
  findingsOf?: FindingsOf;
  /** What the author decided against the rules. */
  overrides?: ReportOverrides | undefined;
  onProgress?: OnProgress;
}

/** Thrown instead of handing out a report that still holds a secret. Names placeholders, never values. */
export class ReportLeakError extends Error {
  override name = 'ReportLeakError';
  readonly placeholders: string[];

  constructor(placeholders: string[]) {
    super(`The report was not built: it would still show ${placeholders.join(', ')}.`);
    this.placeholders = placeholders;
  }
}

const MEDIA_TYPES: Record<ReportFormat, string> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
  har: 'application/json',
  mmd: 'text/vnd.mermaid; charset=utf-8',
};

/**
 * A report that is safe to attach to a ticket. Everything in it, the findings included, is made from
 * the redacted events; then the finished text is searched once more, and a hit means no report. Exempt from that
 * are values that the author shows, and those are named in the report.
 */
export function buildReport(events: readonly TraceEvent[], options: BuildReportOptions): BuiltReport {
  const { overrides, findingsOf, onProgress = () => {} } = options;
  const onRedacted = createPart(onProgress, 0, REDACTED);
  return writeReport(redactSession(events, overrides, findingsOf, onRedacted).final, options);
}

/** How much of the time a report takes until everything in it is redacted. */
export const REDACTED = 0.8;

/** Writes what was redacted already. */
export function writeReport(
  redacted: RedactedSession,
  { format, now, appVersion }: BuildReportOptions,
): BuiltReport {
  const { redactor, events, session, findings, redactions, shown } = redacted;
  const text = render(format, { session, events, findings, redactions, shown, exportedAt: now, appVersion });
  const fileName = buildFileName(session, format);
  const fixedText = `${render(format, EMPTY)}\n${describeAllRules()}\n${SHOWN_NOTE}`;
  const leaks = redactor.findLeaks(`${fileName}\n${text}`, fixedText);
  if (leaks.some(isChosen)) {
    throw new OverrideError(
      'invalid-argument',
      `A text to hide is among the words, names, ids and times that Grantscope itself writes (${format.toUpperCase()}). Hide a longer one.`,
    );
  }
  if (leaks.length > 0) throw new ReportLeakError(leaks);
  return { fileName, mediaType: MEDIA_TYPES[format], text, redactions: redactions.length };
}

/** What every report of a format says, whatever the session: a password "style-src" is no leak there. */
const EMPTY: RenderJsonInput = {
  session: emptySession(),
  events: [],
  findings: [],
  redactions: [],
  shown: [],
  exportedAt: 0,
  appVersion: '',
};

function render(format: ReportFormat, input: RenderJsonInput): string {
  if (format === 'json') return renderJson(input);
  const model = buildReportModel(input);
  if (format === 'har') return renderHar(input.session, model);
  if (format === 'mmd') return renderMermaid(input.session, model);
  return format === 'html' ? renderHtml(model) : renderMarkdown(model, renderMermaid(input.session, model));
}

/** grantscope-authorization-code-20260131-094500-failed.html; the time is the start of the run, in UTC. */
function buildFileName(session: SessionView, format: ReportFormat): string {
  const isValid = Math.abs(session.startedAt) <= 8.64e15;
  const stamp = new Date(isValid ? session.startedAt : 0)
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  const flow = session.flow.replace(/[^a-z-]/g, '').slice(0, 40) || 'session';
  return `grantscope-${flow}-${stamp}-${session.outcome}.${format}`;
}
