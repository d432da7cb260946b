import type { BuiltReport, HostMethods, ParsedHostInput } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import type { TraceEvent } from '@shared/model/trace-event';
import { buildCopy } from '@shared/report/build-copy';
import { type BuildReportOptions, buildReport, ReportLeakError } from '@shared/report/build-report';
import { OverrideError } from '@shared/report/override-error';
import { previewReport } from '@shared/report/preview-report';
import { printHtml } from '../../print/print-html';
import type { HostContext } from '../host-context';

export function createReportMethods({
  services,
}: HostContext): Pick<HostMethods, 'buildReport' | 'printReport' | 'previewReport' | 'copyExchange'> {
  const make = async <T extends BuiltReport>(
    write: (events: TraceEvent[], options: BuildReportOptions) => T,
    { sessionId, format, overrides }: ParsedHostInput<'buildReport'>,
  ): Promise<Result<T>> => {
    if (!services.sessions.get(sessionId)) return fail('not-found', 'There is no session with this id.');
    const events = services.sessions.read(sessionId, 0);
    try {
      return ok(write(events, { format, overrides, now: services.now(), appVersion: services.appVersion }));
    } catch (error) {
      if (error instanceof ReportLeakError) return fail('report-leak', error.message);
      if (error instanceof OverrideError) return fail(error.code, error.message);
      throw error;
    }
  };
  return {
    buildReport: (input) => make(buildReport, input),
    previewReport: (input) => make(previewReport, input),
    async printReport({ sessionId, overrides }) {
      const { print, reason } = services.printer;
      if (!print) return fail('not-supported', reason, { capability: 'pdf' });
      const built = await make(buildReport, { sessionId, format: 'html', overrides });
      if (!built.ok) return built;
      try {
        return ok(await printHtml(built.value, print, services.now()));
      } catch (error) {
        services.log(`A report was not printed (${(error as Error).name}).`);
        return fail(
          'print-failed',
          'The browser that makes the PDF did not do it. Export HTML instead and print that.',
        );
      }
    },
    async copyExchange({ sessionId, ...wanted }) {
      if (!services.sessions.get(sessionId)) return fail('not-found', 'There is no session with this id.');
      try {
        const copied = buildCopy(services.sessions.read(sessionId, 0), wanted);
        return copied ? ok(copied) : fail('not-found', 'The session has no exchange with this id.');
      } catch (error) {
        if (error instanceof ReportLeakError) return fail('report-leak', error.message);
        throw error;
      }
    },
  };
}
