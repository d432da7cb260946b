import type { SessionView } from '@shared/model/session';
import { CompareButton } from '../compare/CompareButton';
import { labelFlow } from '../labels/labels';
import { OutcomeBadge } from '../labels/marks';
import { SessionNote, SessionWords } from '../sessions/SessionWords';
import { useApp } from '../store/app-store';
import { formatDateTime, formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { FollowUpBar } from './FollowUpBar';

export function SessionHeader({ view }: { view: SessionView }) {
  const fault = useApp((state) => state.faults.find((each) => each.id === view.fault));
  const summary = useApp((state) => state.open?.summary ?? null);
  return (
    <header className="shrink-0 border-b border-line bg-surface px-4 py-1.5">
      <div className="flex items-center gap-2 max-wide:flex-wrap max-wide:gap-y-0.5">
        <h2 className="min-w-0 truncate text-base font-semibold">
          <PlainText text={view.profile?.name ?? summary?.profileName ?? 'Imported recording'} />
        </h2>
        <OutcomeBadge outcome={view.pause && view.outcome === 'running' ? 'paused' : view.outcome} />
        {summary && <SessionWords summary={summary} />}
        <CompareButton />
      </div>
      <p className="truncate text-xs text-ink-faint">
        {labelFlow(view.flow)}, {formatDateTime(view.startedAt)}
        {view.endedAt !== null && `, ${formatDuration(view.endedAt - view.startedAt)}`}
        {view.fault && (
          <>
            {', '}
            <span className="text-warn">fault: {fault?.title ?? view.fault}</span>
          </>
        )}
      </p>
      {summary?.note && <SessionNote note={summary.note} />}
      <FollowUpBar view={view} />
    </header>
  );
}
