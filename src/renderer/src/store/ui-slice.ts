import type { UiSlice } from './app-state';
import type { SliceContext } from './slice';

/** It may have been done all the same: only the answer is missing. */
const NOT_HEARD = 'Grantscope did not answer. See whether it was done before you try again.';

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
    unsent: {},
    tasks: [],
    isPaletteOpen: false,
    lastUndoId: null,
    undoingId: null,
    async loadCapabilities() {
      const result = await host.getCapabilities({});
      if (result.ok) set({ capabilities: result.value });
      else get().addReadFailure(result.error);
    },
    closeOverlay: () => set({ overlay: null }),
    showPage: (page) => set({ page, pane: 'middle' }),
    showPane: (pane) => set({ pane }),
    select: (selection, tab) => set({ selection, pane: 'side', ...(tab ? { inspectorTab: tab } : {}) }),
    pickTab: (inspectorTab) => set({ inspectorTab }),
    keepUnsent: (kind, of, value) => set(({ unsent }) => ({ unsent: { ...unsent, [kind]: { of, value } } })),
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
      if (connection === 'unauthorized') return;
      get().addNotice('fail', connection === 'lost' ? NOT_HEARD : error.message);
    },
    addReadFailure(error) {
      if (get().connection !== 'lost') get().addFailure(error);
    },
    async undoDelete(undoId) {
      if (get().undoingId !== null) return;
      set({ undoingId: undoId });
      const result = await host.undoDelete({ undoId, callId: undoId });
      set({ undoingId: null });
      if (result.ok || result.error.code === 'not-found') {
        set(({ notices, lastUndoId }) => ({
          notices: notices.filter((each) => each.undoId !== undoId),
          lastUndoId: lastUndoId === undoId ? null : lastUndoId,
        }));
      }
      if (result.ok) get().addNotice('accent', 'It is back.');
      // With the way back, which is still there.
      else if (result.error.code === 'cancelled') get().addNotice('warn', result.error.message, undoId);
      else get().addFailure(result.error);
      await Promise.all([get().loadSessions(), get().loadProfiles()]);
    },
    cancelUndo() {
      const { undoingId } = get();
      if (undoingId !== null) void host.cancelCall({ callId: undoingId });
    },
    async during(label, work, task) {
      const { id = crypto.randomUUID(), cancel = null, share = null } = task ?? {};
      set(({ tasks }) => ({ tasks: [...tasks, { id, label, cancel, share }] }));
      try {
        return await work;
      } finally {
        set(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id) }));
      }
    },
    dismissNotice: (id) => set((state) => ({ notices: state.notices.filter((each) => each.id !== id) })),
  };
}
