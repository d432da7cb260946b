import type { Profile } from '@shared/model/profile';
import type { FlowStep } from '../flow';
import { authorizationRequestStep, wantsIdToken } from './authorization-request';
import { callbackStep } from './callback';
import { idTokenStep } from './id-token';
import { resourceStep } from './resource';
import type { StepUpChallenge } from './step-up-challenge';
import { tokenStep } from './token';

/** A sign-in as the challenge asks for it, and the call once more (RFC 9470 section 4). */
export function listStepUpSteps(profile: Profile): FlowStep[] {
  if (!profile.stepUp || !profile.resource) return [];
  return [
    follow(authorizationRequestStep, 'step-up-request', 'Build the stronger authorization request'),
    follow(callbackStep, 'step-up-callback', 'Sign in again and wait for the callback'),
    follow(tokenStep, 'step-up-token', 'Exchange the new code for tokens'),
    ...(wantsIdToken(profile) ? [follow(idTokenStep, 'step-up-id-token', 'Validate the new ID token')] : []),
    follow(resourceStep, 'step-up-resource', 'Call the protected resource again'),
  ];
}

/** The same step under the challenge's parameters; nothing to do where nothing was asked. */
function follow(step: FlowStep, name: string, title: string): FlowStep {
  return {
    ...step,
    name,
    title,
    async run(context) {
      const { stepUp } = context.state;
      if (!stepUp) return 'skipped';
      return step.run({ ...context, profile: withChallenge(context.profile, stepUp) });
    },
  };
}

function withChallenge(profile: Profile, { scope, ...parameters }: StepUpChallenge): Profile {
  const scopes = new Set([profile.scope, scope ?? ''].join(' ').split(' ').filter(Boolean));
  return {
    ...profile,
    scope: [...scopes].join(' '),
    parameters: { ...profile.parameters, authorize: { ...profile.parameters.authorize, ...parameters } },
  };
}
