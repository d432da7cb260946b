import type { CallbackWaitView } from '@shared/model/session';
import { CopyButton } from '../ui/CopyButton';
import { PlainText } from '../ui/PlainText';

/** Where the callback is really listened for. */
export function ListeningPlace({ wait: { listener } }: { wait: CallbackWaitView }) {
  if (listener === null) {
    return <p className="text-xs text-ink-soft">Nothing can listen at this address from here.</p>;
  }
  const { addresses, port, path, fingerprint256 } = listener;
  return (
    <p className="text-xs text-ink-soft">
      Listening on <PlainText text={addresses.join(' and ')} />, port {port}, path{' '}
      <span className="font-mono">
        <PlainText text={path} />
      </span>
      , over {fingerprint256 === null ? 'http' : 'https'}.
    </p>
  );
}

/** What the browser will ask about: RFC 8252 section 7.3 needs no certificate, a registered https URI does. */
export function CertificateNote({ fingerprint }: { fingerprint: string }) {
  return (
    <div
      role="note"
      aria-label="Certificate"
      className="mt-1.5 rounded border border-line bg-surface px-2 py-1.5 text-xs"
    >
      <p>
        The browser will warn: this certificate was made for this run, and nobody signed it. Go on only where
        it shows this SHA-256 fingerprint:
      </p>
      <p className="mt-0.5 flex items-start gap-1">
        <span className="min-w-0 font-mono wrap-anywhere">{fingerprint}</span>
        <CopyButton small what="fingerprint" text={fingerprint} />
      </p>
    </div>
  );
}
