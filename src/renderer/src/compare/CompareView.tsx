import { ArrowLeftRight, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useApp } from '../store/app-store';
import { BusyLine } from '../ui/BusyLine';
import { Button, IconButton } from '../ui/Button';
import { ComparisonMenu } from './ComparisonMenu';
import { ComparisonPage } from './ComparisonPage';
import { SessionPicker } from './SessionPicker';

/** What takes the focus: the search, or what leads back to it. */
export const COMPARE_START_ID = 'compare-start';

/** Two sessions side by side; first the other one is picked. Lies over the panes like the catalog. */
export function CompareView() {
  const compared = useApp((state) => state.compared);
  const isComparing = useApp((state) => state.isComparing);
  const closeOverlay = useApp((state) => state.closeOverlay);
  const swapCompared = useApp((state) => state.swapCompared);
  const pickAnother = useApp((state) => state.pickAnother);
  useFocusAtStart(compared === null);
  const cancelCompare = useApp((state) => state.cancelCompare);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeOverlay();
  };
  return (
    <section aria-labelledby="compare-heading" onKeyDown={handleKey} className="flex h-full flex-col">
      <header className="flex min-h-10 shrink-0 items-center gap-x-2 gap-y-1 border-b border-line bg-surface px-4 max-wide:flex-wrap max-wide:py-1">
        <h2 id="compare-heading" className="min-w-0 truncate text-base font-semibold">
          Compare sessions
        </h2>
        <BusyLine
          label={isComparing ? 'Reading both sessions…' : null}
          onCancel={cancelCompare}
          className="text-xs"
        />
        <span className="ml-auto flex items-center gap-1.5 max-wide:flex-wrap">
          {compared && (
            <>
              <Button id={COMPARE_START_ID} small onClick={pickAnother}>
                Pick another session
              </Button>
              <Button small icon={ArrowLeftRight} onClick={swapCompared}>
                Swap sides
              </Button>
              <ComparisonMenu />
            </>
          )}
          <IconButton label="Close the comparison" icon={X} onClick={closeOverlay} />
        </span>
      </header>
      {compared ? <ComparisonPage {...compared} /> : <SessionPicker startId={COMPARE_START_ID} />}
    </section>
  );
}

/** The focus goes to the start of each page, and at the end back to what opened the view unless it has moved on. */
function useFocusAtStart(isPicking: boolean): void {
  const [opener] = useState(() => document.activeElement);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has a start of its own
  useEffect(() => {
    document.getElementById(COMPARE_START_ID)?.focus();
  }, [isPicking]);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
}
