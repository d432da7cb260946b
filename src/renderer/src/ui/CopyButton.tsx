import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './Button';

type CopyState = 'idle' | 'copied' | 'refused';

const SHOWN_MS = 2_000;

interface CopyButtonProps {
  text: string;
  /** What is copied, as in "Copy redirect URI". */
  what: string;
  /** With its words on it instead of the icon alone. */
  wide?: boolean;
  small?: boolean;
  /** Beside a `data-row`: reached by the Tab key from that row only. */
  isRowAction?: boolean;
  /** It stands for its row itself, where nothing else in that can take the focus. */
  isRow?: boolean;
}

export function CopyButton({
  text,
  what,
  wide = false,
  small = false,
  isRowAction = false,
  isRow = false,
}: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  const icon = { idle: Copy, copied: Check, refused: TriangleAlert }[state];
  const said = { idle: '', copied: 'Copied', refused: 'The clipboard refused it' }[state];
  return (
    <>
      {wide ? (
        <Button icon={icon} onClick={copy}>
          Copy {what}
        </Button>
      ) : (
        <IconButton
          small={small}
          label={`Copy ${what}`}
          icon={icon}
          onClick={copy}
          data-row-action={isRowAction || undefined}
          data-row={isRow || undefined}
        />
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
