import type { DriveSlice } from './app-state';
import type { SliceContext } from './slice';

export function createDriveSlice({ host, set, get }: SliceContext): DriveSlice {
  return {
    plan: [],
    breakpoints: [],
    decidingId: null,
    async loadPlan(profileId) {
      const result = await host.planRun({ profileId });
      // A profile that is not saved yet has no plan; another one may have been selected meanwhile.
      if (get().selectedProfileId === profileId) set({ plan: result.ok ? result.value : [] });
    },
    async toggleBreakpoint(name) {
      const { breakpoints, runningId } = get();
      const changed = breakpoints.includes(name)
        ? breakpoints.filter((each) => each !== name)
        : [...breakpoints, name];
      set({ breakpoints: changed });
      if (runningId === null) return;
      const result = await host.setBreakpoints({ sessionId: runningId, breakpoints: changed });
      if (result.ok || result.error.code === 'not-found') return;
      // The run does not know of it, so the menu must not show it.
      if (get().breakpoints === changed) set({ breakpoints });
      get().addFailure(result.error);
    },
    async pauseRun(sessionId) {
      const result = await host.pauseRun({ sessionId });
      if (!result.ok) get().addFailure(result.error);
    },
    async continueRun(sessionId, pauseId, until, { skip, request }) {
      if (get().decidingId === pauseId) return;
      set({ decidingId: pauseId });
      const result = await host.continueRun({ sessionId, pauseId, until, skip, request });
      // The next pause may be there before this answer is.
      set(({ decidingId }) => (decidingId === pauseId ? { decidingId: null } : {}));
      if (!result.ok) get().addFailure(result.error);
    },
    async resend(exchangeId, request) {
      const sessionId = get().open?.id;
      if (sessionId === undefined || get().isStarting || get().runningId !== null) return 'A run is on.';
      set({ isStarting: true });
      const result = await host.resendRequest({ sessionId, exchangeId, request });
      if (!result.ok) {
        set({ isStarting: false });
        return result.error.message;
      }
      set({ isStarting: false, runningId: sessionId, selection: null, inspectorTab: null });
      await Promise.all([get().rereadOpenSession(), get().loadSessions()]);
      const branch = get().open?.view.steps.findLast(({ branchOf }) => branchOf === exchangeId);
      if (branch) set({ selection: { stepId: branch.id, exchangeId: null, checkSeq: null } });
      return null;
    },
  };
}
