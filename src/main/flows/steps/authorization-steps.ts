import type { Profile } from '@shared/model/profile';
import type { FlowStep } from '../flow';
import { authorizationRequestStep, isResponseJwt } from './authorization-request';
import { callbackStep, checkedLaterCallbackStep } from './callback';
import { pushedRequestStep } from './pushed-request';
import { requestObjectStep } from './request-object';
import { responseJwtStep } from './response-jwt';

/** How the authorization request gets to the server: plain, signed (RFC 9101), pushed (RFC 9126), or both. */
export function listRequestSteps(profile: Profile): FlowStep[] {
  return [
    authorizationRequestStep,
    ...(profile.requestObject ? [requestObjectStep] : []),
    ...(profile.par ? [pushedRequestStep] : []),
  ];
}

/** From the request to a code that can be redeemed: for every flow that begins with one. */
export function listCodeSteps(profile: Profile): FlowStep[] {
  return [
    ...listRequestSteps(profile),
    ...(isResponseJwt(profile) ? [checkedLaterCallbackStep, responseJwtStep] : [callbackStep]),
  ];
}
