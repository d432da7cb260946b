import { printPage } from '../report/print-page';
import { savePrint, saveReport } from '../report/save-report';
import { formatCount } from '../ui/format';
import type { ReportsSlice } from './app-state';
import type { SliceContext } from './slice';

export function createReportsSlice({ host, set, get }: SliceContext): ReportsSlice {
  return {
    isBuildingReport: false,
    async exportReport(sessionId, format) {
      if (get().isBuildingReport) return;
      set({ isBuildingReport: true });
      const result = await host.buildReport({ sessionId, format });
      set({ isBuildingReport: false });
      if (!result.ok) return get().addFailure(result.error);
      saveReport(result.value);
      const { fileName, redactions } = result.value;
      get().addNotice('accent', `Exported ${fileName}. ${formatCount(redactions, 'value')} redacted.`);
    },
    async printReport(sessionId) {
      if (get().isBuildingReport) return;
      const isPdf = get().capabilities?.pdf === true;
      set({ isBuildingReport: true });
      const result = isPdf
        ? await host.printReport({ sessionId })
        : await host.buildReport({ sessionId, format: 'html' });
      set({ isBuildingReport: false });
      if (!result.ok) return get().addFailure(result.error);
      const redacted = `${formatCount(result.value.redactions, 'value')} redacted.`;
      if ('base64' in result.value) {
        savePrint(result.value);
        get().addNotice('accent', `Exported ${result.value.fileName}. ${redacted}`);
        return;
      }
      get().addNotice('accent', `Printed by your browser, which can save as PDF. ${redacted}`);
      await printPage(result.value.text);
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
