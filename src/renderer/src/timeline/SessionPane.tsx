import { CircleX } from 'lucide-react';
import { HealthLine } from '../diagnosis/HealthLine';
import { NextStepBar } from '../start/NextStepBar';
import { StartHere } from '../start/StartHere';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { SessionHeader } from './SessionHeader';
import { Timeline } from './Timeline';

/** The middle of the window while a session is looked at, live or recorded. */
export function SessionPane() {
  const open = useApp((state) => state.open);
  const reread = useApp((state) => state.rereadOpenSession);
  if (!open) return <StartHere />;
  if (open.status === 'failed') {
    return (
      <EmptyState icon={CircleX} title="The session could not be read">
        <p className="text-ink-soft">{open.problem}</p>
        <Button onClick={() => void reread()}>Try again</Button>
      </EmptyState>
    );
  }
  if (open.events.length === 0) {
    return (
      <p className="p-4 text-ink-faint">{open.status === 'loading' ? 'Reading the session…' : 'Starting…'}</p>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SessionHeader view={open.view} />
      <HealthLine />
      <Timeline key={open.id} view={open.view} />
      <NextStepBar view={open.view} />
    </div>
  );
}
