import { useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { useApp } from '../store/app-store';
import { PlainText } from '../ui/PlainText';
import type { LinePart, PreviewLine } from './preview-lines';

const ROW_HEIGHT = 18;

interface PreviewTextProps {
  lines: readonly PreviewLine[];
  /** The row to bring into sight; changes only when that is asked for. */
  target: number | null;
  onSelect: (text: string) => void;
}

/** The report as text, never as markup. Only the rows in sight are drawn. */
export function PreviewText({ lines, target, onSelect }: PreviewTextProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });
  useEffect(() => {
    if (target !== null) virtual.scrollToIndex(target, { align: 'center' });
  }, [target, virtual]);
  useReportSelection(scroller, onSelect);
  return (
    <section
      ref={scroller}
      aria-label="Text of the report"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key scrolls the text
      tabIndex={0}
      className="h-full overflow-auto bg-surface"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            data-index={index}
            ref={virtual.measureElement}
            style={{ transform: `translateY(${start}px)` }}
            className={clsx(
              'absolute top-0 left-0 min-h-4.5 w-full px-4 font-mono text-xs wrap-anywhere whitespace-pre-wrap',
              index === target && 'bg-hover',
            )}
          >
            <Parts parts={lines[index]?.parts ?? []} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Parts({ parts }: { parts: readonly LinePart[] }) {
  const picked = useApp((state) => state.pickedRedaction);
  const pickRedaction = useApp((state) => state.pickRedaction);
  let offset = 0;
  return parts.map(({ text, mark }) => {
    const key = offset;
    offset += text.length + 1;
    if (!mark) return <PlainText key={key} text={text} />;
    const { placeholder, isShown } = mark;
    return (
      <button
        key={key}
        type="button"
        // The list beside the text has the same for a keyboard.
        tabIndex={-1}
        title={isShown ? `Shown at your wish: ${placeholder}` : 'Hidden'}
        onClick={() => pickRedaction(placeholder)}
        className={clsx(
          'rounded-sm px-0.5 text-left select-text',
          isShown ? 'bg-fail-soft text-fail' : 'bg-warn-soft text-warn',
          placeholder === picked && 'outline-2 outline-accent',
        )}
      >
        <PlainText text={text} />
      </button>
    );
  });
}

/** Tells of each text that is selected here, with the mouse or the keyboard. */
function useReportSelection(
  box: React.RefObject<HTMLElement | null>,
  onSelect: (text: string) => void,
): void {
  useEffect(() => {
    const read = () => {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || !selection.anchorNode) return;
      if (box.current?.contains(selection.anchorNode)) onSelect(selection.toString());
    };
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [box, onSelect]);
}
