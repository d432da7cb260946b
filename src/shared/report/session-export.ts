import type { Finding } from '../model/finding';
import type { SessionSummary } from '../model/session';
import type { TraceEvent } from '../model/trace-event';

export const EXPORT_FORMAT = 'grantscope-session';
/** Version of the envelope; the events in it carry the version of the trace format. */
export const EXPORT_VERSION = 1;

/** A session as one JSON file: every event, redacted, so that it opens again as the run it was. */
export interface SessionExport {
  format: typeof EXPORT_FORMAT;
  version: number;
  /** ISO 8601, UTC. */
  exportedAt: string;
  appVersion: string;
  session: Omit<SessionSummary, 'startedAt' | 'endedAt'> & { startedAt: string; endedAt: string | null };
  events: TraceEvent[];
  findings: Finding[];
  redactions: { placeholder: string; secret: string; count: number; rule: string }[];
  /** Values that a rule hides and the author did not; absent for none. */
  shownAtAuthorsWish?: { placeholder: string; secret: string; count: number; rule: string }[];
}
