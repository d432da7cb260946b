import { Play, UserRound } from 'lucide-react';
import { PRACTICE_SIGN_IN } from '../timeline/practice-sign-in';
import { Button } from '../ui/Button';
import { useFirstSteps } from './use-first-steps';

/** The whole flow in a second; or with the sign-in page, for who wants to see that too. */
export function SignInButtons({ isNext, isDone }: { isNext: boolean; isDone: boolean }) {
  const { isBusy, practise } = useFirstSteps();
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Button tone={isNext ? 'primary' : 'plain'} icon={Play} busy={isBusy} onClick={() => practise()}>
          {isDone ? 'Run it again' : 'Run a sign-in now'}
        </Button>
        <Button icon={UserRound} disabled={isBusy} onClick={() => practise({ isByHand: true })}>
          Sign in myself
        </Button>
      </div>
      <p className="mt-1.5 text-xs text-ink-faint">
        By yourself: user <code className="font-mono">{PRACTICE_SIGN_IN.user}</code>, password{' '}
        <code className="font-mono">{PRACTICE_SIGN_IN.password}</code>.
      </p>
    </>
  );
}
