import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { buildReport, ReportLeakError } from '@shared/report/build-report';
import type { HostContext } from '../host-context';

export function createReportMethods({ services }: HostContext): Pick<HostMethods, 'buildReport'> {
  return {
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
  };
}
