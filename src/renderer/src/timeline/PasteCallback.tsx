import { type FormEvent, useState } from 'react';
import { useApp } from '../store/app-store';
import { useUnsent } from '../store/use-unsent';
import { Button } from '../ui/Button';
import { TextInput } from '../ui/controls';
import { Field } from '../ui/Field';
import { useBusy } from '../ui/use-busy';

/** For a browser that cannot reach the listener: the address it ended up at is handed in by hand. */
export function PasteCallback({ sessionId }: { sessionId: string }) {
  const submitCallback = useApp((state) => state.submitCallback);
  const [url, setUrl] = useUnsent('callback', sessionId, '');
  const [problem, setProblem] = useState<string | null>(null);
  const [submit, isBusy] = useBusy(async () => {
    const refused = await submitCallback(sessionId, url.trim());
    setProblem(refused);
    if (refused === null) setUrl('');
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== '') submit();
  };
  return (
    <form onSubmit={onSubmit} className="mt-2">
      <Field
        label="Callback URL, if the browser cannot reach this address"
        messages={problem === null ? [] : [{ message: problem, severity: 'error' }]}
      >
        {(control) => (
          <div className="flex gap-1.5">
            <TextInput
              {...control}
              code
              value={url}
              placeholder="Paste the whole address from the browser's address bar"
              onChange={(event) => {
                setUrl(event.target.value);
                setProblem(null);
              }}
            />
            <Button type="submit" busy={isBusy} disabled={url.trim() === ''}>
              Use it
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
