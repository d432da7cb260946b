import type { CheckView } from '@shared/model/session';
import { clsx } from 'clsx';
import { VerdictIcon } from '../labels/marks';
import { ReferenceLink } from '../ui/ExternalLink';
import { PlainText } from '../ui/PlainText';

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
      <thead className="sticky top-0 bg-canvas text-left text-ink-faint">
        <tr>
          <th scope="col" className="w-8 py-1.5 pl-3 font-normal">
            <span className="sr-only">Verdict</span>
          </th>
          <th scope="col" className="w-[34%] py-1.5 pr-2 font-normal">
            Check
          </th>
          <th scope="col" className="py-1.5 pr-2 font-normal">
            Expected
          </th>
          <th scope="col" className="py-1.5 pr-3 font-normal">
            Actual
          </th>
          <th scope="col" className="w-8 font-normal">
            <span className="sr-only">Reference</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((check) => (
          <tr
            key={check.seq}
            aria-current={check.seq === selectedSeq || undefined}
            className={clsx('border-t border-line align-top', check.seq === selectedSeq && 'bg-accent-soft')}
          >
            <td className="py-1.5 pl-3">
              <VerdictIcon verdict={check.verdict} />
            </td>
            <th scope="row" className="py-1.5 pr-2 text-left font-medium break-words">
              <PlainText text={check.title} />
            </th>
            <td className="py-1.5 pr-2 font-mono wrap-anywhere text-ink-soft">
              <PlainText text={check.expected} />
            </td>
            <td
              className={clsx('py-1.5 pr-3 font-mono wrap-anywhere', check.verdict === 'fail' && 'text-fail')}
            >
              <PlainText text={check.actual} />
            </td>
            <td className="py-1.5">
              <ReferenceLink {...check.reference} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
