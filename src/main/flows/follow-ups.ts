import { readSessionTokens } from '@shared/follow-ups/session-tokens';
import type { FollowUp } from '@shared/model/grant-options';
import { type FlowId, serverMetadataSchema } from '@shared/model/profile';
import { decodeJwt } from '@shared/model/read-jwt';
import { parseJsonObject } from '@shared/model/read-message';
import type * as client from 'openid-client';
import type { Flow, FlowStep, StepContext } from './flow';
import type { StagedCall } from './staged-call';
import { restoreConfiguration } from './steps/discovery';
import { introspectStep } from './steps/introspect';
import { logoutStep } from './steps/logout';
import type { Tokens } from './steps/redeem-code';
import { refreshStep } from './steps/refresh';
import { resourceStep } from './steps/resource';
import { revokeStep } from './steps/revoke';
import { userinfoStep } from './steps/userinfo';

const STEPS: Record<FollowUp, FlowStep> = {
  userinfo: userinfoStep,
  resource: resourceStep,
  introspect: introspectStep,
  refresh: refreshStep,
  revoke: revokeStep,
  logout: logoutStep,
};

/** A flow with the follow-ups of the profile behind its own steps. */
export function withFollowUps(flow: Flow): Flow {
  return {
    ...flow,
    steps: (profile) => [...flow.steps(profile), ...profile.followUps.map((action) => STEPS[action])],
  };
}

/**
 * One action on a session that has ended. Its step begins with what the recording tells: the metadata as it
 * was discovered, and the newest tokens.
 */
export function createFollowUpFlow(id: FlowId, action: FollowUp): Flow {
  const step = STEPS[action];
  return {
    id,
    title: step.title,
    steps: () => [
      {
        ...step,
        async run(context) {
          await restoreState(context);
          return step.run(context);
        },
      },
    ],
  };
}

async function restoreState(context: StepContext): Promise<void> {
  const artifacts = context.session().steps.flatMap((each) => each.artifacts);
  const recorded = artifacts.findLast(({ name }) => name === 'server-metadata')?.value ?? '';
  await restoreConfiguration(context, serverMetadataSchema.parse(parseJsonObject(recorded)));
  context.state.grant = restoreGrant(context);
}

/** The tokens of the session in the form in which the library answers them. */
function restoreGrant(context: StepContext): StagedCall<Tokens> {
  const { accessToken, idToken } = readSessionTokens(context.session());
  const claims = decodeJwt(idToken ?? '')?.claims;
  const response: client.TokenEndpointResponse = { access_token: accessToken ?? '', token_type: 'bearer' };
  const helpers: client.TokenEndpointResponseHelpers = {
    claims: () => claims as ReturnType<Tokens['claims']>,
    expiresIn: () => undefined,
  };
  const tokens: Tokens = Object.assign(response, helpers);
  return { advance: async () => null, held: () => null, result: async () => tokens };
}
