import { readCheckProof } from '@shared/diagnosis/finding-words';
import type { CheckView } from '@shared/model/session';
import { clsx } from 'clsx';
import { Comparison } from '../diagnosis/Comparison';
import { VerdictIcon } from '../labels/marks';
import { CopyButton } from '../ui/CopyButton';
import { ReferenceLink } from '../ui/ExternalLink';
import { PlainText } from '../ui/PlainText';
import { spellInvisible } from '../ui/show-invisible';

interface ChecksTabProps {
  checks: CheckView[];
  selectedSeq: number | null;
}

/** Failures first, then warnings, then the rest in the order they were made. */
const RANKS = { fail: 0, warn: 1, pass: 2, info: 2, skip: 2 };

export function ChecksTab({ checks, selectedSeq }: ChecksTabProps) {
  if (checks.length === 0) return <p className="p-3 text-ink-faint">Nothing was checked here.</p>;
  const sorted = checks.toSorted((left, right) => RANKS[left.verdict] - RANKS[right.verdict]);
  return (
    <table aria-label="Checks" className="w-full table-fixed border-collapse text-xs">
      <colgroup>
        <col className="w-8" />
        <col />
        <col className="w-15" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Check: expected, actual, difference</th>
          <th scope="col">Reference</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((check) => (
          <CheckRow key={check.seq} check={check} isSelected={check.seq === selectedSeq} />
        ))}
      </tbody>
    </table>
  );
}

function CheckRow({ check, isSelected }: { check: CheckView; isSelected: boolean }) {
  const title = spellInvisible(check.title);
  return (
    <tr
      aria-current={isSelected || undefined}
      className={clsx('border-t border-line align-top first:border-0', isSelected && 'bg-accent-soft')}
    >
      <td className="py-1.5 pl-3">
        <VerdictIcon verdict={check.verdict} />
      </td>
      <td className="py-1.5 pr-1">
        <p className="mb-0.5 font-medium break-words">
          <PlainText text={check.title} />
        </p>
        <Comparison proof={readCheckProof(check)} what={title} isBad={check.verdict === 'fail'} />
      </td>
      <td className="py-1.5 pr-2 text-right whitespace-nowrap">
        <CopyButton small text={describeCheck(check)} what={`check ${title}`} />
        <ReferenceLink {...check.reference} />
      </td>
    </tr>
  );
}

function describeCheck(check: CheckView): string {
  const { difference } = readCheckProof(check);
  return [
    `${check.title}: ${check.verdict}`,
    `Expected: ${check.expected}`,
    `Actual: ${check.actual}`,
    ...(difference === null ? [] : [`Difference: ${difference}`]),
    [check.reference.label, check.reference.url].filter((part) => part !== '').join(', '),
  ].join('\n');
}
