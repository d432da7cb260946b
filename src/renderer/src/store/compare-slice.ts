import type { SessionSummary } from '@shared/model/session';
import { foldTrace } from '@shared/trace/fold-trace';
import type { CompareSlice } from './app-state';
import type { SliceContext } from './slice';

export function createCompareSlice({ host, set, get }: SliceContext): CompareSlice {
  let lastAsked = 0;
  const read = async (sessionId: string) => {
    const result = await host.readSession({ sessionId, afterSeq: 0 });
    if (!result.ok) get().addFailure(result.error);
    return result.ok ? { summary: result.value.summary, view: foldTrace(result.value.events) } : null;
  };
  return {
    compareBaseId: null,
    compared: null,
    isComparing: false,
    openCompare() {
      const base = get().open;
      if (base) set({ overlay: 'compare', compareBaseId: base.id, compared: null, isComparing: false });
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
