import { findCorrelationIds } from '../diagnosis/correlation-ids';
import { findForStep } from '../diagnosis/finding-words';
import type { Finding } from '../model/finding';
import { withoutQuery } from '../model/read-message';
import type { ExchangeView, SessionView, StepView } from '../model/session';
import { numberSession, readNumber } from '../trace/number-session';
import { codeSpan, escapeInline } from './markdown-text';
import { formatDuration, formatTime } from './report-model';

/** One exchange of a redacted session as a comment for a ticket, in Markdown: what, when, why, whom to ask. */
export function renderComment(
  session: SessionView,
  step: StepView,
  exchange: ExchangeView,
  findings: readonly Finding[],
): string {
  const { request, response, error, timings } = exchange;
  const answer = response
    ? codeSpan(`${response.status} ${response.statusText}`)
    : `no answer (${escapeInline(error?.code ?? error?.message ?? 'none was recorded')})`;
  const took = timings ? ` after ${formatDuration(timings.totalMs)}` : '';
  const failed = step.checks.filter(({ verdict }) => verdict === 'fail');
  const finding = step.outcome === 'failed' ? findForStep(findings, step.id) : null;
  const oauth = step.error?.oauth;
  const lines = [
    `${codeSpan(`${request.method} ${withoutQuery(request.url)}`)} answered ${answer}${took}.`,
    `Step ${readNumber(numberSession(session).exchanges, exchange.id)}: ${escapeInline(step.title)} (${step.outcome}), ${escapeInline(session.flow)}, at ${formatTime(exchange.startedAt)}`,
    ...(oauth
      ? [`Error: ${codeSpan(oauth.error)} ${escapeInline(oauth.errorDescription ?? '')}`.trim()]
      : []),
    ...failed.map(
      ({ title, expected, actual }) =>
        `Failed check: ${escapeInline(title)}. Expected ${codeSpan(expected)}, got ${codeSpan(actual)}.`,
    ),
    ...(finding ? [`Why: ${escapeInline(finding.title)}`] : []),
    ...(finding?.fixes ?? []).map((fix) => `To fix it: ${escapeInline(fix)}`),
    ...findCorrelationIds(exchange).map(({ label, value }) => `${escapeInline(label)}: ${codeSpan(value)}`),
  ];
  const [first = '', ...rest] = lines;
  return `${first}\n\n${rest.map((line) => `- ${line}`).join('\n')}\n`;
}
