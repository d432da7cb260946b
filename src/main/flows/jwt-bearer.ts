import { checkGrantAssertion } from '@shared/checks/check-grant-assertion';
import { jwtBearerSchema } from '@shared/model/grant-options';
import { SignJWT } from 'jose';
import * as client from 'openid-client';
import { readClientKey } from './client-jwks';
import type { Flow, FlowStep, StepContext } from './flow';
import type { StagedCall } from './staged-call';
import { configurationOf, requireEndpoints } from './steps/discovery';
import { checkLaterIdToken } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { stageGrant, type Tokens, tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { createTokenStep } from './steps/token';

declare module './flow' {
  interface FlowState {
    /** The assertion that is the grant (RFC 7523 section 2.1). */
    grantAssertion?: string;
  }
}

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Signs the assertion, or takes the ready one (RFC 7523 section 3). */
const assertionStep: FlowStep = {
  name: 'assertion',
  title: 'Make the assertion',
  actor: 'client',
  async run(context) {
    const ready = context.secrets['jwtBearer.assertion'];
    const assertion = ready ?? (await signAssertion(context));
    context.artifact('assertion', 'jwt', assertion);
    context.state.grantAssertion = assertion;
    return 'done';
  },
};

/** Sends the assertion as the grant (RFC 7523 section 2.1). */
const tokenStep = createTokenStep({
  name: 'token',
  title: 'Send the assertion for a token',
  hasIdTokenStep: () => false,
  checkIdToken: checkLaterIdToken,
  start: startGrant,
});

export const jwtBearerFlow: Flow = {
  id: 'jwt-bearer',
  title: 'JWT bearer',
  steps: (profile) => [
    ...OPENING_STEPS,
    assertionStep,
    tokenStep,
    ...(profile.resource ? [resourceStep] : []),
  ],
};

async function signAssertion(context: StepContext): Promise<string> {
  const { profile, ports } = context;
  const { subject, audience, lifetimeSeconds } = profile.jwtBearer ?? jwtBearerSchema.parse({});
  const { key, alg, kid } = await readClientKey(context);
  const now = Math.floor(ports.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg, typ: 'JWT', ...(kid === undefined ? {} : { kid }) })
    .setIssuer(profile.client.id)
    .setSubject(subject ?? profile.client.id)
    .setAudience(audience ?? configurationOf(context).serverMetadata().issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .setJti(ports.randomId(16))
    .sign(key);
}

function startGrant(context: StepContext): StagedCall<Tokens> {
  requireEndpoints(context, ['token_endpoint']);
  const { profile, ports, state } = context;
  const assertion = state.grantAssertion ?? '';
  const { issuer, token_endpoint: endpoint } = configurationOf(context).serverMetadata();
  const rows = checkGrantAssertion(assertion, {
    audiences: endpoint === undefined ? [issuer] : [issuer, endpoint],
    now: Math.floor(ports.now() / 1000),
  });
  // Sent whatever they say: what a server makes of such an assertion is what the user came to see.
  for (const row of rows) context.check(row);
  const parameters = tokenParametersOf(context);
  parameters.set('assertion', assertion);
  if (profile.scope !== '') parameters.set('scope', profile.scope);
  return stageGrant(context, (configuration, options) =>
    client.genericGrantRequest(configuration, GRANT_TYPE, parameters, options),
  );
}
