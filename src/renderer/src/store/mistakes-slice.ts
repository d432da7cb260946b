import { isPracticeClient } from '../profiles/practice-profile';
import { saveReport } from '../report/save-report';
import type { MistakesSlice } from './app-state';
import { readDraft } from './profiles-slice';
import type { SliceContext } from './slice';

export function createMistakesSlice({ host, set, get }: SliceContext): MistakesSlice {
  /** The set that is shown, known before it was read for the first time. */
  let shownId: string | null = null;
  let lastRead = 0;
  /** An answer that another overtook is old. */
  const read = async (mutationRunId: string): Promise<void> => {
    shownId = mutationRunId;
    lastRead += 1;
    const own = lastRead;
    const result = await host.readMutationRun({ mutationRunId });
    if (own !== lastRead) return;
    if (result.ok) set({ mistakeSet: result.value });
    else get().addReadFailure(result.error);
  };
  return {
    mistakesProfileId: null,
    mistakeOffers: [],
    pickedMistakes: [],
    mistakeSet: null,
    isMistakeSetBusy: false,
    async openMistakes() {
      const profileId = get().selectedProfileId;
      if (profileId === null) return;
      const result = await get().during(
        'Reading the deliberate mistakes…',
        host.listMutations({ profileId }),
      );
      if (!result.ok) return get().addFailure(result.error);
      const isSame = get().mistakesProfileId === profileId;
      set({
        overlay: 'mistakes',
        mistakesProfileId: profileId,
        mistakeOffers: result.value,
        ...(isSame
          ? {}
          : {
              mistakeSet: null,
              pickedMistakes: result.value.filter(({ reason }) => reason === null).map(({ id }) => id),
            }),
      });
    },
    toggleMistake: (id) =>
      set(({ pickedMistakes }) => ({
        pickedMistakes: pickedMistakes.includes(id)
          ? pickedMistakes.filter((each) => each !== id)
          : [...pickedMistakes, id],
      })),
    pickMistakes: (pickedMistakes) => set({ pickedMistakes }),
    async runMistakes() {
      const { mistakesProfileId: profileId, pickedMistakes, mistakeOffers, browser, profiles } = get();
      if (profileId === null || get().isMistakeSetBusy || get().mistakeSet?.isRunning) return;
      set({ isMistakeSetBusy: true });
      const draft = readDraft(get(), profileId);
      const isPractice = draft !== null && isPracticeClient(draft, profiles);
      const mutations = mistakeOffers.map(({ id }) => id).filter((id) => pickedMistakes.includes(id));
      const result = await host.startMutationRun({
        profileId,
        mutations,
        ...(isPractice ? { browser: browser ?? 'practice' } : {}),
      });
      if (result.ok) await read(result.value.mutationRunId);
      else get().addFailure(result.error);
      set({ isMistakeSetBusy: false });
    },
    async cancelMistakes() {
      const mutationRunId = get().mistakeSet?.mutationRunId;
      if (mutationRunId === undefined || get().isMistakeSetBusy) return;
      set({ isMistakeSetBusy: true });
      const result = await host.cancelMutationRun({ mutationRunId });
      if (!result.ok) get().addFailure(result.error);
      await read(mutationRunId);
      set({ isMistakeSetBusy: false });
    },
    async refreshMistakes(mutationRunId) {
      if (mutationRunId === shownId) await read(mutationRunId);
    },
    async exportMistakes(format) {
      const mutationRunId = get().mistakeSet?.mutationRunId;
      if (mutationRunId === undefined) return;
      const result = await host.buildMutationTable({ mutationRunId, format });
      if (!result.ok) return get().addFailure(result.error);
      saveReport(result.value);
      get().addNotice('accent', `Exported ${result.value.fileName}.`);
    },
  };
}
