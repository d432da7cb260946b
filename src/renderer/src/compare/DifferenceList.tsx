import {
  type Difference,
  type DifferencePlace,
  isImportantClass,
  type SessionComparison,
} from '@shared/compare/comparison';
import { CLASS_LABELS, NOISE_LABELS } from '@shared/compare/comparison-words';
import { useApp } from '../store/app-store';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { ComparedValues } from './ComparedValues';

interface DifferenceListProps {
  label: string;
  differences: readonly Difference[];
  comparison: SessionComparison;
  /** False for noise, which has no order. */
  isRanked?: boolean;
}

/** Ranked: the likeliest cause is the first. */
export function DifferenceList({ label, differences, comparison, isRanked = true }: DifferenceListProps) {
  return (
    <ol aria-label={label} className="space-y-1.5">
      {differences.map((difference, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
        <li key={index} className="rounded border border-line bg-surface px-2.5 py-1.5">
          <div className="flex flex-wrap items-baseline gap-x-2">
            {isRanked && <span className="text-xs text-ink-faint">{index + 1}.</span>}
            <span className="min-w-0 font-medium wrap-anywhere">
              <PlainText text={difference.name} />
            </span>
            {difference.subject !== CLASS_LABELS[difference.class] && (
              <span className="text-xs text-ink-soft">
                <PlainText text={difference.subject} />
              </span>
            )}
            <Badge tone={isRanked && isImportantClass(difference.class) ? 'accent' : 'neutral'}>
              {difference.noise ? NOISE_LABELS[difference.noise] : CLASS_LABELS[difference.class]}
            </Badge>
          </div>
          <ComparedValues name={difference.name} left={difference.left} right={difference.right} />
          {isRanked && <Places places={difference.places} comparison={comparison} name={difference.name} />}
        </li>
      ))}
    </ol>
  );
}

interface PlacesProps {
  places: readonly DifferencePlace[];
  comparison: SessionComparison;
  name: string;
}

/** Where to look, in either session. */
function Places({ places, comparison, name }: PlacesProps) {
  const showStep = useApp((state) => state.showComparedStep);
  const sides = ['left', 'right'] as const;
  return places.map(({ row, ...place }) => {
    const step = row === null ? undefined : comparison.steps[row];
    const title = step?.left?.title ?? step?.right?.title;
    if (title === undefined) return null;
    return (
      <p key={row} className="mt-1 flex flex-wrap items-center gap-1.5 text-xs text-ink-soft">
        <span className="min-w-0 truncate">
          in <PlainText text={title} />
        </span>
        {sides.map((side) => {
          const at = place[side];
          return at ? (
            <Button key={side} small onClick={() => void showStep(comparison[side].id, at.stepId)}>
              <span>
                <span className="sr-only">Show {name} in the </span>
                {side}
                <span className="sr-only"> session, {title}</span>, event {at.seq}
              </span>
            </Button>
          ) : null;
        })}
      </p>
    );
  });
}
