import type { Finding } from '../model/finding';
import type { SessionView } from '../model/session';
import type { TraceEvent } from '../model/trace-event';
import { describeRule } from '../redact/describe-rule';
import type { Redaction } from '../redact/redactor';
import { escapeInvisibleInJson } from '../text/invisible';
import { formatTime } from './report-model';
import { EXPORT_FORMAT, EXPORT_VERSION, type SessionExport } from './session-export';

export interface RenderJsonInput {
  session: SessionView;
  events: TraceEvent[];
  findings: Finding[];
  redactions: Redaction[];
  /** What the author shows against the rules. */
  shown: Redaction[];
  exportedAt: number;
  appVersion: string;
}

/** The redacted session without loss; parseSessionExport reads it back. */
export function renderJson({
  session,
  events,
  findings,
  redactions,
  shown,
  exportedAt,
  appVersion,
}: RenderJsonInput): string {
  const file: SessionExport = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: formatTime(exportedAt),
    appVersion,
    session: {
      id: session.id,
      flow: session.flow,
      profileName: session.profile?.name ?? '',
      issuer: session.profile?.issuer ?? session.profile?.server?.issuer ?? '',
      outcome: session.outcome,
      startedAt: formatTime(session.startedAt),
      endedAt: session.endedAt === null ? null : formatTime(session.endedAt),
      eventCount: events.length,
    },
    events,
    findings,
    redactions: redactions.map((redaction) => ({ ...redaction, rule: describeRule(redaction.secret) })),
    ...(shown.length > 0 && {
      shownAtAuthorsWish: shown.map((each) => ({ ...each, rule: describeRule(each.secret) })),
    }),
  };
  return `${escapeInvisibleInJson(JSON.stringify(file, null, 2))}\n`;
}
