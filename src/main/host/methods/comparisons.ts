import { buildComparison } from '@shared/compare/build-comparison';
import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { ReportLeakError } from '@shared/report/build-report';
import type { HostContext } from '../host-context';

export function createComparisonMethods({ services }: HostContext): Pick<HostMethods, 'buildComparison'> {
  const { sessions, appVersion } = services;
  return {
    async buildComparison({ leftId, rightId, format }) {
      const missing = [leftId, rightId].find((id) => !sessions.get(id));
      if (missing !== undefined) return fail('not-found', `There is no session ${missing} any more.`);
      const [left, right] = [sessions.read(leftId, 0), sessions.read(rightId, 0)];
      try {
        return ok(buildComparison(left, right, { format, now: services.now(), appVersion }));
      } catch (error) {
        if (error instanceof ReportLeakError) return fail('report-leak', error.message);
        throw error;
      }
    },
  };
}
