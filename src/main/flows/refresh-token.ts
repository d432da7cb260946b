import { isSignInFirst } from '@shared/model/check-flow-members';
import { listSignInSteps } from './authorization-code';
import type { Flow } from './flow';
import { OPENING_STEPS } from './steps/opening-steps';
import { refreshStep } from './steps/refresh';
import { resourceStep } from './steps/resource';

/** RFC 6749 section 6; without a refresh token in the profile the code flow gets one first. */
export const refreshTokenFlow: Flow = {
  id: 'refresh-token',
  title: 'Refresh token',
  steps: (profile) => [
    ...OPENING_STEPS,
    ...(isSignInFirst(profile) ? listSignInSteps(profile) : []),
    refreshStep,
    ...(profile.resource ? [resourceStep] : []),
  ],
};
