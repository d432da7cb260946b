import type { CallbackWaitView, StepView } from '@shared/model/session';
import { QrCode as QrCodeIcon } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { PlainText } from '../ui/PlainText';
import { Arrivals } from './Arrivals';
import { CancelButton } from './CancelButton';
import { describeWay } from './describe-way';
import { CertificateNote, ListeningPlace } from './ListeningPlace';
import { OpenPageButton, useIsCaptured } from './OpenPageButton';
import { PasteCallback } from './PasteCallback';
import { SignInCode } from './SignInCode';
import { useTakeFocus } from './use-take-focus';
import { WaitClock } from './WaitClock';

/** The run stands still until the browser comes back: where it waits, for how long, and every way on. */
export function WaitingPanel({ step, wait }: { step: StepView; wait: CallbackWaitView }) {
  const sessionId = useApp((state) => state.open?.id ?? '');
  const browser = useApp((state) => state.open?.view.profile?.browser ?? 'system');
  const canOpenBrowser = useApp((state) => state.capabilities?.systemBrowser ?? false);
  const isCaptured = useIsCaptured();
  const [isCodeShown, setCodeShown] = useState(browser === 'print');
  const way = step.name === 'logout' ? 'out' : 'in';
  const panel = useTakeFocus();
  return (
    <section
      ref={panel}
      aria-label="Waiting for the callback"
      className="my-1 rounded border border-accent bg-accent-soft px-2.5 py-2"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="min-w-0 font-medium break-words">
          Waiting for the callback at{' '}
          <span className="font-mono text-xs">
            <PlainText text={wait.redirectUri} />
          </span>
        </p>
        <WaitClock startedAt={wait.startedAt} deadline={wait.deadline} />
      </div>
      {!isCaptured && <ListeningPlace wait={wait} />}
      <p className="mt-1 text-ink-soft">
        {describeWay({ browser, canOpenBrowser, way, isListening: wait.listener !== null, isCaptured })}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <OpenPageButton
          sessionId={sessionId}
          href={wait.authorizationUrl}
          link={`Open the sign-${way} page`}
        />
        <CopyButton wide what="authorization URL" text={wait.authorizationUrl} />
        <Button icon={QrCodeIcon} aria-expanded={isCodeShown} onClick={() => setCodeShown(!isCodeShown)}>
          QR code
        </Button>
        <CancelButton sessionId={sessionId} />
      </div>
      {wait.listener?.fingerprint256 && <CertificateNote fingerprint={wait.listener.fingerprint256} />}
      {isCodeShown && <SignInCode wait={wait} />}
      <Arrivals step={step} awaitedAt={wait.redirectUri} />
      <PasteCallback sessionId={sessionId} />
    </section>
  );
}
