import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button, IconButton } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { FieldMessages } from '../ui/Field';
import { useProfileForm } from './form-context';
import type { ParameterPairs } from './profile-draft';

interface ParameterFieldsProps {
  legend: string;
  path: string;
  pairs: ParameterPairs;
  onChange: (pairs: ParameterPairs) => void;
}

/** Names and values that go into the request as they are. */
export function ParameterFields({ legend, path, pairs, onChange }: ParameterFieldsProps) {
  const { messages, isReadOnly } = useProfileForm();
  const headingId = useId();
  const problems = messages(path);
  const change = (index: number, pair: [string, string]) => onChange(pairs.with(index, pair));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would carry its border and legend
    <div role="group" aria-labelledby={headingId}>
      <div className="flex items-center justify-between">
        <span id={headingId} className="font-medium text-ink-soft">
          {legend}
        </span>
        {!isReadOnly && (
          <Button tone="quiet" icon={Plus} small onClick={() => onChange([...pairs, ['', '']])}>
            Add
          </Button>
        )}
      </div>
      {pairs.length === 0 && <p className="text-xs text-ink-faint">None.</p>}
      {pairs.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be empty or given twice while it is typed
        <div key={index} className="mt-1 grid grid-cols-[2fr_3fr_auto] items-center gap-1.5">
          <TextInput
            code
            aria-label={`Parameter ${index + 1} name`}
            placeholder="prompt"
            readOnly={isReadOnly}
            value={name}
            onChange={(event) => change(index, [event.target.value, value])}
          />
          <TextInput
            code
            aria-label={`Parameter ${index + 1} value`}
            placeholder="login"
            readOnly={isReadOnly}
            value={value}
            onChange={(event) => change(index, [name, event.target.value])}
          />
          {!isReadOnly && (
            <IconButton
              label={`Remove parameter ${index + 1}`}
              icon={X}
              onClick={() => onChange(pairs.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      {problems.length > 0 && <FieldMessages messages={problems} />}
    </div>
  );
}
