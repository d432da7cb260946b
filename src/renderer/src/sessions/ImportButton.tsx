import { Upload } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';

/** Takes in a session that was exported as JSON, here or on another machine. */
export function ImportButton() {
  const importSession = useApp((state) => state.importSession);
  const input = useRef<HTMLInputElement>(null);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file may be picked again after a failure.
    target.value = '';
    if (file) await importSession(file);
  };
  return (
    <>
      <Button tone="quiet" icon={Upload} small onClick={() => input.current?.click()}>
        Import
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Session file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => void read(event)}
      />
    </>
  );
}
