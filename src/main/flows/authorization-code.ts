import type { Flow } from './flow';
import { wantsIdToken } from './steps/authorization-request';
import { listCodeSteps } from './steps/authorization-steps';
import { discoveryStep } from './steps/discovery';
import { idTokenStep } from './steps/id-token';
import { preflightStep } from './steps/preflight';
import { resourceStep } from './steps/resource';
import { listStepUpSteps } from './steps/step-up';
import { tokenStep } from './steps/token';
import { userinfoStep } from './steps/userinfo';

/** RFC 6749 section 4.1 with PKCE (RFC 7636), and OpenID Connect Core section 3.1 where the scope asks for it. */
export const authorizationCodeFlow: Flow = {
  id: 'authorization-code',
  title: 'Authorization code',
  steps: (profile) => [
    discoveryStep,
    preflightStep,
    ...listCodeSteps(profile),
    tokenStep,
    ...(wantsIdToken(profile) ? [idTokenStep, userinfoStep] : []),
    ...(profile.resource ? [resourceStep] : []),
    ...listStepUpSteps(profile),
  ],
};
