import { useRef } from 'react';
import type { SlowExport } from '../store/app-state';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { ProgressBar } from '../ui/ProgressBar';

/** Exports that take longer than a blink. Over the page, so that nothing moves. */
export function ExportProgress() {
  const slowExports = useApp((state) => state.slowExports);
  if (slowExports.length === 0) return null;
  return (
    <section
      aria-label="Exports under way"
      className="fixed bottom-3 left-3 z-50 flex w-96 max-w-[calc(100vw-1.5rem)] flex-col gap-2"
    >
      {slowExports.map((each) => (
        <ExportCard key={each.callId} slow={each} />
      ))}
    </section>
  );
}

function ExportCard({ slow: { callId, label, share } }: { slow: SlowExport }) {
  const cancelExport = useApp((state) => state.cancelExport);
  const cameFrom = useRef<HTMLElement | null>(null);
  const percent = `${Math.floor(share * 100)} %`;
  return (
    <div className="space-y-2 rounded border border-line bg-surface p-2.5 shadow-popup">
      <div className="flex items-center justify-between gap-2">
        <p id={`export-${callId}`}>{label}</p>
        <Button
          small
          aria-describedby={`export-${callId}`}
          onFocus={({ relatedTarget }) => {
            if (relatedTarget instanceof HTMLElement) cameFrom.current = relatedTarget;
          }}
          onClick={() => {
            // The button is gone in a moment, and the focus with it.
            cameFrom.current?.focus();
            void cancelExport(callId);
          }}
        >
          Cancel
        </Button>
      </div>
      <ProgressBar labelledBy={`export-${callId}`} share={share} said={percent} />
      <p className="text-xs text-ink-soft">{percent}</p>
    </div>
  );
}
