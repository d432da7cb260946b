import { useEffect, useState } from 'react';
import { useApp } from '../store/app-store';
import { describeProgress } from '../timeline/describe-progress';

/** Says how a run goes to those who do not see the timeline; a recording that is opened is silent. */
export function RunAnnouncer() {
  const view = useApp((state) => state.open?.view);
  const [seenRunningId, setSeenRunningId] = useState<string | null>(null);
  useEffect(() => {
    if (view?.outcome === 'running' && view.lastSeq > 0) setSeenRunningId(view.id);
  }, [view]);
  return (
    <p role="status" aria-label="Progress of the run" className="sr-only">
      {view && view.id === seenRunningId ? describeProgress(view) : ''}
    </p>
  );
}
