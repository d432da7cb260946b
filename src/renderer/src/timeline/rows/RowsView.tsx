import type { TimelineLook } from '@shared/model/preferences';
import type { SessionView } from '@shared/model/session';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useFindings } from '../../diagnosis/use-findings';
import { useApp } from '../../store/app-store';
import { useMediaQuery } from '../../ui/use-media-query';
import { useNow } from '../../ui/use-now';
import { useSize } from '../../ui/use-size';
import { LaneHeads } from '../sequence/LaneHeads';
import { findRedirectUris } from '../sequence/lanes';
import { LIST_ID, useFollow } from '../use-follow';
import { useSelection } from '../use-selection';
import { listTicks } from '../waterfall/list-ticks';
import { listFolds, TimeAxis, TimeGrid } from '../waterfall/TimeAxis';
import { buildTimeScale, listBusy, placeTime, readSpan } from '../waterfall/time-scale';
import { useZoom } from '../waterfall/use-zoom';
import { type FilterChoice, filterRows } from './filter-rows';
import { listRows } from './list-rows';
import { NoRows } from './NoRows';
import { RowLine } from './RowLine';
import type { TimelineRow } from './row';
import { pickRows, readRowHeight } from './row-height';
import { findSelected, selectRow } from './travel';
import { useTravel, withActive } from './use-travel';

const HEAD_HEIGHT = 28;
/** Narrower than this, lanes would be too close for words: the diagram is scrolled instead. */
const NARROWEST_SEQUENCE_PX = 440;
const NARROWEST_CHART_PX = 160;

interface RowsViewProps {
  view: SessionView;
  look: Exclude<TimelineLook, 'steps'>;
}

const NAMES = { sequence: 'Sequence', waterfall: 'Waterfall', both: 'Sequence and waterfall' };

/** The rows of a session as a sequence diagram, over a time axis, or as both side by side. */
export function RowsView({ view, look }: RowsViewProps) {
  const filter = useApp((state) => state.timelineFilter);
  const rows = useRows(view, look, filter);
  const now = useRunClock(view);
  const scale = useScale(view, now);
  const isRedirectUri = useMemo(() => findRedirectUris(view), [view]);
  const selection = useSelection();
  const selectedIndex = useMemo(() => findSelected(rows, selection), [rows, selection]);
  const select = useApp((state) => state.select);
  const zoom = useApp((state) => state.waterfallZoom);

  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [watchSize, size] = useSize<HTMLDivElement>();
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return watchSize(element);
    },
    [watchSize],
  );
  const hasChart = look !== 'sequence';
  const columnPx = readColumnWidth(look, size.width);
  const windowPx = hasChart ? Math.max(NARROWEST_CHART_PX, size.width - columnPx) : 0;
  const chartPx = windowPx * zoom;

  const virtualRef = useRef<ReturnType<typeof useVirtualizer<HTMLDivElement, Element>> | null>(null);
  const travel = useTravel(rows, selectedIndex, list, virtualRef);
  const { activeIndex } = travel;
  // Other functions would make it lay out every row again, at every frame that is scrolled.
  const readHeight = useCallback((index: number) => readRowHeight(rows[index], look), [rows, look]);
  const readKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: readHeight,
    getItemKey: readKey,
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), activeIndex),
    overscan: 12,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  virtualRef.current = virtual;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height take other places
  useEffect(() => virtual.measure(), [rows, look]);

  const selectedRow = rows[selectedIndex];
  const selectedAt = selectedRow ? placeTime(scale, readStart(selectedRow)) : null;
  useFollow(selectedRow && `${look} ${filter.join()} ${selectedRow.key}`, view, {
    show: (block) => {
      virtual.scrollToIndex(selectedIndex, { align: block === 'center' ? 'center' : 'auto' });
      if (selectedAt !== null) showSideways(scroller.current, selectedAt, windowPx, chartPx);
    },
    focus: () => travel.focusRow(selectedIndex),
  });
  const zoomByKey = useZoom({ scroller, isShown: hasChart, columnPx, windowPx, focusAt: selectedAt });
  const [scrollLeft, setScrollLeft] = useState(0);
  const shown = useMemo(() => {
    const part = { from: scrollLeft / chartPx, to: (scrollLeft + windowPx) / chartPx };
    if (!hasChart || chartPx === 0) return { ticks: [], folds: [] };
    return { ticks: listTicks(scale, chartPx, part), folds: listFolds(scale, chartPx, part) };
  }, [hasChart, scale, chartPx, windowPx, scrollLeft]);

  const pick = useCallback(
    (row: TimelineRow) => {
      const { selection: picked, tab } = selectRow(row);
      select(picked, tab);
    },
    [select],
  );
  const enter = useStable(travel.enterRow);
  if (rows.length === 0 && view.steps.length > 0) return <NoRows />;
  const total = virtual.getTotalSize();
  return (
    <div className="min-h-0 flex-1">
      <div
        ref={attach}
        className="h-full overflow-auto overscroll-x-contain"
        onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
      >
        <div className="relative" style={{ width: columnPx + chartPx, height: total }}>
          {hasChart && (
            <div className="absolute inset-y-0" style={{ left: columnPx, width: chartPx }}>
              <TimeGrid {...shown} />
            </div>
          )}
          <div
            className="sticky top-0 z-20 flex border-b border-line bg-surface"
            style={{ height: HEAD_HEIGHT }}
          >
            <div
              className="sticky left-0 z-10 flex h-full shrink-0 overflow-hidden border-l-3 border-l-transparent bg-surface"
              style={{ width: columnPx }}
            >
              {look === 'waterfall' ? (
                <span aria-hidden="true" className="self-center px-2 text-2xs font-medium text-ink-soft">
                  Steps and requests
                </span>
              ) : (
                <LaneHeads />
              )}
            </div>
            {hasChart && (
              <div className="h-full min-w-0 flex-1">
                <TimeAxis {...shown} />
              </div>
            )}
          </div>
          <ol
            ref={list}
            id={LIST_ID}
            aria-label={NAMES[look]}
            className="absolute inset-x-0 top-0"
            style={{ height: total }}
            onKeyDown={(event) => {
              travel.onKeyDown(event);
              zoomByKey(event);
            }}
          >
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                row && (
                  <RowLine
                    key={item.key}
                    row={row}
                    index={item.index}
                    count={rows.length}
                    look={look}
                    start={item.start}
                    height={item.size}
                    columnPx={columnPx}
                    isZoomed={hasChart && chartPx > windowPx}
                    scale={scale}
                    now={isUnderWay(row) ? now : 0}
                    isSelected={item.index === selectedIndex}
                    isTabStop={item.index === activeIndex}
                    isRedirectUri={isRedirectUri}
                    onPick={pick}
                    onEnter={enter}
                  />
                )
              );
            })}
          </ol>
        </div>
      </div>
    </div>
  );
}

function useRows(
  view: SessionView,
  look: TimelineLook,
  filter: readonly FilterChoice[],
): readonly TimelineRow[] {
  const findings = useFindings();
  return useMemo(
    () => filterRows(pickRows(listRows(view, findings), look), filter),
    [view, findings, look, filter],
  );
}

/** The time that unfinished rows have reached: seldom where motion is not wanted, and still once it is over. */
function useRunClock(view: SessionView): number {
  const isRunning = view.outcome === 'running';
  const isCalm = useMediaQuery('(prefers-reduced-motion: reduce)');
  const now = useNow(isCalm ? 1_000 : 200, isRunning);
  return isRunning ? now : (view.endedAt ?? view.startedAt);
}

function useScale(view: SessionView, now: number) {
  const isIdleFolded = useApp((state) => state.isIdleFolded);
  const { from, to } = useMemo(() => readSpan(view, listBusy(view.steps, 0), now), [view, now]);
  return useMemo(
    () => buildTimeScale({ from, to }, listBusy(view.steps, to), isIdleFolded),
    [view, from, to, isIdleFolded],
  );
}

function readColumnWidth(look: TimelineLook, width: number): number {
  if (look === 'sequence') return Math.max(NARROWEST_SEQUENCE_PX, width);
  if (look === 'both') return Math.round(Math.max(NARROWEST_SEQUENCE_PX, width * 0.58));
  return Math.round(Math.min(400, Math.max(150, width * 0.48)));
}

function readStart(row: TimelineRow): number {
  if (row.type === 'exchange') return row.exchange.startedAt;
  if (row.type === 'hit') return row.hit.time;
  if (row.type === 'check') return row.check.time;
  return row.type === 'wait' || row.type === 'pause' ? row.startedAt : row.step.startedAt;
}

function isUnderWay(row: TimelineRow): boolean {
  return row.type === 'wait' || row.type === 'pause' ? row.endedAt === null : row.outcome === 'running';
}

/** Scrolls only where the place is out of sight. */
function showSideways(scroller: HTMLElement | null, at: number, windowPx: number, chartPx: number): void {
  if (!scroller || chartPx <= windowPx) return;
  const px = at * chartPx;
  const isSeen = px >= scroller.scrollLeft && px <= scroller.scrollLeft + windowPx * 0.9;
  if (!isSeen) scroller.scrollLeft = px - windowPx * 0.2;
}

/** The same function for the whole life of the component, which calls the newest one. */
function useStable<A extends unknown[]>(call: (...values: A) => void): (...values: A) => void {
  const latest = useRef(call);
  latest.current = call;
  return useCallback((...values: A) => latest.current(...values), []);
}
