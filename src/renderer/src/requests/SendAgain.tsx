import { isReadOnly } from '@shared/follow-ups/is-read-only';
import { findResendObstacle, toOutgoingRequest } from '@shared/follow-ups/resend';
import type { ExchangeView } from '@shared/model/session';
import { RotateCw, Send } from 'lucide-react';
import { useState } from 'react';
import { PURPOSE_LABELS } from '../labels/labels';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FieldMessages } from '../ui/Field';
import { RequestEditor } from './RequestEditor';
import { useRequestDraft } from './use-request-draft';

/** Sends a recorded request once more, as it was or changed; the answer becomes a branch of the session. */
export function SendAgain({ exchange }: { exchange: ExchangeView }) {
  const view = useApp((state) => state.open?.view);
  const isOccupied = useApp((state) => state.isStarting || state.runningId !== null);
  const [isOpen, setOpen] = useState(false);
  const isForeign = useApp(({ open }) => open?.summary != null && isReadOnly(open.summary));
  if (!view || isForeign) return null;
  const reason = findResendObstacle(view, exchange) ?? (isOccupied ? 'A run is on.' : null);
  return (
    <>
      <Button
        small
        tone="quiet"
        icon={RotateCw}
        aria-disabled={reason !== null || undefined}
        title={reason ?? 'Sends this request once more, as it was or changed.'}
        className={reason === null ? '' : 'cursor-not-allowed opacity-55'}
        onClick={() => reason === null && setOpen(true)}
      >
        Send again
      </Button>
      <Dialog
        isOpen={isOpen}
        title={`Send the ${PURPOSE_LABELS[exchange.purpose].toLowerCase()} request again`}
        description="Nothing is computed anew: a code, a proof or an assertion that was used before is sent as it stands. The answer is added to this session, beside the flow."
        onClose={() => setOpen(false)}
      >
        <SendForm exchange={exchange} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SendForm({ exchange, onDone }: { exchange: ExchangeView; onDone: () => void }) {
  const editor = useRequestDraft(toOutgoingRequest(exchange.request));
  const isSending = useApp((state) => state.isStarting);
  const resend = useApp((state) => state.resend);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const refused = await resend(exchange.id, editor.edited);
    setProblem(refused);
    if (refused === null) onDone();
  };
  return (
    <>
      <RequestEditor editor={editor} />
      {problem !== null && (
        <div role="alert">
          <FieldMessages messages={[{ message: problem, severity: 'error' }]} />
        </div>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button
          tone="primary"
          icon={Send}
          busy={isSending}
          disabled={editor.problems.length > 0}
          onClick={() => void send()}
        >
          {editor.edited === null ? 'Send as it was' : 'Send edited'}
        </Button>
      </div>
    </>
  );
}
