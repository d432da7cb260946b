import { findForStep } from '@shared/diagnosis/finding-words';
import type { Finding } from '@shared/model/finding';
import type { SessionView, StepView } from '@shared/model/session';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useFindings } from '../diagnosis/use-findings';
import { nameStepElement } from '../labels/labels';
import type { Selection } from '../store/app-state';
import { useApp } from '../store/app-store';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';
import { filterRows } from './rows/filter-rows';
import { listRows } from './rows/list-rows';
import { NoRows } from './rows/NoRows';
import { withActive } from './rows/use-travel';
import { StepRow } from './StepRow';
import { LIST_ID, useFollow } from './use-follow';
import { useSelection } from './use-selection';

/** More steps than this are drawn only where they are in sight. */
const MOST_DRAWN = 60;
const USUAL_HEIGHT = 100;

/** The steps of a session from top to bottom. Arrow keys walk its rows. */
export function Timeline({ view }: { view: SessionView }) {
  const selection = useSelection();
  const findings = useFindings();
  const steps = useShownSteps(view, findings);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div ref={scroller} className="@container min-h-0 flex-1 overflow-auto">
      {view.notes.map((note) => (
        <p key={note.seq} className="border-b border-line px-4 py-1.5 text-xs text-ink-soft">
          <PlainText text={note.message} />
        </p>
      ))}
      {steps.length === 0 && view.steps.length > 0 ? (
        <NoRows />
      ) : steps.length > MOST_DRAWN ? (
        <LongList view={view} steps={steps} findings={findings} selection={selection} scroller={scroller} />
      ) : (
        <WholeList view={view} steps={steps} findings={findings} selection={selection} />
      )}
    </div>
  );
}

interface ListProps {
  view: SessionView;
  steps: readonly StepView[];
  findings: readonly Finding[];
  selection: Selection | null;
}

function WholeList({ view, steps, findings, selection }: ListProps) {
  useFollow(nameSelected(selection), view, {
    show: (block) => findRow(selection)?.scrollIntoView({ block }),
    focus: () => findRow(selection)?.focus({ preventScroll: true }),
  });
  return (
    <ol ref={useRovingRows()} id={LIST_ID} aria-label="Timeline" onKeyDown={moveFocusBetweenRows}>
      {steps.map((step) => (
        <StepRow
          key={step.id}
          step={step}
          finding={findForStep(findings, step.id)}
          selection={selection?.stepId === step.id ? selection : null}
        />
      ))}
    </ol>
  );
}

function LongList({
  view,
  steps,
  findings,
  selection,
  scroller,
}: ListProps & { scroller: { current: HTMLDivElement | null } }) {
  // The step with the focus is drawn wherever it is: a focus must not fall out of the document by scrolling.
  const [activeIndex, setActiveIndex] = useState(0);
  const wanted = useRef<Selection | null>(null);
  // Another function would make it lay out every step again, at every frame that is scrolled.
  const readKey = useCallback((index: number) => steps[index]?.id ?? index, [steps]);
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: steps.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: readKey,
    rangeExtractor: (range) =>
      withActive(defaultRangeExtractor(range), Math.min(activeIndex, steps.length - 1)),
    overscan: 6,
  });
  useLayoutEffect(() => {
    const row = findRow(wanted.current);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const focusStep = (index: number, what: Selection | null) => {
    wanted.current = what;
    setActiveIndex(index);
    virtual.scrollToIndex(index, { align: 'auto' });
    findRow(what)?.focus({ preventScroll: true });
  };
  const selectedIndex = steps.findIndex(({ id }) => id === selection?.stepId);
  useFollow(nameSelected(selection), view, {
    show: (block) => virtual.scrollToIndex(selectedIndex, { align: block === 'center' ? 'center' : 'auto' }),
    focus: () => focusStep(selectedIndex, selection),
  });
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const target = { Home: 0, End: steps.length - 1 }[event.key];
    const step = target === undefined ? undefined : steps[target];
    if (target === undefined || !step) return moveFocusBetweenRows(event);
    event.preventDefault();
    focusStep(target, { stepId: step.id, exchangeId: null, checkSeq: null });
  };
  return (
    <ol
      ref={useRovingRows()}
      id={LIST_ID}
      aria-label="Timeline"
      className="relative"
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={press}
      onFocus={(event) => setActiveIndex(readIndex(event.target) ?? activeIndex)}
    >
      {virtual.getVirtualItems().map((item) => {
        const step = steps[item.index];
        return (
          step && (
            <StepRow
              key={item.key}
              step={step}
              finding={findForStep(findings, step.id)}
              selection={selection?.stepId === step.id ? selection : null}
              place={{
                index: item.index,
                count: steps.length,
                start: item.start,
                measure: virtual.measureElement,
              }}
            />
          )
        );
      })}
    </ol>
  );
}

function readIndex(element: Element): number | null {
  const index = element.closest('li[data-index]')?.getAttribute('data-index');
  return index ? Number(index) : null;
}

/** The steps that have a row which the filter leaves. */
function useShownSteps(view: SessionView, findings: readonly Finding[]): readonly StepView[] {
  const filter = useApp((state) => state.timelineFilter);
  return useMemo(() => {
    if (filter.length === 0) return view.steps;
    const shown = new Set(filterRows(listRows(view, findings), filter).map(({ step }) => step));
    return view.steps.filter((step) => shown.has(step));
  }, [view, findings, filter]);
}

function nameSelected(selection: Selection | null): string | undefined {
  if (!selection) return undefined;
  return `${selection.stepId} ${selection.exchangeId} ${selection.checkSeq} ${selection.hitSeq}`;
}

/** The row of what is selected, or the head of its step. */
function findRow(selection: Selection | null): HTMLElement | null {
  const step = selection && document.getElementById(nameStepElement(selection.stepId));
  return (
    step?.querySelector<HTMLElement>('[data-row][aria-current]') ?? step?.querySelector('[data-row]') ?? null
  );
}
