import type { BuiltReport, PrintedReport } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import { deliverPages } from '../report/deliver-pages';
import { saveReport } from '../report/save-report';
import { formatCount } from '../ui/format';
import type { ReportsSlice } from './app-state';
import type { SliceContext } from './slice';

export function createReportsSlice({ host, set, get }: SliceContext): ReportsSlice {
  return {
    isBuildingReport: false,
    async exportReport(sessionId, format) {
      if (get().isBuildingReport) return;
      set({ isBuildingReport: true });
      const result = await get().followExport('Making the report', ({ callId }) =>
        host.buildReport({ sessionId, format, callId }),
      );
      set({ isBuildingReport: false });
      if (!result) return;
      if (!result.ok) return get().addFailure(result.error);
      saveReport(result.value);
      const { fileName, redactions } = result.value;
      get().addNotice('accent', `Exported ${fileName}. ${formatCount(redactions, 'value')} redacted.`);
    },
    async printReport(sessionId) {
      if (get().isBuildingReport) return;
      const isPdf = get().capabilities?.pdf === true;
      set({ isBuildingReport: true });
      const make = (callId: string): Promise<Result<PrintedReport | BuiltReport>> =>
        isPdf
          ? host.printReport({ sessionId, callId })
          : host.buildReport({ sessionId, format: 'html', callId });
      const result = await get().followExport('Making the pages', ({ callId }) => make(callId));
      set({ isBuildingReport: false });
      if (!result) return;
      if (!result.ok) return get().addFailure(result.error);
      await deliverPages(result.value, (text) => get().addNotice('accent', text));
    },
    async copyExchange(sessionId, exchangeId, form) {
      const result = await get().during('Copying…', host.copyExchange({ sessionId, exchangeId, form }));
      if (!result.ok) return get().addFailure(result.error);
      const { text, redactions } = result.value;
      try {
        await navigator.clipboard.writeText(text);
        get().addNotice('accent', `Copied. ${formatCount(redactions, 'value')} redacted.`);
      } catch {
        get().addNotice('warn', 'The clipboard refused the text.');
      }
    },
  };
}
