import type { SessionView } from '@shared/model/session';
import { useEffect, useRef } from 'react';
import { useApp } from '../store/app-store';

/** The list in every look: what the focus may come from and where it goes. */
export const LIST_ID = 'timeline-rows';

interface Follower {
  /** Brings what is selected into sight. */
  show: (block: 'center' | 'nearest') => void;
  focus: () => void;
}

/**
 * Keeps what is looked at in sight: the running step, then the one that failed, and whatever is picked
 * elsewhere. A focus that was left in the timeline or on the Run button goes along at the end of the run, and
 * any focus at a jump. `selected` names what is looked at.
 */
export function useFollow(selected: string | undefined, view: SessionView, { show, focus }: Follower): void {
  const isPicked = useApp((state) => state.selection !== null);
  const jumpCount = useApp((state) => state.jumpCount);
  const { outcome } = view;
  // A short run that was started here may have ended before it was ever drawn.
  const isStartedHere = useApp((state) => state.startedId === view.id);
  const wasRunning = useRef(isStartedHere);
  const lastJump = useRef(jumpCount);
  const follower = useRef<Follower>({ show, focus });
  follower.current = { show, focus };
  useEffect(() => {
    const hasEnded = wasRunning.current && outcome !== 'running';
    wasRunning.current = outcome === 'running';
    const isJump = lastJump.current !== jumpCount;
    lastJump.current = jumpCount;
    if (selected === undefined) return;
    // A failed step grows by its annotation, so its outcome is a reason to look again.
    follower.current.show(isJump || (!isPicked && outcome === 'failed') ? 'center' : 'nearest');
    const { activeElement } = document;
    // Still on the Run button: the run waited for so short a time that its panel was never drawn.
    const isHere = activeElement?.closest(`#${LIST_ID}, #run-controls`) || activeElement === document.body;
    if (isJump || (hasEnded && !isPicked && isHere)) follower.current.focus();
  }, [selected, isPicked, outcome, jumpCount]);
}
