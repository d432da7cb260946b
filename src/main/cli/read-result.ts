import { diagnose } from '@shared/diagnosis/diagnose';
import type { Finding } from '@shared/model/finding';
import type { SessionView } from '@shared/model/session';
import type { TraceEvent } from '@shared/model/trace-event';
import { createRedactor } from '@shared/redact/redactor';
import { foldTrace } from '@shared/trace/fold-trace';

/** A session as the command line shows it: diagnosed on the full recording, then redacted throughout. */
export interface Result {
  session: SessionView;
  findings: Finding[];
}

export function readResult(events: readonly TraceEvent[]): Result {
  const redactor = createRedactor(events);
  return {
    session: foldTrace(redactor.redactEvents()),
    findings: redactor.redactData(diagnose(foldTrace(events))),
  };
}
