import type { CheckView } from '@shared/model/session';
import { clsx } from 'clsx';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { VerdictIcon } from '../labels/marks';
import { PlainText } from '../ui/PlainText';
import { describeQuietChecks } from './describe-checks';

interface CheckRowsProps {
  checks: CheckView[];
  selectedSeq: number | null;
  onSelect: (check: CheckView) => void;
}

/** Failures and warnings always; what passed (or only informs) behind one line. */
export function CheckRows({ checks, selectedSeq, onSelect }: CheckRowsProps) {
  const [isOpen, setOpen] = useState(false);
  const loud = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const quiet = checks.filter((check) => !loud.includes(check));
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const row = (check: CheckView) => (
    <CheckRow key={check.seq} check={check} isSelected={check.seq === selectedSeq} onSelect={onSelect} />
  );
  return (
    <>
      {loud.map(row)}
      {quiet.length > 0 && (
        <li>
          <button
            type="button"
            data-row
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="flex h-6.5 w-full items-center gap-2 rounded px-2 text-left text-xs text-ink-soft hover:bg-hover"
          >
            <Chevron aria-hidden="true" className="size-3.5 shrink-0" />
            {describeQuietChecks(quiet)}
          </button>
        </li>
      )}
      {isOpen && quiet.map(row)}
    </>
  );
}

interface CheckRowProps {
  check: CheckView;
  isSelected: boolean;
  onSelect: (check: CheckView) => void;
}

function CheckRow({ check, isSelected, onSelect }: CheckRowProps) {
  return (
    <li>
      <button
        type="button"
        data-row
        aria-current={isSelected || undefined}
        onClick={() => onSelect(check)}
        className={clsx(
          'flex min-h-6.5 w-full items-center gap-2 rounded px-2 py-0.5 text-left text-xs',
          isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <VerdictIcon verdict={check.verdict} />
        <span className={clsx('min-w-0 truncate', check.verdict === 'fail' && 'font-medium text-fail')}>
          <PlainText text={check.title} />
        </span>
        {check.verdict !== 'pass' && (
          <span className="min-w-0 flex-1 truncate text-right font-mono text-ink-faint">
            <PlainText text={check.actual} />
          </span>
        )}
      </button>
    </li>
  );
}
