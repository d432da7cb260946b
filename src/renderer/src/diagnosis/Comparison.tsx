import type { Proof } from '@shared/diagnosis/finding-words';
import { clsx } from 'clsx';
import { CopyButton } from '../ui/CopyButton';
import { QuietCopy } from '../ui/DetailTable';
import { PlainText } from '../ui/PlainText';
import { MarkedText } from './MarkedText';

interface ComparisonProps {
  proof: Omit<Proof, 'statement'>;
  /** What the values are of, for the names of the copy buttons. */
  what: string;
  /** The actual value is wrong, and not only told. */
  isBad?: boolean;
}

/** Expected, actual, difference: in this order wherever two values are held against each other. */
export function Comparison({ proof: { expected, actual, difference, marks }, what, isBad }: ComparisonProps) {
  if (expected === null && actual === null) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-2 text-xs">
      {expected !== null && <Side side="expected" text={expected} {...{ what, marks }} />}
      {actual !== null && <Side side="actual" text={actual} isBad={isBad && !marks} {...{ what, marks }} />}
      {difference !== null && (
        <div className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-faint">Difference</dt>
          <dd className="min-w-0 wrap-anywhere">
            <PlainText text={difference} />
          </dd>
        </div>
      )}
    </dl>
  );
}

const NAMES = { expected: 'Expected', actual: 'Actual' };

interface SideProps {
  side: 'expected' | 'actual';
  text: string;
  what: string;
  marks: Proof['marks'];
  isBad?: boolean | undefined;
}

function Side({ side, text, what, marks, isBad = false }: SideProps) {
  return (
    <div className="group/row col-span-2 grid grid-cols-subgrid">
      <dt className="text-ink-faint">{NAMES[side]}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <span
          className={clsx(
            'min-w-0 flex-1 font-mono wrap-anywhere whitespace-pre-wrap',
            isBad && 'font-medium text-fail',
          )}
        >
          <MarkedText side={side} text={text} difference={marks ?? null} />
        </span>
        <QuietCopy>
          <CopyButton small text={text} what={`${NAMES[side].toLowerCase()} value of ${what}`} />
        </QuietCopy>
      </dd>
    </div>
  );
}
