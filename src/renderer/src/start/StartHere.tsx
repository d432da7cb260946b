import { Plug, Route, X } from 'lucide-react';
import { PasteButton } from '../paste/PasteButton';
import { useApp } from '../store/app-store';
import { Button, IconButton } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { ConnectButton } from './ConnectButton';
import { FaultButtons } from './FaultButtons';
import { FirstStep } from './FirstStep';
import { FIRST_FAULTS } from './first-steps';
import { SignInButtons } from './SignInButtons';
import { START_ID } from './start-id';
import { useFirstSteps } from './use-first-steps';

/** The middle of the window while no session is open: the first minute, until it is dismissed. */
export function StartHere() {
  const isTourShown = useApp((state) => state.preferences.isTourShown);
  return isTourShown ? <FirstMinute /> : <NothingOpen />;
}

function FirstMinute() {
  const { progress, canPractise } = useFirstSteps();
  const changePreferences = useApp((state) => state.changePreferences);
  const { hasSignedIn, triedFaults, hasOwnProfile } = progress;
  const next = !canPractise || triedFaults.length > 0 ? 'connect' : hasSignedIn ? 'break' : 'run';
  const isOver = hasSignedIn && triedFaults.length > 0 && hasOwnProfile;
  return (
    <div className="h-full overflow-auto">
      <section
        aria-labelledby={START_ID}
        className="mx-auto flex min-h-full max-w-xl flex-col justify-center gap-3 p-6"
      >
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <h2 id={START_ID} tabIndex={-1} className="text-base font-semibold outline-none">
              See an OAuth flow from the inside
            </h2>
            <p className="mt-0.5 text-ink-soft">
              Grantscope runs an OAuth 2.0 or OpenID Connect flow for real and records every request, redirect
              and check. When one fails, it shows where, why, and how to fix it.
            </p>
          </div>
          <IconButton
            label="Hide the first steps"
            icon={X}
            onClick={() => void changePreferences({ isTourShown: false })}
          />
        </div>
        <ol aria-label="First steps" className="flex flex-col gap-2">
          {canPractise && (
            <FirstStep
              number={1}
              title="Run a sign-in"
              isDone={hasSignedIn}
              isNext={!isOver && next === 'run'}
              text="A practice provider is built in. One click signs alice in there and fills the timeline, without a browser."
            >
              <SignInButtons isNext={next === 'run'} isDone={hasSignedIn} />
            </FirstStep>
          )}
          {canPractise && (
            <FirstStep
              number={2}
              title="Break it"
              isDone={triedFaults.length > 0}
              isNext={!isOver && next === 'break'}
              text={describeFaults(triedFaults.length)}
            >
              <FaultButtons />
            </FirstStep>
          )}
          <FirstStep
            number={canPractise ? 3 : 1}
            title="Connect your provider"
            isDone={hasOwnProfile}
            isNext={!isOver && next === 'connect'}
            text="Type its name: for Entra ID, Google, Okta, Auth0, Keycloak and many more, Grantscope knows what to register there, and where."
          >
            <ConnectButton isNext={next === 'connect'} />
          </FirstStep>
        </ol>
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-t border-line pt-3">
          <p className="min-w-0 text-ink-soft">
            Did it fail somewhere else? Paste a HAR, an error, a log or curl.
          </p>
          <PasteButton />
        </div>
      </section>
    </div>
  );
}

function describeFaults(tried: number): string {
  if (tried === 0)
    return 'The same sign-in with one thing wrong. See where it fails, and what is to be done.';
  return tried < FIRST_FAULTS.length
    ? `You have seen ${tried} of ${FIRST_FAULTS.length}. Each fails at another step.`
    : 'You have seen all three. The list beside the Run button has many more.';
}

function NothingOpen() {
  const showTour = useApp((state) => state.showTour);
  return (
    <EmptyState icon={Route} title="No session is open">
      <p className="text-ink-soft">
        Run the selected profile, select a session on the left, or paste a failure.
      </p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <Button icon={Plug} onClick={showTour}>
          Show the first steps
        </Button>
        <PasteButton />
      </div>
    </EmptyState>
  );
}
