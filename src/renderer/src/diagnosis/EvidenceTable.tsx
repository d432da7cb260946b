import { readProof } from '@shared/diagnosis/finding-words';
import type { Evidence } from '@shared/model/finding';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';
import { Comparison } from './Comparison';

/** Each piece of proof with the event it stands on, and what was expected beside what was there. */
export function EvidenceTable({ evidence }: { evidence: Evidence[] }) {
  return (
    <ul className="space-y-1.5">
      {evidence.map((piece, index) => {
        const proof = readProof(piece);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two pieces may stand on one event, and they never move
          <li key={index} className="rounded border border-line bg-sunken px-2 py-1.5">
            <p className="mb-1 break-words last:mb-0">
              <PlainText text={proof.statement} />{' '}
              <span className="text-xs whitespace-nowrap text-ink-faint">event {piece.seq}</span>
            </p>
            <Comparison proof={proof} what={spellInvisible(proof.statement)} />
          </li>
        );
      })}
    </ul>
  );
}
