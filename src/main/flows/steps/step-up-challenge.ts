import { checkStepUp } from '@shared/checks/check-step-up';
import { readHeaders } from '@shared/model/read-message';
import { WWWAuthenticateChallengeError } from 'openid-client';
import type { StepContext } from '../flow';

declare module '../flow' {
  interface FlowState {
    /** What the resource asks of a new sign-in; unset where it asked for nothing. */
    stepUp?: StepUpChallenge;
  }
}

/** RFC 9470 section 3: parameters of the challenge insufficient_user_authentication. */
export interface StepUpChallenge {
  acr_values?: string;
  max_age?: string;
  scope?: string;
}

/**
 * The resource's demand for stronger or fresher authentication, kept for the steps that follow it. False where
 * the error is another, where the profile does not follow, or where this was followed already.
 */
export function keepStepUpChallenge(context: StepContext, error: unknown): boolean {
  const { profile, state } = context;
  if (!profile.stepUp || state.stepUp || !(error instanceof WWWAuthenticateChallengeError)) return false;
  const challenge = error.cause.find(
    ({ parameters }) => parameters.error === 'insufficient_user_authentication',
  );
  if (!challenge) return false;
  const { acr_values, max_age, scope } = challenge.parameters as StepUpChallenge;
  state.stepUp = {
    ...(acr_values === undefined ? {} : { acr_values }),
    ...(max_age === undefined ? {} : { max_age }),
    ...(scope === undefined ? {} : { scope }),
  };
  const exchange = context.findExchange('resource');
  const challenges = exchange?.response ? readHeaders(exchange.response.headers, 'www-authenticate') : [];
  context.check(checkStepUp(challenges), exchange?.id);
  return true;
}
