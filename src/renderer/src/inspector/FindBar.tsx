import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { IconButton } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { formatCount } from '../ui/format';
import { MOST_DRAWN } from './pick-searched';

interface FindBarProps {
  input: RefObject<HTMLInputElement | null>;
  query: string;
  count: number;
  index: number;
  /** The tab, and where it has several the message, that holds the hit. */
  place: string | null;
  /** There is more in the step that was not searched. */
  isCut: boolean;
  onType: (query: string) => void;
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
}

/** Enter goes to the next hit, Shift+Enter to the one before, Escape closes. */
export function FindBar({ input, query, count, index, place, isCut, onType, onMove, onClose }: FindBarProps) {
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    onMove(event.shiftKey ? -1 : 1);
  };
  return (
    <search
      aria-label="Find in step"
      className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 border-b border-line bg-surface px-3 py-1"
      onKeyDown={handleKey}
    >
      <div className="min-w-32 flex-1">
        <TextInput
          ref={input}
          aria-label="Find in this step"
          placeholder="Find in this whole step"
          value={query}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
      <span role="status" className="min-w-16 text-right text-xs text-ink-soft">
        {describeFound(query, count, index, place)}
      </span>
      <span className="flex">
        <IconButton label="Previous hit" icon={ChevronUp} disabled={count === 0} onClick={() => onMove(-1)} />
        <IconButton label="Next hit" icon={ChevronDown} disabled={count === 0} onClick={() => onMove(1)} />
        <IconButton label="Close the search" icon={X} onClick={onClose} />
      </span>
      {isCut && (
        <p className="w-full text-xs text-ink-soft">
          Only the first {MOST_DRAWN} requests that hold it are searched.
        </p>
      )}
    </search>
  );
}

function describeFound(query: string, count: number, index: number, place: string | null): string {
  if (query.trim() === '') return '';
  if (count === 0) return 'Nothing found';
  if (place === null) return formatCount(count, 'hit');
  return `${index + 1} of ${count}, in ${place}`;
}
