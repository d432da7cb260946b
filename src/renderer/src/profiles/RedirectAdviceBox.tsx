import { CopyButton } from '../ui/CopyButton';
import { PlainText } from '../ui/PlainText';
import { adviseOnRedirectUri } from './redirect-advice';

/** The redirect URI to register at the provider, character by character. */
export function RedirectAdviceBox({ redirectUri }: { redirectUri: string }) {
  const advice = adviseOnRedirectUri(redirectUri);
  if (!advice) return null;
  return (
    <div className="mt-1.5 rounded border border-line bg-sunken px-2 py-1.5">
      <div className="flex items-center gap-2">
        <span className="shrink-0 text-xs text-ink-soft">Register at the provider:</span>
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
          <PlainText text={advice.toRegister} />
        </code>
        <CopyButton text={advice.toRegister} what="redirect URI" />
      </div>
      <p className="mt-0.5 text-xs text-ink-soft">{advice.explanation}</p>
    </div>
  );
}
