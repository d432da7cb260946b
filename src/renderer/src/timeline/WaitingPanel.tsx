import type { CallbackWaitView, StepView } from '@shared/model/session';
import { ExternalLink as ExternalLinkIcon, Square } from 'lucide-react';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';
import { PlainText } from '../ui/PlainText';
import { HitRows } from './HitRows';
import { PasteCallback } from './PasteCallback';
import { useTakeFocus } from './use-take-focus';
import { WaitClock } from './WaitClock';

/** The run stands still until the browser comes back: where it waits, for how long, and every way on. */
export function WaitingPanel({ step, wait }: { step: StepView; wait: CallbackWaitView }) {
  const sessionId = useApp((state) => state.open?.id ?? '');
  const canOpenBrowser = useApp((state) => state.capabilities?.systemBrowser ?? false);
  const openAuthorizationUrl = useApp((state) => state.openAuthorizationUrl);
  const cancelRun = useApp((state) => state.cancelRun);
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
      <p className="mt-0.5 text-ink-soft">
        {canOpenBrowser
          ? `Sign ${way} in the browser that opened. It comes back here by itself.`
          : `No browser opens by itself here. Sign ${way} on the page below; it comes back here by itself.`}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {canOpenBrowser ? (
          <Button tone="primary" icon={ExternalLinkIcon} onClick={() => void openAuthorizationUrl(sessionId)}>
            Open in browser
          </Button>
        ) : (
          <ExternalLink look="button" href={wait.authorizationUrl}>
            Open the sign-{way} page
          </ExternalLink>
        )}
        <CopyButton wide what="authorization URL" text={wait.authorizationUrl} />
        <Button icon={Square} onClick={() => void cancelRun(sessionId)}>
          Cancel
        </Button>
      </div>
      <div className="mt-2">
        <h3 className="text-xs font-semibold text-ink-soft">Arrived so far</h3>
        {step.hits.length === 0 ? (
          <p className="text-xs text-ink-soft">Nothing yet.</p>
        ) : (
          <ul aria-label="Arrived so far">
            <HitRows hits={step.hits} />
          </ul>
        )}
      </div>
      <PasteCallback sessionId={sessionId} />
    </section>
  );
}
