import type { TextDifference } from '@shared/model/finding';
import { clsx } from 'clsx';
import { PlainText } from '../ui/PlainText';
import { readSide } from './read-difference';

interface MarkedTextProps {
  side: 'expected' | 'actual';
  text: string;
  /** Null where nothing is to be marked. */
  difference: TextDifference | null;
}

const MARKS = { expected: 'bg-pass-soft text-pass', actual: 'bg-fail-soft text-fail' };

/** One of two texts, with what the other does not have marked, for the eye and for a screen reader. */
export function MarkedText({ side, text, difference }: MarkedTextProps) {
  let offset = 0;
  return readSide(text, side, difference ?? undefined).map((run) => {
    const key = offset;
    offset += run.text.length;
    return run.isMarked ? (
      <mark key={key} className={clsx('rounded-sm font-bold underline', MARKS[side])}>
        <Spoken words=" (differs: " />
        <PlainText text={run.text} />
        <Spoken words=") " />
      </mark>
    ) : (
      <PlainText key={key} text={run.text} />
    );
  });
}

/** Screen readers are silent about marks. Not copied with the value. */
function Spoken({ words }: { words: string }) {
  return <span className="sr-only select-none">{words}</span>;
}
