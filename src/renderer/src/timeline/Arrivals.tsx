import type { StepView } from '@shared/model/session';
import { PlainText } from '../ui/PlainText';
import { HitRows } from './HitRows';

/** What reached the listener while the run waits, newest last, each with what it means and what to do. */
export function Arrivals({ step, awaitedAt }: { step: StepView; awaitedAt: string }) {
  const leftOut = step.notes.findLast(({ code }) => code === 'callback-hits-left-out');
  return (
    <div className="mt-2" aria-live="polite">
      <h3 className="text-xs font-semibold text-ink-soft">Arrived so far</h3>
      {step.hits.length === 0 ? (
        <p className="text-xs text-ink-soft">Nothing yet.</p>
      ) : (
        <ul aria-label="Arrived so far" className="max-h-64 overflow-y-auto">
          <HitRows hits={step.hits} awaitedAt={awaitedAt} />
        </ul>
      )}
      {leftOut && (
        <p className="px-2 text-xs text-warn">
          <PlainText text={leftOut.message} />
        </p>
      )}
    </div>
  );
}
