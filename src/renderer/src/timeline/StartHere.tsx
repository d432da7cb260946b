import { Play, Plus, Route } from 'lucide-react';
import { PasteButton } from '../paste/PasteButton';
import { useApp } from '../store/app-store';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { PRACTICE_SIGN_IN } from './practice-sign-in';

/** What a newcomer sees: what this is, and one click that shows it. */
export function StartHere() {
  const practice = useApp((state) => state.profiles.find((each) => each.source === 'practice'));
  const isBusy = useApp((state) => state.isStarting);
  const startRun = useApp((state) => state.startRun);
  const startNewProfile = useApp((state) => state.startNewProfile);
  return (
    <EmptyState icon={Route} title="See an OAuth flow from the inside">
      <p className="text-ink-soft">
        Grantscope runs an OAuth 2.0 or OpenID Connect flow for real and records every request, redirect and
        check. When one fails, it shows where, why, and how to fix it.
      </p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {practice && (
          <Button tone="primary" icon={Play} busy={isBusy} onClick={() => void startRun(practice.id)}>
            Run with the practice provider
          </Button>
        )}
        <Button icon={Plus} onClick={startNewProfile}>
          New profile
        </Button>
      </div>
      {practice && (
        <p className="text-xs text-ink-soft">
          It is built in. Sign in as <code className="font-mono">{PRACTICE_SIGN_IN.user}</code>, password{' '}
          <code className="font-mono">let-me-in</code>.
        </p>
      )}
      <p className="mt-4 w-full border-t border-line pt-4 text-ink-soft">
        Did it fail somewhere else? A HAR, an error, a log or the output of curl is enough to see why.
      </p>
      <PasteButton />
    </EmptyState>
  );
}
