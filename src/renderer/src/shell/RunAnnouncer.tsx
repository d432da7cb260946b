import { useEffect, useState } from 'react';
import { useApp } from '../store/app-store';
import { describeProgress } from '../timeline/describe-progress';

/** Says how a run goes to those who do not see the timeline; a recording that is opened is silent. */
export function RunAnnouncer() {
  const view = useApp((state) => state.open?.view);
  // A short run may have ended before it was ever drawn.
  const isStartedHere = useApp((state) => state.startedId !== null && state.startedId === view?.id);
  const [seenRunningId, setSeenRunningId] = useState<string | null>(null);
  useEffect(() => {
    if (view?.outcome === 'running' && view.lastSeq > 0) setSeenRunningId(view.id);
  }, [view]);
  return (
    <p role="status" aria-label="Progress of the run" className="sr-only">
      {view && view.lastSeq > 0 && (isStartedHere || view.id === seenRunningId) ? describeProgress(view) : ''}
    </p>
  );
}
