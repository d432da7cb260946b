import type { Profile } from '@shared/model/profile';
import type { Flow, FlowStep } from './flow';
import { wantsIdToken } from './steps/authorization-request';
import { listCodeSteps } from './steps/authorization-steps';
import { idTokenStep } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { resourceStep } from './steps/resource';
import { listStepUpSteps } from './steps/step-up';
import { tokenStep } from './steps/token';
import { userinfoStep } from './steps/userinfo';

/** The user signs in and the client redeems the code: also how other flows come by the token they are about. */
export function listSignInSteps(profile: Profile): FlowStep[] {
  return [...listCodeSteps(profile), tokenStep, ...(wantsIdToken(profile) ? [idTokenStep] : [])];
}

/** RFC 6749 section 4.1 with PKCE (RFC 7636), and OpenID Connect Core section 3.1 where the scope asks for it. */
export const authorizationCodeFlow: Flow = {
  id: 'authorization-code',
  title: 'Authorization code',
  steps: (profile) => [
    ...OPENING_STEPS,
    ...listSignInSteps(profile),
    ...(wantsIdToken(profile) ? [userinfoStep] : []),
    ...(profile.resource ? [resourceStep] : []),
    ...listStepUpSteps(profile),
  ],
};
