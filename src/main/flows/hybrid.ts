import type { Flow } from './flow';
import { listRequestSteps } from './steps/authorization-steps';
import { checkedLaterCallbackStep } from './steps/callback';
import { frontIdTokenStep } from './steps/front-id-token';
import { idTokenStep } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { resourceStep } from './steps/resource';
import { tokenStep } from './steps/token';
import { userinfoStep } from './steps/userinfo';

/** OpenID Connect Core section 3.3: an ID token comes along with the code and vouches for it. */
export const hybridFlow: Flow = {
  id: 'hybrid',
  title: 'Hybrid: ID token with the code',
  steps: (profile) => [
    ...OPENING_STEPS,
    ...listRequestSteps(profile),
    checkedLaterCallbackStep,
    frontIdTokenStep,
    tokenStep,
    idTokenStep,
    userinfoStep,
    ...(profile.resource ? [resourceStep] : []),
  ],
};
