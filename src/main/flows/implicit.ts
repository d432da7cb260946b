import { hasAccessToken, readResponseType } from '@shared/model/authorization-response';
import type { Flow } from './flow';
import { listRequestSteps } from './steps/authorization-steps';
import { createCallbackStep } from './steps/callback';
import { frontIdTokenStep } from './steps/front-id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { resourceStep } from './steps/resource';
import { startImplicit } from './steps/start-implicit';
import { userinfoStep } from './steps/userinfo';

const implicitCallbackStep = createCallbackStep({ start: startImplicit, isCheckedLater: true });

/** OpenID Connect Core section 3.2: everything comes through the browser. Here to find out why it fails. */
export const implicitFlow: Flow = {
  id: 'implicit',
  title: 'Implicit (RFC 9700 section 2.1.2 advises against it)',
  steps: (profile) => [
    ...OPENING_STEPS,
    ...listRequestSteps(profile),
    implicitCallbackStep,
    frontIdTokenStep,
    ...(hasAccessToken(readResponseType(profile))
      ? [userinfoStep, ...(profile.resource ? [resourceStep] : [])]
      : []),
  ],
};
