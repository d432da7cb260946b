import { EyeOff } from 'lucide-react';
import type { FormEvent } from 'react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { TextInput } from '../ui/controls';

interface HideFormProps {
  text: string;
  onChange: (text: string) => void;
}

/** Hides one more text everywhere; what is selected in the report comes in by itself. */
export function HideForm({ text, onChange }: HideFormProps) {
  const hideText = useApp((state) => state.hideText);
  const isBusy = useApp((state) => state.isPreviewing);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await hideText(text.trim()))) onChange('');
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="border-b border-line p-3">
      <label htmlFor={HIDE_ID} className="mb-1 block font-medium text-ink-soft">
        Hide also
      </label>
      <div className="flex gap-1.5">
        <TextInput
          id={HIDE_ID}
          code
          value={text}
          aria-describedby={`${HIDE_ID}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button type="submit" icon={EyeOff} busy={isBusy} disabled={text.trim() === ''}>
          Hide
        </Button>
      </div>
      <p id={`${HIDE_ID}-hint`} className="mt-1 text-xs text-ink-faint">
        Type a text, or select it in the report. It goes wherever it stands, also encoded.
      </p>
    </form>
  );
}

const HIDE_ID = 'hide-also';
