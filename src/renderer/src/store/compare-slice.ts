import type { BuiltReport, ComparisonFormat, PrintedReport } from '@shared/contract/host-api';
import type { Result } from '@shared/contract/result';
import type { SessionSummary } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import { deliverPages } from '../report/deliver-pages';
import { saveReport } from '../report/save-report';
import { formatCount } from '../ui/format';
import type { CompareSlice } from './app-state';
import type { SliceContext } from './slice';

export function createCompareSlice({ host, set, get }: SliceContext): CompareSlice {
  let lastAsked = 0;
  const read = async (sessionId: string) => {
    const result = await host.readSession({ sessionId, afterSeq: 0 });
    if (!result.ok) get().addFailure(result.error);
    return result.ok ? { summary: result.value.summary, view: foldTrace(result.value.events) } : null;
  };
  const make = async <T>(
    call: (input: { leftId: string; rightId: string; callId: string }) => Promise<Result<T>>,
  ): Promise<T | null> => {
    const { compared, isExportingComparison } = get();
    if (!compared || isExportingComparison) return null;
    set({ isExportingComparison: true });
    const sides = { leftId: compared.left.id, rightId: compared.right.id };
    const result = await get().followExport('Making the comparison', ({ callId }) =>
      call({ ...sides, callId }),
    );
    set({ isExportingComparison: false });
    if (!result) return null;
    if (result.ok) return result.value;
    get().addFailure(result.error);
    return null;
  };
  const build = (format: ComparisonFormat) => make((input) => host.buildComparison({ ...input, format }));
  return {
    compareBaseId: null,
    compared: null,
    isComparing: false,
    isExportingComparison: false,
    openCompare() {
      const base = get().open;
      if (base) set({ overlay: 'compare', compareBaseId: base.id, compared: null, isComparing: false });
    },
    cancelCompare() {
      lastAsked += 1;
      set({ isComparing: false });
    },
    pickAnother: () => set({ compared: null }),
    async compareWith(sessionId) {
      const { compareBaseId } = get();
      if (compareBaseId === null) return;
      lastAsked += 1;
      const own = lastAsked;
      set({ isComparing: true });
      const [base, other] = await Promise.all([read(compareBaseId), read(sessionId)]);
      // Another choice, or another session to compare, has come since.
      if (own !== lastAsked || get().compareBaseId !== compareBaseId) return;
      set({ isComparing: false });
      if (!base || !other) return;
      const [left, right] = comesFirst(base.summary, other.summary) ? [base, other] : [other, base];
      set({ compared: { left: left.view, right: right.view } });
    },
    swapCompared: () =>
      set(({ compared }) => (compared ? { compared: { left: compared.right, right: compared.left } } : {})),
    async exportComparison(format) {
      const built = await build(format);
      if (!built) return;
      saveReport(built);
      get().addNotice(
        'accent',
        `Exported ${built.fileName}. ${formatCount(built.redactions, 'value')} redacted.`,
      );
    },
    async printComparison() {
      const isPdf = get().capabilities?.pdf === true;
      const built = await make<PrintedReport | BuiltReport>(async (input) =>
        isPdf ? host.printComparison(input) : host.buildComparison({ ...input, format: 'html' }),
      );
      if (built) await deliverPages(built, (text) => get().addNotice('accent', text));
    },
    async copyComparison() {
      const built = await build('md');
      if (!built) return;
      try {
        await navigator.clipboard.writeText(built.text);
        get().addNotice('accent', `Copied. ${formatCount(built.redactions, 'value')} redacted.`);
      } catch {
        get().addNotice('warn', 'The clipboard refused the text.');
      }
    },
    async showComparedStep(sessionId, stepId) {
      await get().openSession(sessionId);
      if (get().open?.id === sessionId) get().select({ stepId, exchangeId: null, checkSeq: null });
    },
  };
}

/** The working one stands left; of two alike the earlier one. */
function comesFirst(one: SessionSummary, other: SessionSummary): boolean {
  const [isGood, isOtherGood] = [one, other].map(({ outcome }) => outcome === 'succeeded');
  return isGood === isOtherGood ? one.startedAt <= other.startedAt : isGood === true;
}
