import type { SessionsSlice } from './app-state';
import { describeDeletion } from './describe-deletion';
import { addEvents, createOpenSession, hasHole, type OpenSession } from './open-session';
import type { SliceContext } from './slice';

export function createSessionsSlice({ host, set, get }: SliceContext): SessionsSlice {
  const changeOpen = (sessionId: string, change: (open: OpenSession) => OpenSession) =>
    set(({ open }) => (open?.id === sessionId ? { open: change(open) } : {}));

  return {
    open: null,
    async openSession(sessionId) {
      set({ page: 'session', pane: 'middle', overlay: null });
      if (get().open?.id !== sessionId) {
        set({
          open: createOpenSession(sessionId),
          selection: null,
          inspectorTab: null,
          revealSecrets: false,
        });
      }
      await get().rereadOpenSession();
    },
    closeSession: () => set({ open: null, selection: null, inspectorTab: null, revealSecrets: false }),
    async rereadOpenSession() {
      const before = get().open;
      if (!before) return;
      const result = await host.readSession({ sessionId: before.id, afterSeq: before.view.lastSeq });
      if (result.ok) {
        const { summary, events } = result.value;
        if (summary.outcome !== 'running') get().forgetRun(before.id);
        changeOpen(before.id, (open) => ({
          ...addEvents(open, events),
          summary,
          status: 'ready',
          problem: null,
        }));
        return;
      }
      const problem = result.error.message;
      changeOpen(before.id, (open) =>
        open.status === 'ready' ? open : { ...open, status: 'failed', problem },
      );
    },
    async deleteSession(sessionId) {
      const result = await get().during('Deleting the session…', host.deleteSession({ sessionId }));
      // Deleted in another window: to whoever wanted it gone that is no failure.
      if (!result.ok && result.error.code !== 'not-found') return get().addFailure(result.error);
      set(({ sessions, open }) => ({
        sessions: sessions.filter((session) => session?.id !== sessionId),
        open: open?.id === sessionId ? null : open,
      }));
      if (result.ok)
        get().addNotice('accent', describeDeletion('the session', result.value), result.value.undoId);
      else get().addNotice('accent', 'The session was deleted already.');
      await get().loadSessions();
    },
    receiveEvents(sessionId, events) {
      if (events.some((event) => event.type === 'session-ended')) get().forgetRun(sessionId);
      changeOpen(sessionId, (open) => addEvents(open, events));
      const { open } = get();
      if (open?.id === sessionId && open.status === 'ready' && hasHole(open)) void get().rereadOpenSession();
    },
  };
}
