import type { UiSlice } from './app-state';
import type { SliceContext } from './slice';

export function createUiSlice({ host, set, get }: SliceContext): UiSlice {
  let lastNotice = 0;
  return {
    connection: 'connecting',
    isLoaded: false,
    capabilities: null,
    page: 'session',
    pane: 'middle',
    overlay: null,
    selection: null,
    inspectorTab: null,
    revealSecrets: false,
    notices: [],
    isPaletteOpen: false,
    lastUndoId: null,
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
    showTour() {
      set({
        open: null,
        selection: null,
        inspectorTab: null,
        overlay: null,
        page: 'session',
        pane: 'middle',
      });
      void get().changePreferences({ isTourShown: true });
    },
    setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
    addNotice(tone, text, undoId = null) {
      lastNotice += 1;
      const notice = { id: lastNotice, tone, text, undoId };
      set((state) => ({
        notices: [
          ...state.notices.filter((each) => each.text !== text || each.undoId !== undoId).slice(-3),
          notice,
        ],
        ...(undoId === null ? {} : { lastUndoId: undoId }),
      }));
    },
    addFailure(error) {
      const { connection } = get();
      if (connection === 'lost' || connection === 'unauthorized') return;
      get().addNotice('fail', error.message);
    },
    async undoDelete(undoId) {
      set(({ notices, lastUndoId }) => ({
        notices: notices.filter((each) => each.undoId !== undoId),
        lastUndoId: lastUndoId === undoId ? null : lastUndoId,
      }));
      const result = await host.undoDelete({ undoId });
      if (!result.ok) return get().addFailure(result.error);
      await Promise.all([get().loadSessions(), get().loadProfiles()]);
      get().addNotice('accent', 'It is back.');
    },
    dismissNotice: (id) => set((state) => ({ notices: state.notices.filter((each) => each.id !== id) })),
  };
}
