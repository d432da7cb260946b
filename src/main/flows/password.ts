import { warnOfPasswordGrant } from '@shared/checks/check-password-grant';
import * as client from 'openid-client';
import type { Flow, StepContext } from './flow';
import { LocalFlowError } from './flow-errors';
import type { StagedCall } from './staged-call';
import { requireEndpoints } from './steps/discovery';
import { checkLaterIdToken } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { stageGrant, type Tokens, tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { createTokenStep } from './steps/token';

/** The client sends the user's password (RFC 6749 section 4.3): for servers that still run on it. */
const passwordStep = createTokenStep({
  name: 'token',
  title: 'Send the password for a token (legacy)',
  hasIdTokenStep: () => false,
  checkIdToken: checkLaterIdToken,
  start: startGrant,
});

export const passwordFlow: Flow = {
  id: 'password',
  title: 'Password (legacy)',
  steps: (profile) => [...OPENING_STEPS, passwordStep, ...(profile.resource ? [resourceStep] : [])],
};

function startGrant(context: StepContext): StagedCall<Tokens> {
  context.check(warnOfPasswordGrant());
  requireEndpoints(context, ['token_endpoint']);
  const { profile, secrets } = context;
  const password = secrets['password.password'];
  if (profile.password === undefined || password === undefined) {
    throw new LocalFlowError('secret_missing', 'This flow needs the username and the password.');
  }
  const parameters = tokenParametersOf(context);
  parameters.set('username', profile.password.username);
  parameters.set('password', password);
  if (profile.scope !== '') parameters.set('scope', profile.scope);
  return stageGrant(context, (configuration, options) =>
    client.genericGrantRequest(configuration, 'password', parameters, options),
  );
}
