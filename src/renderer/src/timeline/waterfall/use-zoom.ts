import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useApp } from '../../store/app-store';

export const ZOOM_STEP = 1.5;

interface ZoomedChart {
  scroller: RefObject<HTMLDivElement | null>;
  isShown: boolean;
  /** Pixels: the column that stays, and the part of the chart that is in sight. */
  columnPx: number;
  windowPx: number;
  /** Where the chart is looked at when nothing else says it, 0 to 1; null for its middle. */
  focusAt: number | null;
}

/** Zooms by Ctrl and the wheel, around the pointer, and by + - 0, around the middle. */
export function useZoom({ scroller, isShown, columnPx, windowPx, focusAt }: ZoomedChart) {
  const zoom = useApp((state) => state.waterfallZoom);
  const zoomWaterfall = useApp((state) => state.zoomWaterfall);
  const anchor = useRef<{ at: number; px: number } | null>(null);
  const before = useRef(zoom);
  const latest = useRef({ zoom, columnPx, windowPx });
  latest.current = { zoom, columnPx, windowPx };

  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = zoom;
    if (!element || !isShown || last === zoom || windowPx <= 0) return;
    const middle =
      last <= 1 && focusAt !== null ? focusAt : (element.scrollLeft + windowPx / 2) / (windowPx * last);
    const { at, px } = anchor.current ?? { at: middle, px: windowPx / 2 };
    anchor.current = null;
    element.scrollLeft = at * windowPx * zoom - px;
  }, [zoom, scroller, isShown, windowPx, focusAt]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isShown) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      // The browser would zoom the whole page.
      event.preventDefault();
      const { zoom: now, columnPx: column, windowPx: width } = latest.current;
      const px = Math.max(0, event.clientX - element.getBoundingClientRect().left - column);
      anchor.current = { at: (element.scrollLeft + px) / (width * now), px };
      zoomWaterfall(now * Math.exp(-event.deltaY * 0.002));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [scroller, isShown, zoomWaterfall]);

  return (event: KeyboardEvent<HTMLElement>) => {
    if (!isShown || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = { '+': zoom * ZOOM_STEP, '=': zoom * ZOOM_STEP, '-': zoom / ZOOM_STEP, '0': 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    zoomWaterfall(target);
  };
}
