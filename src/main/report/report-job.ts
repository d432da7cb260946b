import { type BuildComparisonOptions, buildComparison } from '@shared/compare/build-comparison';
import type { BuiltReport, CopiedExchange, CopyForm, ReportPreview } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import type { TraceEvent } from '@shared/model/trace-event';
import { buildCopy } from '@shared/report/build-copy';
import { type BuildReportOptions, buildReport, ReportLeakError } from '@shared/report/build-report';
import { type OnProgress, weighEvents } from '@shared/report/follow-progress';
import { OverrideError } from '@shared/report/override-error';
import { previewReport } from '@shared/report/preview-report';

type PlainOptions<T> = Omit<T, 'onProgress' | 'findingsOf'>;

/** What is to be made, as plain data that can be handed to another thread. */
export type ReportJob =
  | { kind: 'report' | 'preview'; events: TraceEvent[]; options: PlainOptions<BuildReportOptions> }
  | {
      kind: 'comparison';
      left: TraceEvent[];
      right: TraceEvent[];
      options: PlainOptions<BuildComparisonOptions>;
    }
  | { kind: 'copy'; events: TraceEvent[]; options: { exchangeId: string; form: CopyForm } };

export type JobOutput<J extends ReportJob> = J extends { kind: 'preview' }
  ? ReportPreview
  : J extends { kind: 'copy' }
    ? CopiedExchange
    : BuiltReport;

/** Makes it at once, in the thread that calls. What is refused comes back as a value; a bug throws. */
export function runReportJob(
  job: ReportJob,
  onProgress: OnProgress,
): Result<BuiltReport | ReportPreview | CopiedExchange> {
  try {
    switch (job.kind) {
      case 'report':
        return ok(buildReport(job.events, { ...job.options, onProgress }));
      case 'preview':
        return ok(previewReport(job.events, { ...job.options, onProgress }));
      case 'comparison':
        return ok(buildComparison(job.left, job.right, { ...job.options, onProgress }));
      case 'copy': {
        const copied = buildCopy(job.events, job.options);
        return copied ? ok(copied) : fail('not-found', 'The session has no exchange with this id.');
      }
    }
  } catch (error) {
    if (error instanceof ReportLeakError) return fail('report-leak', error.message);
    if (error instanceof OverrideError) return fail(error.code, error.message);
    throw error;
  }
}

/** Characters that have to be looked through. */
export function weighJob(job: ReportJob): number {
  return job.kind === 'comparison' ? weighEvents(job.left) + weighEvents(job.right) : weighEvents(job.events);
}
