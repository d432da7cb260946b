import type { HostMethods, ParsedHostInput } from '@shared/contract/host-api';
import { fail } from '@shared/contract/result';
import type { Watch } from '../../report/create-report-maker';
import type { HostContext } from '../host-context';
import { print } from './reports';
import { watchExport } from './watch-export';

export function createComparisonMethods(
  context: HostContext,
): Pick<HostMethods, 'buildComparison' | 'printComparison'> {
  const { sessions, appVersion, now, makeReport } = context.services;
  const build = async ({ leftId, rightId, format }: ParsedHostInput<'buildComparison'>, watch: Watch) => {
    const missing = [leftId, rightId].find((id) => !sessions.get(id));
    if (missing !== undefined) return fail('not-found', `There is no session ${missing} any more.`);
    const [left, right] = [sessions.read(leftId, 0), sessions.read(rightId, 0)];
    return makeReport(
      { kind: 'comparison', left, right, options: { format, now: now(), appVersion } },
      watch,
    );
  };
  return {
    buildComparison: (input) => watchExport(context, input.callId, (watch) => build(input, watch)),
    printComparison: (input) =>
      print(context, input.callId, (watch) => build({ ...input, format: 'html' }, watch)),
  };
}
