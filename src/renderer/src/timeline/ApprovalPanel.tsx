import type { ApprovalWaitView, StepView } from '@shared/model/session';
import { useApp } from '../store/app-store';
import { CopyButton } from '../ui/CopyButton';
import { PlainText } from '../ui/PlainText';
import { QrCode } from '../ui/QrCode';
import { CancelButton } from './CancelButton';
import { describePolling } from './describe-polling';
import { HitRows } from './HitRows';
import { OpenPageButton } from './OpenPageButton';
import { useTakeFocus } from './use-take-focus';
import { WaitClock } from './WaitClock';

interface ApprovalPanelProps {
  step: StepView;
  approval: ApprovalWaitView;
}

/** The run stands still until the user has decided on another device: what to show there, and how it goes. */
export function ApprovalPanel({ step, approval }: ApprovalPanelProps) {
  const sessionId = useApp((state) => state.open?.id ?? '');
  const panel = useTakeFocus();
  const { verificationUri, bindingMessage, notificationUri } = approval;
  return (
    <section
      ref={panel}
      aria-label="Waiting for the decision"
      className="my-1 rounded border border-accent bg-accent-soft px-2.5 py-2"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="min-w-0 font-medium">Waiting for the user to decide on another device</p>
        <WaitClock startedAt={approval.startedAt} deadline={approval.deadline} />
      </div>
      {verificationUri === null ? (
        <p className="mt-0.5 text-ink-soft">
          The provider asks the user on a device of their own. Nothing has to be opened here.
        </p>
      ) : (
        <VerificationPage approval={approval} verificationUri={verificationUri} sessionId={sessionId} />
      )}
      {bindingMessage !== null && (
        <p className="mt-1">
          The device shows{' '}
          <strong className="font-mono">
            <PlainText text={bindingMessage} />
          </strong>
          ; approve only where it does.
        </p>
      )}
      {notificationUri !== null && (
        <p className="mt-1 text-ink-soft">
          The ping is listened for at{' '}
          <span className="font-mono text-xs">
            <PlainText text={notificationUri} />
          </span>
        </p>
      )}
      {step.hits.length > 0 && (
        <ul aria-label="Arrived so far" className="mt-1">
          <HitRows hits={step.hits} />
        </ul>
      )}
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-ink-soft">{describePolling(step, approval)}</p>
        <CancelButton sessionId={sessionId} />
      </div>
    </section>
  );
}

interface VerificationPageProps {
  approval: ApprovalWaitView;
  verificationUri: string;
  sessionId: string;
}

function VerificationPage({ approval, verificationUri, sessionId }: VerificationPageProps) {
  const { userCode, verificationUriComplete } = approval;
  const page = verificationUriComplete ?? verificationUri;
  return (
    <div className="mt-1.5 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-ink-soft">
          Open{' '}
          <span className="font-mono text-xs break-all text-ink">
            <PlainText text={verificationUri} />
          </span>{' '}
          on any device, or scan the code. There, enter or compare:
        </p>
        <p className="my-1.5 font-mono text-3xl font-semibold tracking-wider break-all">
          <span className="sr-only">User code: </span>
          <PlainText text={userCode ?? ''} />
        </p>
        <div className="flex flex-wrap gap-1.5">
          <OpenPageButton sessionId={sessionId} href={page} link="Open the verification page" />
          <CopyButton wide what="user code" text={userCode ?? ''} />
          <CopyButton wide what="address" text={verificationUri} />
        </div>
      </div>
      <QrCode text={page} label="QR code of the verification page" />
    </div>
  );
}
