import type { BuiltReport, ComparisonFormat } from '../contract/host-api';
import type { TraceEvent } from '../model/trace-event';
import { describeAllRules } from '../redact/describe-rule';
import { learnSecrets } from '../redact/learn-secrets';
import { createRedactor } from '../redact/redactor';
import { ReportLeakError } from '../report/build-report';
import { createPart, followEvents, type OnProgress } from '../report/follow-progress';
import { formatTime, groupRedactions } from '../report/report-model';
import { emptySession, foldTrace } from '../trace/fold-trace';
import { compareSessions } from './compare-sessions';
import { type ComparisonModel, summarizeComparison } from './comparison-model';
import { CLASS_LABELS, NOISE_LABELS } from './comparison-words';
import { redactComparison } from './redact-comparison';
import { renderComparisonHtml } from './render-comparison-html';
import { renderComparisonJson } from './render-comparison-json';
import { renderComparisonMarkdown } from './render-comparison-markdown';

export interface BuildComparisonOptions {
  format: ComparisonFormat;
  /** Epoch milliseconds: when the document is written. */
  now: number;
  appVersion: string;
  onProgress?: OnProgress;
}

const MEDIA_TYPES: Record<ComparisonFormat, string> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
};

const RENDERERS: Record<ComparisonFormat, (model: ComparisonModel) => string> = {
  html: renderComparisonHtml,
  md: renderComparisonMarkdown,
  json: renderComparisonJson,
};

/**
 * Two sessions compared, as a file that is safe to attach to a ticket. The values are compared first and redacted
 * then, by one redactor for both sessions: what was equal has one placeholder, and what was not has two. The
 * finished text is searched for the secrets of either session, and a hit means no document.
 */
export function buildComparison(
  left: readonly TraceEvent[],
  right: readonly TraceEvent[],
  { format, now, appVersion, onProgress = () => {} }: BuildComparisonOptions,
): BuiltReport {
  const events = [...left, ...right];
  learnSecrets(events, followEvents(events, createPart(onProgress, 0, LEARNT)));
  const redactor = createRedactor(events);
  const comparison = redactComparison(compareSessions(foldTrace(left), foldTrace(right)), redactor);
  const redactions = redactor.list();
  const render = RENDERERS[format];
  const text = render({
    comparison,
    summary: summarizeComparison(comparison),
    redactions: groupRedactions(redactions),
    exportedAt: formatTime(now),
    appVersion,
  });
  const leaks = redactor.findLeaks(text, `${render(EMPTY)}\n${FIXED_WORDS}`);
  if (leaks.length > 0) throw new ReportLeakError(leaks);
  return {
    fileName: buildFileName(comparison.right.startedAt, format),
    mediaType: MEDIA_TYPES[format],
    text,
    redactions: redactions.length,
  };
}

/** How much of the time goes into learning what is secret in the two. */
const LEARNT = 0.8;

const NOTHING = compareSessions(emptySession(), emptySession());

/** What every document of a format says, whatever the sessions: a password of these words is no leak there. */
const EMPTY: ComparisonModel = {
  comparison: NOTHING,
  summary: summarizeComparison(NOTHING),
  redactions: [],
  exportedAt: '',
  appVersion: '',
};
const FIXED_WORDS = [
  describeAllRules(),
  ...Object.entries(CLASS_LABELS).flat(),
  ...Object.entries(NOISE_LABELS).flat(),
].join('\n');

/** grantscope-comparison-20260131-094500.html; the time is the start of the right session, in UTC. */
function buildFileName(startedAt: number, format: ComparisonFormat): string {
  const isValid = Math.abs(startedAt) <= 8.64e15;
  const stamp = new Date(isValid ? startedAt : 0)
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '-');
  return `grantscope-comparison-${stamp}.${format}`;
}
