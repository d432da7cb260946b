import { isLoopbackHost } from '@shared/model/parse-profile';
import type { CallbackWaitView } from '@shared/model/session';
import { QrCode } from '../ui/QrCode';

/** The authorization URL for the camera of a phone, and what happens there at the end. */
export function SignInCode({ wait }: { wait: CallbackWaitView }) {
  const host = URL.parse(wait.redirectUri)?.hostname ?? '';
  return (
    <div className="mt-2 flex flex-wrap items-start gap-3">
      <QrCode
        text={wait.authorizationUrl}
        label="QR code of the authorization URL"
        isLarge
        fallback={
          <p className="text-xs text-warn">
            This URL is too long for a QR code. Copy it, or push the request first (PAR), which makes it
            short.
          </p>
        }
      />
      <div className="min-w-0 flex-1 basis-48 text-xs text-ink-soft">
        <p>Scan it to sign in on a phone.</p>
        {isLoopbackHost(host) && (
          <p className="mt-1">
            The last page will not load there, because{' '}
            <span className="font-mono">{host.replace(/^\[|\]$/g, '')}</span> is the phone itself. Copy its
            address from the address bar of the phone, bring it here, and paste it below.
          </p>
        )}
      </div>
    </div>
  );
}
