import type { Flow } from './flow';
import { listRequestSteps } from './steps/authorization-steps';
import { checkedLaterCallbackStep } from './steps/callback';
import { discoveryStep } from './steps/discovery';
import { frontIdTokenStep } from './steps/front-id-token';
import { idTokenStep } from './steps/id-token';
import { preflightStep } from './steps/preflight';
import { resourceStep } from './steps/resource';
import { tokenStep } from './steps/token';
import { userinfoStep } from './steps/userinfo';

/** OpenID Connect Core section 3.3: an ID token comes along with the code and vouches for it. */
export const hybridFlow: Flow = {
  id: 'hybrid',
  title: 'Hybrid: ID token with the code',
  steps: (profile) => [
    discoveryStep,
    preflightStep,
    ...listRequestSteps(profile),
    checkedLaterCallbackStep,
    frontIdTokenStep,
    tokenStep,
    idTokenStep,
    userinfoStep,
    ...(profile.resource ? [resourceStep] : []),
  ],
};
