import { MAX_LISTED, type SessionFilter } from '@shared/library/session-query';
import type { SessionSummary } from '@shared/model/session';
import { saveReport } from '../report/save-report';
import { formatCount } from '../ui/format';
import type { LibraryFilter, LibrarySlice } from './app-state';
import { describeDeletion } from './describe-deletion';
import type { SliceContext } from './slice';

const PAGE = 100;

/** Each export is a file of its own, and a browser asks before it saves many. */
const MAX_EXPORTED = 50;

const PERIODS_MS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 };

export function createLibrarySlice({ host, set, get }: SliceContext): LibrarySlice {
  /** Counts the questions: an answer that another overtook is old. */
  let asked = 0;
  let firstShown = 0;
  const loading = new Set<number>();

  const readPage = async (offset: number, own: number): Promise<SessionSummary[] | null> => {
    const result = await host.listSessions({ ...toQuery(get().libraryFilter), offset, limit: PAGE });
    if (own !== asked) return null;
    if (result.ok) return result.value;
    get().addReadFailure(result.error);
    return null;
  };
  return {
    sessions: [],
    library: null,
    libraryFilter: {},
    isMarking: false,
    markedIds: [],
    isLibraryBusy: false,
    deletingCount: null,
    isSearching: false,
    async loadSessions() {
      asked += 1;
      const own = asked;
      loading.clear();
      const offset = firstShown - (firstShown % PAGE);
      const [facts, page] = await Promise.all([
        host.describeLibrary(toQuery(get().libraryFilter)),
        readPage(offset, own),
      ]);
      if (own !== asked) return;
      if (!facts.ok) return get().addReadFailure(facts.error);
      if (!page) return;
      const length = Math.max(facts.value.matching, page.length === 0 ? 0 : offset + page.length);
      set({ library: facts.value, sessions: place(Array.from({ length }), offset, page) });
      get().dropEndedRun();
    },
    async showSessions(from, to) {
      firstShown = from;
      const { sessions } = get();
      const own = asked;
      const offsets = new Set<number>();
      for (let index = from; index <= to; index += 1) {
        if (index < sessions.length && !sessions[index]) offsets.add(index - (index % PAGE));
      }
      for (const offset of offsets) {
        if (loading.has(offset)) continue;
        loading.add(offset);
        const page = await readPage(offset, own);
        if (own !== asked) return;
        loading.delete(offset);
        if (page) set((state) => ({ sessions: place([...state.sessions], offset, page) }));
      }
    },
    async filterSessions(change) {
      firstShown = 0;
      const libraryFilter = Object.fromEntries(
        Object.entries({ ...get().libraryFilter, ...change }).filter(([, value]) => value),
      );
      set({ libraryFilter, markedIds: [], isSearching: true });
      await get().loadSessions();
      if (get().libraryFilter === libraryFilter) set({ isSearching: false });
    },
    async updateSession(sessionId, change) {
      const result = await get().during('Saving…', host.updateSession({ sessionId, ...change }));
      if (!result.ok) {
        get().addFailure(result.error);
        return false;
      }
      await Promise.all([get().loadSessions(), get().rereadOpenSession()]);
      return true;
    },
    startMarking: () => set({ isMarking: true, markedIds: [] }),
    stopMarking: () => set({ isMarking: false, markedIds: [] }),
    toggleMark: (id) =>
      set(({ markedIds }) => ({
        markedIds: markedIds.includes(id) ? markedIds.filter((each) => each !== id) : [...markedIds, id],
      })),
    async markAll() {
      const result = await host.listSessions({ ...toQuery(get().libraryFilter), limit: MAX_LISTED });
      if (!result.ok) return get().addFailure(result.error);
      const ended = result.value.filter(({ outcome }) => outcome !== 'running');
      set({ markedIds: ended.map(({ id }) => id) });
    },
    async deleteMarked() {
      const { markedIds, isLibraryBusy } = get();
      if (isLibraryBusy || markedIds.length === 0) return;
      set({ isLibraryBusy: true, deletingCount: markedIds.length });
      const result = await host.deleteSessions({ ids: [...markedIds] });
      set({ isLibraryBusy: false, deletingCount: null });
      if (!result.ok) return get().addFailure(result.error);
      set({ isMarking: false, markedIds: [] });
      const { deleted, undoId } = result.value;
      set(({ open }) => (open && markedIds.includes(open.id) ? { open: null } : {}));
      get().addNotice('accent', describeDeletion(formatCount(deleted, 'session'), { undoId }), undoId);
      await get().loadSessions();
    },
    async exportMarked() {
      const { markedIds, isLibraryBusy } = get();
      if (isLibraryBusy || markedIds.length === 0) return;
      set({ isLibraryBusy: true });
      const ids = markedIds.slice(0, MAX_EXPORTED);
      let saved = 0;
      await get().followExport(`Exporting ${formatCount(ids.length, 'session')}`, async (followed) => {
        for (const [index, sessionId] of ids.entries()) {
          if (followed.isCancelled()) return;
          followed.beginPart(index / ids.length, (index + 1) / ids.length);
          const { callId } = followed;
          const result = await host.buildReport({ sessionId, format: 'json', callId });
          if (followed.isCancelled()) return;
          if (result.ok) {
            saveReport(result.value);
            saved += 1;
          } else get().addFailure(result.error);
        }
      });
      set({ isLibraryBusy: false });
      if (saved === 0) return;
      const rest = markedIds.length - ids.length;
      const more = rest > 0 ? ` The other ${rest} were left out: mark at most ${MAX_EXPORTED}.` : '';
      if (saved === 0) return;
      get().addNotice(
        rest > 0 ? 'warn' : 'accent',
        `Exported ${formatCount(saved, 'session')}, redacted.${more}`,
      );
    },
  };
}

function place(
  sessions: (SessionSummary | undefined)[],
  offset: number,
  page: readonly SessionSummary[],
): (SessionSummary | undefined)[] {
  page.forEach((summary, index) => {
    sessions[offset + index] = summary;
  });
  return sessions;
}

function toQuery({ period, ...filter }: LibraryFilter): SessionFilter {
  return period ? { ...filter, since: Date.now() - PERIODS_MS[period] } : filter;
}
