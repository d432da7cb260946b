import { isPracticeClient } from '../profiles/practice-profile';
import { focusSoon } from '../ui/focus';
import type { RunsSlice } from './app-state';
import { readDraft } from './profiles-slice';
import type { SliceContext } from './slice';

export function createRunsSlice({ host, set, get }: SliceContext): RunsSlice {
  return {
    faults: [],
    faultId: null,
    startedId: null,
    browser: null,
    isStarting: false,
    runningId: null,
    runningAction: null,
    cancellingId: null,
    async loadFaults() {
      const result = await host.listFaults({});
      if (result.ok) set({ faults: result.value });
      else get().addReadFailure(result.error);
    },
    pickFault: (faultId) => set({ faultId }),
    pickBrowser: (browser) => set({ browser }),
    async startRun(profileId, { pauseAt = 'nothing', task = 'flow', practice } = {}) {
      if (get().isStarting || get().runningId !== null) return;
      set({ isStarting: true });
      const { faults, profiles, breakpoints } = get();
      const { faultId, browser } = practice ?? get();
      const draft = readDraft(get(), profileId);
      const isPractice = draft !== null && isPracticeClient(draft, profiles);
      const fault = isPractice
        ? faults.find(({ id, flows }) => id === faultId && flows.includes(draft.flow))
        : null;
      const result = await host.startRun({
        profileId,
        fault: fault?.id ?? null,
        task,
        drive: { pauseAt, breakpoints: [...breakpoints] },
        ...(isPractice && browser ? { browser } : {}),
      });
      if (!result.ok) {
        set({ isStarting: false });
        return get().addFailure(result.error);
      }
      const { sessionId } = result.value;
      set({
        isStarting: false,
        runningId: sessionId,
        startedId: sessionId,
        selectedProfileId: profileId,
      });
      await Promise.all([get().openSession(sessionId), get().loadSessions()]);
    },
    async runSelected(pauseAt) {
      const { selectedProfileId: id, drafts } = get();
      if (id === null || get().isStarting || get().runningId !== null) return;
      const savedId = drafts[id] === undefined ? id : await get().saveDraft(id);
      if (savedId !== null) return get().startRun(savedId, { pauseAt });
      get().selectProfile(id);
      focusSoon('form [aria-invalid="true"]');
    },
    async startFollowUp(action) {
      const sessionId = get().open?.id;
      if (sessionId === undefined || get().isStarting || get().runningId !== null) return;
      set({ isStarting: true, runningAction: action });
      const result = await host.startFollowUp({ sessionId, action });
      if (!result.ok) {
        set({ isStarting: false, runningAction: null });
        return get().addFailure(result.error);
      }
      // What was picked is let go, so that the new step comes into view.
      set({ isStarting: false, runningId: sessionId, selection: null, inspectorTab: null });
      await Promise.all([get().rereadOpenSession(), get().loadSessions()]);
    },
    async cancelRun(sessionId) {
      if (get().cancellingId === sessionId) return;
      set({ cancellingId: sessionId });
      const result = await host.cancelRun({ sessionId });
      set(({ cancellingId }) => (cancellingId === sessionId ? { cancellingId: null } : {}));
      if (!result.ok) get().addFailure(result.error);
    },
    async submitCallback(sessionId, url) {
      const result = await host.submitCallback({ sessionId, url });
      return result.ok ? null : result.error.message;
    },
    async openAuthorizationUrl(sessionId) {
      const result = await host.openAuthorizationUrl({ sessionId });
      if (!result.ok) get().addFailure(result.error);
    },
    forgetRun: (sessionId) =>
      set(({ runningId }) => (runningId === sessionId ? { runningId: null, runningAction: null } : {})),
    dropEndedRun() {
      const { runningId, sessions } = get();
      const summary = sessions.find((session) => session?.id === runningId);
      if (runningId !== null && summary && summary.outcome !== 'running') get().forgetRun(runningId);
    },
    resumeRun() {
      const running = get().sessions.find((session) => session?.outcome === 'running');
      if (!running || get().open || get().isStarting) return;
      set({ runningId: running.id });
      void get().openSession(running.id);
    },
  };
}
