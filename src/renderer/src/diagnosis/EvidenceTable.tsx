import type { Evidence } from '@shared/model/finding';
import { clsx } from 'clsx';
import { PlainText } from '../ui/PlainText';
import { readSide } from './read-difference';

/** Each piece of proof with the event it stands on, and what was expected beside what was there. */
export function EvidenceTable({ evidence }: { evidence: Evidence[] }) {
  return (
    <ul className="space-y-1.5">
      {evidence.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two pieces may stand on one event, and they never move
        <li key={index} className="rounded border border-line bg-sunken px-2 py-1.5">
          <p className="break-words">
            <PlainText text={piece.statement} />{' '}
            <span className="text-xs whitespace-nowrap text-ink-faint">event {piece.seq}</span>
          </p>
          {(piece.expected !== null || piece.actual !== null) && (
            <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-2 font-mono text-xs">
              {piece.expected !== null && (
                <Side name="expected" text={piece.expected} difference={piece.difference} />
              )}
              {piece.actual !== null && (
                <Side name="actual" text={piece.actual} difference={piece.difference} />
              )}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

interface SideProps {
  name: 'expected' | 'actual';
  text: string;
  difference: Evidence['difference'];
}

const MARKS = { expected: 'bg-pass-soft text-pass', actual: 'bg-fail-soft text-fail' };

function Side({ name, text, difference }: SideProps) {
  let offset = 0;
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap">
        {readSide(text, name, difference).map((run) => {
          const key = offset;
          offset += run.text.length;
          return run.isMarked ? (
            <mark key={key} className={clsx('rounded-sm font-bold underline', MARKS[name])}>
              <Spoken words=" (differs: " />
              <PlainText text={run.text} />
              <Spoken words=") " />
            </mark>
          ) : (
            <PlainText key={key} text={run.text} />
          );
        })}
      </dd>
    </>
  );
}

/** Screen readers are silent about marks. Not copied with the value. */
function Spoken({ words }: { words: string }) {
  return <span className="sr-only select-none">{words}</span>;
}
