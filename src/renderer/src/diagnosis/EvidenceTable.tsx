import type { Evidence } from '@shared/model/finding';
import { PlainText } from '../ui/PlainText';

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
              {piece.expected !== null && <Side name="expected" text={piece.expected} />}
              {piece.actual !== null && <Side name="actual" text={piece.actual} />}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function Side({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">
        <PlainText text={text} />
      </dd>
    </>
  );
}
