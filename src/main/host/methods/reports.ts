import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { buildCopy } from '@shared/report/build-copy';
import { buildReport, ReportLeakError } from '@shared/report/build-report';
import { printHtml } from '../../print/print-html';
import type { HostContext } from '../host-context';

export function createReportMethods({
  services,
}: HostContext): Pick<HostMethods, 'buildReport' | 'printReport' | 'copyExchange'> {
  const methods: ReturnType<typeof createReportMethods> = {
    async buildReport({ sessionId, format }) {
      if (!services.sessions.get(sessionId)) return fail('not-found', 'There is no session with this id.');
      const events = services.sessions.read(sessionId, 0);
      try {
        return ok(buildReport(events, { format, now: services.now(), appVersion: services.appVersion }));
      } catch (error) {
        if (error instanceof ReportLeakError) return fail('report-leak', error.message);
        throw error;
      }
    },
    async printReport({ sessionId }) {
      const { print, reason } = services.printer;
      if (!print) return fail('not-supported', reason, { capability: 'pdf' });
      const built = await methods.buildReport({ sessionId, format: 'html' });
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
  return methods;
}
