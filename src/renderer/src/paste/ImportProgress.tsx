import { useEffect, useRef } from 'react';
import type { ImportProgress as Progress } from '../store/app-state';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { formatCount } from '../ui/format';
import { PlainText } from '../ui/PlainText';

/** A large file on its way to the host. */
export function ImportProgress({ progress: { fileName, share, entries } }: { progress: Progress }) {
  const cancelImport = useApp((state) => state.cancelImport);
  const cancel = useRef<HTMLButtonElement>(null);
  // What had the focus is gone.
  useEffect(() => cancel.current?.focus(), []);
  const percent = Math.floor(share * 100);
  const isRead = share >= 1;
  const said = isRead ? 'looking for the sign-in' : `${percent} % read`;
  return (
    <div className="space-y-3">
      <p id="import-progress" className="break-all">
        <PlainText text={fileName} />
      </p>
      <div
        role="progressbar"
        aria-labelledby="import-progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={isRead ? undefined : percent}
        aria-valuetext={said}
        className="h-2 overflow-hidden rounded border border-line-strong bg-sunken"
      >
        <div className="h-full bg-accent forced-color-adjust-none" style={{ width: `${percent}%` }} />
      </div>
      <div className="flex items-center justify-between gap-2">
        <p className="text-ink-soft">
          {isRead ? 'Looking for the sign-in…' : `${percent} %`}
          {entries > 0 && `, ${formatCount(entries, 'entry', 'entries')} read`}
        </p>
        <Button ref={cancel} onClick={() => void cancelImport()}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
