import type { RecordedRequest } from '@shared/model/exchange';
import type { PauseView } from '@shared/model/session';
import { FastForward, Send, SkipForward, StepForward } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../store/app-store';
import { CancelButton } from '../timeline/CancelButton';
import { describePause } from '../timeline/describe-pause';
import { useTakeFocus } from '../timeline/use-take-focus';
import { Button } from '../ui/Button';
import { Select } from '../ui/controls';
import { RequestEditor } from './RequestEditor';
import { type RequestDraft, usePausedRequest } from './use-request-draft';

/** The run stands still for whoever steps through it: what it stands before, and every way on. */
export function PausePanel({ pause }: { pause: PauseView }) {
  const panel = useTakeFocus();
  const { request } = pause;
  return (
    <section
      ref={panel}
      aria-label="The run is paused"
      className="my-1 rounded border border-accent bg-accent-soft px-2.5 py-2"
    >
      <p className="font-medium">Paused {describePause(pause)}.</p>
      {request ? <RequestDecision pause={pause} request={request} /> : <Ways pause={pause} editor={null} />}
    </section>
  );
}

function RequestDecision({ pause, request }: { pause: PauseView; request: RecordedRequest }) {
  const editor = usePausedRequest(pause.pauseId, { ...request, body: request.body?.text ?? null });
  return (
    <>
      <Ways pause={pause} editor={editor} />
      <RequestEditor editor={editor} />
    </>
  );
}

function Ways({ pause, editor }: { pause: PauseView; editor: RequestDraft | null }) {
  const sessionId = useApp((state) => state.open?.id ?? '');
  const isDeciding = useApp((state) => state.decidingId === pause.pauseId);
  const continueRun = useApp((state) => state.continueRun);
  const [chosen, setChosen] = useState<string | null>(null);
  const go = (name: string, until: Parameters<typeof continueRun>[2], skip = false) => {
    setChosen(name);
    void continueRun(sessionId, pause.pauseId, until, {
      skip,
      request: skip ? null : (editor?.edited ?? null),
    });
  };
  const isBroken = (editor?.problems.length ?? 0) > 0;
  const isEdited = editor !== null && editor.edited !== null;
  const busy = (name: string, needsRequest = true) => ({
    busy: isDeciding && chosen === name,
    disabled: (needsRequest && isBroken) || (isDeciding && chosen !== name),
  });
  return (
    <>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button
          tone="primary"
          icon={editor ? Send : StepForward}
          {...busy('request')}
          onClick={() => go('request', 'next-request')}
        >
          {editor === null
            ? 'Next request'
            : isEdited
              ? 'Send edited, stop at the next'
              : 'Send, stop at the next'}
        </Button>
        <Button icon={StepForward} {...busy('step')} onClick={() => go('step', 'next-step')}>
          {editor ? 'To the next step' : 'Next step'}
        </Button>
        <Button icon={FastForward} {...busy('end')} onClick={() => go('end', 'end')}>
          Continue
        </Button>
        {pause.channel !== 'front' && (
          <Button icon={SkipForward} {...busy('skip', false)} onClick={() => go('skip', 'next-step', true)}>
            {editor ? 'Leave the request out' : 'Skip the step'}
          </Button>
        )}
        <CancelButton sessionId={sessionId} />
      </div>
      <RunTo disabled={isDeciding || isBroken} onPick={(step) => go('to', { step })} />
    </>
  );
}

/** The steps that are still to come. */
function RunTo({ disabled, onPick }: { disabled: boolean; onPick: (step: string) => void }) {
  const plan = useApp((state) => state.plan);
  const steps = useApp((state) => state.open?.view.steps);
  const reached = new Set(steps?.map(({ name }) => name));
  const ahead = plan.filter(({ name }) => !reached.has(name));
  if (ahead.length === 0) return null;
  return (
    <div className="mt-2">
      <Select
        aria-label="Run to a step"
        value=""
        disabled={disabled}
        choices={[
          { value: '', label: 'Run to a step…', disabled: true },
          ...ahead.map(({ name, title }) => ({ value: name, label: title })),
        ]}
        onPick={onPick}
        className="max-w-72 text-xs"
      />
    </div>
  );
}
