import type { BuiltReport, HostMethods, ParsedHostInput, PrintedReport } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import { createPart } from '@shared/report/follow-progress';
import { printHtml } from '../../print/print-html';
import { CANCELLED, type Watch } from '../../report/create-report-maker';
import type { HostContext } from '../host-context';
import { watchExport } from './watch-export';

type ReportMethods = Pick<HostMethods, 'buildReport' | 'printReport' | 'previewReport' | 'copyExchange'>;

const NO_SESSION = fail('not-found', 'There is no session with this id.');

export function createReportMethods(context: HostContext): ReportMethods {
  const { services } = context;
  const make = async <Kind extends 'report' | 'preview'>(
    kind: Kind,
    { sessionId, format, overrides }: ParsedHostInput<'buildReport'>,
    watch: Watch,
  ) => {
    if (!services.sessions.get(sessionId)) return NO_SESSION;
    const events = services.sessions.read(sessionId, 0);
    const options = { format, overrides, now: services.now(), appVersion: services.appVersion };
    return services.makeReport({ kind, events, options }, watch);
  };
  return {
    buildReport: (input) => watchExport(context, input.callId, (watch) => make('report', input, watch)),
    previewReport: (input) => watchExport(context, input.callId, (watch) => make('preview', input, watch)),
    printReport: (input) =>
      print(context, input.callId, (watch) => make('report', { ...input, format: 'html' }, watch)),
    async copyExchange({ sessionId, ...options }) {
      if (!services.sessions.get(sessionId)) return NO_SESSION;
      const events = services.sessions.read(sessionId, 0);
      return watchExport(context, undefined, (watch) =>
        services.makeReport({ kind: 'copy', events, options }, watch),
      );
    },
  };
}

/** How much of the time goes into the page that is printed then. */
const BUILT = 0.6;

/** Puts a finished HTML document on pages. */
export async function print(
  context: HostContext,
  callId: string | undefined,
  build: (watch: Watch) => Promise<Result<BuiltReport>>,
): Promise<Result<PrintedReport>> {
  const { services } = context;
  const { print: printPage, reason } = services.printer;
  if (!printPage) return fail('not-supported', reason, { capability: 'pdf' });
  return watchExport(context, callId, async ({ signal, onProgress }) => {
    const built = await build({ signal, onProgress: createPart(onProgress, 0, BUILT) });
    if (!built.ok) return built;
    onProgress(BUILT);
    try {
      return ok(await printHtml(built.value, printPage, services.now(), signal));
    } catch (error) {
      if (signal.aborted) return CANCELLED;
      services.log(`A report was not printed (${(error as Error).name}).`);
      return fail(
        'print-failed',
        'The browser that makes the PDF did not do it. Export HTML instead and print that.',
      );
    }
  });
}
