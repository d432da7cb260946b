import { compareSessions } from '@shared/compare/compare-sessions';
import { type ComparedSession, hasImportantDifference } from '@shared/compare/comparison';
import type { SessionView } from '@shared/model/session';
import { useMemo, useState } from 'react';
import { labelFlow } from '../labels/labels';
import { OutcomeBadge } from '../labels/marks';
import { Button } from '../ui/Button';
import { formatCount, formatDateTime } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { AlignedSteps } from './AlignedSteps';
import { DifferenceList } from './DifferenceList';

/** Both heads, the ranked differences, the steps side by side, and what was folded away. */
export function ComparisonPage({ left, right }: { left: SessionView; right: SessionView }) {
  const comparison = useMemo(() => compareSessions(left, right), [left, right]);
  const [isNoiseShown, setNoiseShown] = useState(false);
  const { differences, noise } = comparison;
  return (
    <div className="min-h-0 flex-1 overflow-auto p-4">
      <div className="grid grid-cols-2 gap-3">
        <Head side="Left" session={comparison.left} />
        <Head side="Right" session={comparison.right} />
      </div>
      <h3 className="mt-4 mb-1.5 font-semibold">What differs, the likeliest cause first</h3>
      {!hasImportantDifference(comparison) && (
        <p className="mb-1.5 rounded border border-line bg-surface px-3 py-4 text-center text-ink-soft">
          These sessions are the same, but for what differs between any two runs.
        </p>
      )}
      {differences.length > 0 && (
        <DifferenceList label="Ranked differences" differences={differences} comparison={comparison} />
      )}
      <h3 className="mt-4 mb-1.5 font-semibold">The steps</h3>
      <AlignedSteps comparison={comparison} />
      <h3 className="mt-4 mb-1.5 font-semibold">Folded away</h3>
      <p className="flex items-center gap-2 text-ink-soft">
        {noise.length === 0
          ? 'Nothing was folded away.'
          : `${formatCount(noise.length, 'value')} of the kind that differs between any two runs: ids, random values, times.`}
        {noise.length > 0 && (
          <Button small aria-expanded={isNoiseShown} onClick={() => setNoiseShown(!isNoiseShown)}>
            {isNoiseShown ? 'Hide them' : 'Show them'}
          </Button>
        )}
      </p>
      {isNoiseShown && (
        <div className="mt-2">
          <DifferenceList
            label="Folded differences"
            differences={noise}
            comparison={comparison}
            isRanked={false}
          />
        </div>
      )}
    </div>
  );
}

function Head({ side, session }: { side: string; session: ComparedSession }) {
  const { name, flow, outcome, startedAt, firstFailure } = session;
  return (
    <section aria-label={side} className="rounded border border-line bg-surface px-3 py-2">
      <p className="text-xs text-ink-faint">{side}</p>
      <div className="flex items-center gap-2">
        <span className="min-w-0 truncate font-semibold">
          <PlainText text={name} />
        </span>
        <OutcomeBadge outcome={outcome} />
      </div>
      <p className="truncate text-xs text-ink-faint">
        {labelFlow(flow)}, {formatDateTime(startedAt)}
      </p>
      <p className="mt-1 text-xs wrap-anywhere text-ink-soft">
        {firstFailure ? (
          <>
            First failure: <PlainText text={firstFailure.stepTitle} />. <PlainText text={firstFailure.text} />
          </>
        ) : (
          'No step or check failed.'
        )}
      </p>
    </section>
  );
}
