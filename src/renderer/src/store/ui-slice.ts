import type { UiSlice } from './app-state';
import type { SliceContext } from './slice';

export function createUiSlice({ host, set, get }: SliceContext): UiSlice {
  let lastNotice = 0;
  return {
    connection: 'connecting',
    capabilities: null,
    page: 'session',
    pane: 'middle',
    overlay: null,
    selection: null,
    inspectorTab: null,
    revealSecrets: false,
    notices: [],
    isLearning: false,
    isTourShown: true,
    async loadCapabilities() {
      const result = await host.getCapabilities({});
      if (result.ok) set({ capabilities: result.value });
      else get().addFailure(result.error);
    },
    closeOverlay: () => set({ overlay: null }),
    showPage: (page) => set({ page, pane: 'middle' }),
    showPane: (pane) => set({ pane }),
    select: (selection, tab) => set({ selection, pane: 'side', ...(tab ? { inspectorTab: tab } : {}) }),
    pickTab: (inspectorTab) => set({ inspectorTab }),
    setRevealSecrets: (revealSecrets) => set({ revealSecrets }),
    // The one place where a host that keeps preferences is to be told.
    setLearning: (isLearning) => set({ isLearning }),
    showTour: () =>
      set({
        isTourShown: true,
        open: null,
        selection: null,
        inspectorTab: null,
        overlay: null,
        page: 'session',
        pane: 'middle',
      }),
    dismissTour: () => set({ isTourShown: false }),
    addNotice(tone, text) {
      lastNotice += 1;
      const notice = { id: lastNotice, tone, text };
      set((state) => ({
        notices: [...state.notices.filter((each) => each.text !== text).slice(-3), notice],
      }));
    },
    addFailure(error) {
      const { connection } = get();
      if (connection === 'lost' || connection === 'unauthorized') return;
      get().addNotice('fail', error.message);
    },
    dismissNotice: (id) => set((state) => ({ notices: state.notices.filter((each) => each.id !== id) })),
  };
}
