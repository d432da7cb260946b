import * as client from 'openid-client';
import type { Flow } from './flow';
import { stageCall } from './staged-call';
import { configurationOf, requireEndpoints } from './steps/discovery';
import { dpopOptionsOf } from './steps/dpop';
import { OPENING_STEPS } from './steps/opening-steps';
import { stageOptionsOf, tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { createTokenStep } from './steps/token';

/** The client asks for a token of its own (RFC 6749 section 4.4). */
const clientCredentialsStep = createTokenStep({
  name: 'token',
  title: 'Ask for a token as the client',
  hasIdTokenStep: () => false,
  async start(context) {
    requireEndpoints(context, ['token_endpoint']);
    const configuration = configurationOf(context);
    const parameters = tokenParametersOf(context);
    if (context.profile.scope !== '') parameters.set('scope', context.profile.scope);
    const dpop = await dpopOptionsOf(context);
    return stageCall((fetch) => {
      configuration[client.customFetch] = fetch as client.CustomFetch;
      return client.clientCredentialsGrant(configuration, parameters, dpop);
    }, stageOptionsOf(context));
  },
});

export const clientCredentialsFlow: Flow = {
  id: 'client-credentials',
  title: 'Client credentials',
  steps: (profile) => [...OPENING_STEPS, clientCredentialsStep, ...(profile.resource ? [resourceStep] : [])],
};
