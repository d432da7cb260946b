import type { SessionView } from '@shared/model/session';
import { CircleX } from 'lucide-react';
import { HealthLine } from '../diagnosis/HealthLine';
import { NextStepBar } from '../start/NextStepBar';
import { StartHere } from '../start/StartHere';
import { useApp } from '../store/app-store';
import { BusyLine } from '../ui/BusyLine';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { useSize } from '../ui/use-size';
import { RowsView } from './rows/RowsView';
import { SessionHeader } from './SessionHeader';
import { Timeline } from './Timeline';
import { useFailureKeys, useFailureLetter } from './use-failure-keys';
import { ViewBar } from './ViewBar';
import { WaitDock } from './WaitDock';
import { WaterfallLegend } from './waterfall/TimeAxis';

/** The middle of the window while a session is looked at, live or recorded. */
export function SessionPane() {
  const open = useApp((state) => state.open);
  const reread = useApp((state) => state.rereadOpenSession);
  const closeSession = useApp((state) => state.closeSession);
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
    const isReading = open.status === 'loading';
    return (
      <BusyLine
        label={isReading ? 'Reading the session…' : 'Starting…'}
        {...(isReading ? { onCancel: closeSession } : {})}
        className="px-4 py-2"
      />
    );
  }
  return <OpenTimeline key={open.id} view={open.view} />;
}

/** From here on two looks fit side by side with room for words in both. */
const WIDE_PX = 860;

/** What comes and goes by itself stands below the rows, where it does not move them. */
function OpenTimeline({ view }: { view: SessionView }) {
  const [watchSize, { width }] = useSize<HTMLDivElement>();
  const picked = useApp((state) => state.timelineLook ?? state.preferences.timelineLook);
  const isWide = width >= WIDE_PX;
  const look = picked === 'both' && !isWide ? 'sequence' : picked;
  useFailureKeys();
  const pressLetter = useFailureLetter();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows within
    <div ref={watchSize} className="flex h-full min-h-0 flex-col" onKeyDown={pressLetter}>
      <SessionHeader view={view} />
      <ViewBar view={view} look={look} isWide={isWide} />
      {look === 'steps' ? (
        <Timeline view={view} />
      ) : (
        <>
          <RowsView view={view} look={look} />
          {look !== 'sequence' && <WaterfallLegend />}
        </>
      )}
      <WaitDock view={view} hasPausePanel={look !== 'steps'} />
      <HealthLine />
      <NextStepBar view={view} />
    </div>
  );
}
