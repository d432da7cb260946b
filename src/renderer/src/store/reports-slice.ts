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
      const result = await host.buildReport({ sessionId, format });
      set({ isBuildingReport: false });
      if (!result.ok) return get().addFailure(result.error);
      saveReport(result.value);
      const { fileName, redactions } = result.value;
      get().addNotice('accent', `Exported ${fileName}. ${formatCount(redactions, 'value')} redacted.`);
    },
    async copyExchange(sessionId, exchangeId, form) {
      const result = await host.copyExchange({ sessionId, exchangeId, form });
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
