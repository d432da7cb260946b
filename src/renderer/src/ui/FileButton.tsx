import { useRef } from 'react';
import { Button, type ButtonProps } from './Button';

interface FileButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** The name of the platform's own file field, which the button opens. */
  inputLabel: string;
  onPick: (file: File) => void;
}

/** A button that asks for one file. */
export function FileButton({ inputLabel, onPick, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        aria-label={inputLabel}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be picked again after a failure.
          target.value = '';
          if (file) onPick(file);
        }}
      />
    </>
  );
}
