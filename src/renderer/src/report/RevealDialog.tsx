import type { PreviewItem } from '@shared/model/report-preview';
import { AlertDialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { PlainText } from '../ui/PlainText';
import { describeConsequence } from './describe-consequence';

interface RevealDialogProps {
  item: PreviewItem;
  onConfirm: () => void;
}

/**
 * Asks before a report shows what a rule hides; for a credential a second time, when it says what could be done with
 * it. The focus goes to the answer that keeps it hidden, so that no key held down confirms both.
 */
export function RevealDialog({ item, onConfirm }: RevealDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [isSecond, setSecond] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isSecond) keep.current?.focus();
  }, [isSecond]);
  const isCredential = item.sensitivity === 'credential';
  const confirm = () => {
    if (isCredential && !isSecond) {
      setSecond(true);
      return;
    }
    setOpen(false);
    onConfirm();
  };
  return (
    <AlertDialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setSecond(false);
      }}
    >
      <AlertDialog.Trigger asChild>
        <Button small data-row-action aria-label={`Show ${item.placeholder} in the report`}>
          Show…
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <div className="fixed inset-0 z-40 bg-backdrop" />
        <AlertDialog.Content className="fixed top-1/3 left-1/2 z-50 max-h-[calc(100vh-2rem)] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/3 overflow-auto rounded-md border border-line bg-surface p-4 shadow-popup">
          <AlertDialog.Title className="text-base font-semibold">
            {isSecond ? `Really show this credential?` : `Show ${item.placeholder}?`}
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-1.5 space-y-1.5 break-words text-ink-soft">
              {isSecond ? <Second item={item} /> : <First item={item} />}
            </div>
          </AlertDialog.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button ref={keep}>Keep it hidden</Button>
            </AlertDialog.Cancel>
            <Button tone="danger" onClick={confirm}>
              {!isCredential ? 'Show it' : isSecond ? 'Show the credential' : 'Go on'}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function First({ item }: { item: PreviewItem }) {
  return (
    <>
      <p>
        {item.title}: <PlainText text={item.peek} />.
      </p>
      <p>The report will show it wherever it stands by itself, and will say that you chose so.</p>
      {item.sensitivity === 'credential' && <p>This is a credential. You will be asked once more.</p>}
    </>
  );
}

function Second({ item }: { item: PreviewItem }) {
  return (
    <>
      <p>
        <strong className="text-ink">{item.title}</strong>
      </p>
      <p>{describeConsequence(item.secret)}</p>
      <p>Revoke or change it before the report leaves your hands, if you can.</p>
    </>
  );
}
