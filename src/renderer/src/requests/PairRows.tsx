import { findSensitiveSpans } from '@shared/redact/find-sensitive-spans';
import type { Pair } from '@shared/requests/request-parts';
import { Plus, X } from 'lucide-react';
import { useContext, useId } from 'react';
import { Button, IconButton } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { RevealContext } from '../ui/MaskedText';

interface PairRowsProps {
  /** "Form fields" */
  title: string;
  /** "Form field": what one row is. */
  one: string;
  kind: 'named' | 'header';
  pairs: Pair[];
  onChange: (pairs: Pair[]) => void;
}

/** Names and values that can be changed, added and taken out. */
export function PairRows({ title, one, kind, pairs, onChange }: PairRowsProps) {
  const id = useId();
  const isRevealed = useContext(RevealContext);
  const change = (index: number, pair: Pair) => onChange(pairs.with(index, pair));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own border and layout
    <div role="group" aria-labelledby={id} className="mt-2">
      <div className="flex items-center justify-between">
        <h3 id={id} className="text-xs font-semibold text-ink-soft">
          {title}
        </h3>
        <Button
          tone="quiet"
          icon={Plus}
          small
          aria-label={`Add a ${one.toLowerCase()}`}
          onClick={() => onChange([...pairs, ['', '']])}
        >
          Add
        </Button>
      </div>
      {pairs.length === 0 && <p className="text-xs text-ink-faint">None.</p>}
      {pairs.map(([name, value], index) => {
        const isSecret = findSensitiveSpans(value, { kind, name }).length > 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be empty or given twice while it is typed
          <div key={index} className="mt-1 grid grid-cols-[2fr_3fr_auto] items-center gap-1.5">
            <TextInput
              code
              aria-label={`${one} ${index + 1} name`}
              value={name}
              onChange={(event) => change(index, [event.target.value, value])}
            />
            <TextInput
              code
              type={isSecret && !isRevealed ? 'password' : 'text'}
              autoComplete={isSecret ? 'new-password' : 'off'}
              aria-label={`${one} ${name || index + 1} value`}
              value={value}
              onChange={(event) => change(index, [name, event.target.value])}
            />
            <IconButton
              label={`Remove ${one.toLowerCase()} ${name || index + 1}`}
              icon={X}
              onClick={() => onChange(pairs.toSpliced(index, 1))}
            />
          </div>
        );
      })}
    </div>
  );
}
