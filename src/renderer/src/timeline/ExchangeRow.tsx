import type { ExchangeView } from '@shared/model/session';
import { clsx } from 'clsx';
import { PURPOSE_LABELS } from '../labels/labels';
import { Badge } from '../ui/Badge';
import { formatDuration } from '../ui/format';
import { PlainText } from '../ui/PlainText';
import { describeUrl } from './describe-url';
import { StepNumber } from './StepNumber';

interface ExchangeRowProps {
  exchange: ExchangeView;
  number: string | undefined;
  /** A person changed it before it was sent. */
  isEdited: boolean;
  isSelected: boolean;
  onSelect: () => void;
}

export function ExchangeRow({ exchange, number, isEdited, isSelected, onSelect }: ExchangeRowProps) {
  const { request, response, error, timings, purpose } = exchange;
  const { host, path } = describeUrl(request.url);
  const isBad = Boolean(error) || (response?.status ?? 0) >= 400;
  const result = response ? String(response.status) : (error?.code ?? (error ? 'no answer' : 'under way'));
  return (
    <li>
      <button
        type="button"
        data-row
        aria-current={isSelected || undefined}
        onClick={onSelect}
        className={clsx(
          'flex h-6.5 w-full items-center gap-2 rounded px-2 text-left font-mono text-xs',
          isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="sr-only">{PURPOSE_LABELS[purpose]} request</span>
        <span className="max-w-40 min-w-10 shrink-0 truncate text-ink-soft">{request.method}</span>
        <span className="min-w-0 flex-1 truncate">
          <span className="text-ink-faint">
            <PlainText text={host} />
          </span>
          <PlainText text={path} />
        </span>
        <StepNumber number={number} />
        {isEdited && <Badge tone="warn">edited</Badge>}
        <span className={clsx('shrink-0 font-medium', isBad ? 'text-fail' : 'text-ink')}>{result}</span>
        <span className="w-16 shrink-0 text-right text-ink-faint">
          {timings ? formatDuration(timings.totalMs) : ''}
        </span>
      </button>
    </li>
  );
}
