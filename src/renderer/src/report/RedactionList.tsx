import type { PreviewItem } from '@shared/model/report-preview';
import { clsx } from 'clsx';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Badge, type Tone } from '../ui/Badge';
import { Button, IconButton } from '../ui/Button';
import { formatCount } from '../ui/format';
import { moveFocusBetweenRows, useRovingRows } from '../ui/move-focus';
import { PlainText } from '../ui/PlainText';
import { RevealDialog } from './RevealDialog';

const TONES: Record<PreviewItem['sensitivity'], Tone> = {
  credential: 'fail',
  correlator: 'accent',
  personal: 'warn',
  incidental: 'neutral',
};

const KINDS: Record<PreviewItem['sensitivity'], string> = {
  credential: 'credential',
  correlator: 'links messages',
  personal: 'personal',
  incidental: 'perhaps secret',
};

interface RedactionListProps {
  items: readonly PreviewItem[];
  /** How often the picked one stands in the text on screen, and which of them is in sight. */
  seen: { count: number; at: number };
  onStep: (by: 1 | -1) => void;
}

/** What the report hides, in the order of the recording; each can be looked up in the text, and decided otherwise. */
export function RedactionList({ items, seen, onStep }: RedactionListProps) {
  const picked = useApp((state) => state.pickedRedaction);
  return (
    <ul aria-label="Redactions" ref={useRovingRows()} onKeyDown={moveFocusBetweenRows}>
      {items.map((item) => (
        <li
          key={item.placeholder}
          className="border-b border-line [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]"
        >
          <Row item={item} isPicked={item.placeholder === picked} />
          {item.placeholder === picked && <Places item={item} seen={seen} onStep={onStep} />}
        </li>
      ))}
    </ul>
  );
}

function Row({ item, isPicked }: { item: PreviewItem; isPicked: boolean }) {
  const pickRedaction = useApp((state) => state.pickRedaction);
  const { placeholder, sensitivity, state, peek, count, title } = item;
  return (
    <div
      className={clsx(
        'flex items-start gap-2 border-l-2 px-3 py-1.5',
        isPicked ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row
        aria-current={isPicked || undefined}
        aria-expanded={isPicked}
        onClick={() => pickRedaction(isPicked ? null : placeholder)}
        className="min-w-0 flex-1 text-left"
      >
        <span className="flex flex-wrap items-center gap-1.5">
          <code className="font-mono text-xs wrap-anywhere">{placeholder}</code>
          {state === 'shown' ? (
            <Badge tone="fail">shown</Badge>
          ) : state === 'chosen' ? (
            <Badge tone="accent">hidden by you</Badge>
          ) : (
            <Badge tone={TONES[sensitivity]}>{KINDS[sensitivity]}</Badge>
          )}
        </span>
        <span className="block text-xs text-ink-soft wrap-anywhere">
          {state !== 'chosen' && `${title}, `}
          <PlainText text={peek} />, {formatCount(count, 'place')}
        </span>
      </button>
      <Action item={item} />
    </div>
  );
}

function Action({ item }: { item: PreviewItem }) {
  const showRedaction = useApp((state) => state.showRedaction);
  const hideAgain = useApp((state) => state.hideAgain);
  const stopHiding = useApp((state) => state.stopHiding);
  const { state, placeholder, chosenText } = item;
  if (state === 'hidden') return <RevealDialog item={item} onConfirm={() => void showRedaction(item)} />;
  const undo = () => {
    if (state === 'shown') void hideAgain(placeholder);
    else if (chosenText !== null) void stopHiding(chosenText);
  };
  return (
    <Button
      small
      data-row-action
      aria-label={state === 'shown' ? `Hide ${placeholder} again` : `No longer hide ${placeholder}`}
      onClick={undo}
    >
      {state === 'shown' ? 'Hide again' : 'Undo'}
    </Button>
  );
}

function Places({ item, seen, onStep }: { item: PreviewItem } & Pick<RedactionListProps, 'seen' | 'onStep'>) {
  const { places, rule, count, state, shownAs } = item;
  return (
    <div className="space-y-1 border-l-2 border-accent bg-accent-soft px-3 pb-2 text-xs">
      <p className="text-ink-soft">Rule: {rule}</p>
      {state === 'shown' && shownAs === null && (
        <p className="text-warn">
          It does not appear in this report: it is not part of this format, or other hidden values are within
          it.
        </p>
      )}
      <div className="flex items-center gap-1">
        <span role="status">
          {seen.count === 0 ? 'Not in this text' : `Line ${seen.at + 1} of ${seen.count} in this text`}
        </span>
        <IconButton
          label="Previous place"
          icon={ChevronUp}
          disabled={seen.count < 2}
          onClick={() => onStep(-1)}
        />
        <IconButton
          label="Next place"
          icon={ChevronDown}
          disabled={seen.count < 2}
          onClick={() => onStep(1)}
        />
      </div>
      <ul aria-label="Places in the recording" className="list-disc pl-4">
        {places.slice(0, MAX_PLACES).map(({ step, where, exchangeId, stepId }) => (
          <li key={`${stepId} ${exchangeId} ${where}`} className="wrap-anywhere">
            {step !== '' && (
              <>
                <PlainText text={step} />:{' '}
              </>
            )}
            <PlainText text={where} />
          </li>
        ))}
      </ul>
      {places.length > MAX_PLACES && (
        <p>and {formatCount(Math.max(places.length, count) - MAX_PLACES, 'more place')}</p>
      )}
    </div>
  );
}

const MAX_PLACES = 12;
