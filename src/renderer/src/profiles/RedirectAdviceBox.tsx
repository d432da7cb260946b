import { isLoopbackHost } from '@shared/model/parse-profile';
import { fitsLoopbackRule, LOOPBACK_RULES } from '@shared/providers/loopback-rules';
import { useApp } from '../store/app-store';
import { CopyButton } from '../ui/CopyButton';
import { PlainText } from '../ui/PlainText';
import { findDraftProvider } from './connect-provider';
import { useProfileForm } from './form-context';
import { adviseOnRedirectUri } from './redirect-advice';

/** The redirect URI to register at the provider, character by character; by its own rule where that is known. */
export function RedirectAdviceBox({ redirectUri }: { redirectUri: string }) {
  const { id, draft } = useProfileForm();
  const pickedId = useApp((state) => state.pickedProviders[id]);
  const provider = findDraftProvider(draft, pickedId);
  const advice = adviseOnRedirectUri(redirectUri);
  if (!advice) return null;
  const isRuleKnown = provider !== null && provider.loopback !== 'unknown' && isOfThisMachine(redirectUri);
  const isRefused = isRuleKnown && !fitsLoopbackRule(provider.loopback, redirectUri);
  const rule = isRuleKnown ? `${provider.name}: ${LOOPBACK_RULES[provider.loopback].words}` : null;
  return (
    <div className="mt-1.5 rounded border border-line bg-sunken px-2 py-1.5">
      <div className="flex items-center gap-2">
        <span className="shrink-0 text-xs text-ink-soft">Register at the provider:</span>
        <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
          <PlainText text={advice.toRegister} />
        </code>
        <CopyButton text={advice.toRegister} what="redirect URI" />
      </div>
      <p className="mt-0.5 text-xs text-ink-soft">
        {isRefused && <span className="text-warn">This one is not accepted. </span>}
        {rule ?? advice.explanation}
      </p>
    </div>
  );
}

function isOfThisMachine(redirectUri: string): boolean {
  const url = URL.parse(redirectUri.trim());
  return url !== null && isLoopbackHost(url.hostname);
}
