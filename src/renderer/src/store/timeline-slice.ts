import { readFindings } from '../diagnosis/read-findings';
import { pickSelection } from '../timeline/effective-selection';
import { filterRows } from '../timeline/rows/filter-rows';
import { listRows } from '../timeline/rows/list-rows';
import { findFailure, findSelected, selectRow } from '../timeline/rows/travel';
import type { TimelineSlice } from './app-state';
import type { SliceContext } from './slice';

/** A run of a second can be looked at by the millisecond. */
const MAX_ZOOM = 2_000;

export function createTimelineSlice({ set, get }: SliceContext): TimelineSlice {
  return {
    timelineLook: null,
    timelineFilter: [],
    isIdleFolded: true,
    waterfallZoom: 1,
    jumpCount: 0,
    lookAtTimeline(timelineLook) {
      set({ timelineLook });
      void get().changePreferences({ timelineLook });
    },
    toggleTimelineFilter: (choice) =>
      set(({ timelineFilter }) => ({
        timelineFilter: timelineFilter.includes(choice)
          ? timelineFilter.filter((each) => each !== choice)
          : [...timelineFilter, choice],
      })),
    clearTimelineFilter: () => set({ timelineFilter: [] }),
    foldIdle: (isIdleFolded) => set({ isIdleFolded }),
    zoomWaterfall: (zoom) => set({ waterfallZoom: Math.min(MAX_ZOOM, Math.max(1, zoom)) }),
    jumpToSelected: () => set(({ jumpCount }) => ({ jumpCount: jumpCount + 1, timelineFilter: [] })),
    jumpToFailure(which) {
      const { open, selection, timelineFilter, jumpCount } = get();
      if (!open) return;
      const findings = readFindings(open.view);
      const rows = listRows(open.view, findings);
      const from = findSelected(rows, pickSelection(open.view, selection, findings));
      const index = which === 'first' ? findFailure(rows, -1, 'next') : findFailure(rows, from, which);
      const row = index === null ? undefined : rows[index];
      if (!row) return;
      const { selection: picked, tab } = selectRow(row);
      const isHidden = !filterRows(rows, timelineFilter).includes(row);
      set({
        selection: picked,
        jumpCount: jumpCount + 1,
        ...(tab ? { inspectorTab: tab } : {}),
        // Whoever asks for a failure wants to see it.
        ...(isHidden ? { timelineFilter: [] } : {}),
      });
    },
  };
}
