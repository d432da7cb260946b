import type { Profile } from '@shared/model/profile';
import type { Flow, FlowStep } from './flow';
import { authorizationRequestStep, wantsIdToken } from './steps/authorization-request';
import { callbackStep } from './steps/callback';
import { discoveryStep } from './steps/discovery';
import { idTokenStep } from './steps/id-token';
import { resourceStep } from './steps/resource';
import { tokenStep } from './steps/token';
import { userinfoStep } from './steps/userinfo';

/** The user signs in and the client redeems the code: also how other flows come by the token they are about. */
export function listSignInSteps(profile: Profile): FlowStep[] {
  return [authorizationRequestStep, callbackStep, tokenStep, ...(wantsIdToken(profile) ? [idTokenStep] : [])];
}

/** RFC 6749 section 4.1 with PKCE (RFC 7636), and OpenID Connect Core section 3.1 where the scope asks for it. */
export const authorizationCodeFlow: Flow = {
  id: 'authorization-code',
  title: 'Authorization code',
  steps: (profile) => [
    discoveryStep,
    ...listSignInSteps(profile),
    ...(wantsIdToken(profile) ? [userinfoStep] : []),
    ...(profile.resource ? [resourceStep] : []),
  ],
};
