import {
  checkBackchannelAuthentication,
  DEFAULT_INTERVAL_SECONDS,
} from '@shared/checks/check-approval-request';
import { listParameters, readParameter } from '@shared/model/parameters';
import * as client from 'openid-client';
import type { Flow, FlowStep, PingListener, StepContext } from './flow';
import { missingStep } from './flow-errors';
import { wantsIdToken } from './steps/authorization-request';
import { configurationOf, requireEndpoints } from './steps/discovery';
import { dpopOptionsOf } from './steps/dpop';
import { idTokenStep } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { createPollStep, type PendingRequest } from './steps/poll';
import { tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { userinfoStep } from './steps/userinfo';
import { throwOnFailedCheck } from './throw-on-failed-check';

declare module './flow' {
  interface FlowState {
    backchannelAuthentication?: client.BackchannelAuthenticationResponse;
    pingListener?: PingListener;
  }
}

const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';

/** Asks the provider to ask the user (OpenID Connect CIBA Core section 7.1). */
const backchannelStep: FlowStep = {
  name: 'backchannel-authentication',
  title: 'Ask for the sign-in',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['backchannel_authentication_endpoint', 'token_endpoint']);
    const { profile } = context;
    const parameters = new URLSearchParams(listParameters(profile.parameters.authorize));
    if (profile.scope !== '') parameters.set('scope', profile.scope);
    if (profile.ciba?.delivery === 'ping') {
      parameters.set('client_notification_token', await listenForPing(context, profile.ciba.notificationUri));
    }
    const configuration = configurationOf(context);
    configuration[client.customFetch] = context.fetchFor('backchannel-authentication') as client.CustomFetch;
    const rows = [];
    try {
      const answer = await client.initiateBackchannelAuthentication(configuration, parameters);
      context.state.backchannelAuthentication = answer;
      context.artifact('auth-req-id', 'secret', answer.auth_req_id);
      context.state.pingListener?.expect(answer.auth_req_id);
    } finally {
      const exchange = context.findExchange('backchannel-authentication');
      if (exchange?.response && !exchange.error)
        rows.push(...checkBackchannelAuthentication(exchange.response));
      for (const row of rows) context.check(row, exchange?.id);
    }
    throwOnFailedCheck(rows);
    return 'done';
  },
};

/** Listens before the request goes out, because the ping may be faster than the answer; resolves with the token. */
async function listenForPing(context: StepContext, notificationUri: string): Promise<string> {
  const notificationToken = context.ports.randomId(32);
  const listener = await context.ports.approvals.listenForPing({
    notificationUri,
    notificationToken,
    onHit: context.recordHit,
  });
  context.onEnd(() => listener.close());
  context.state.pingListener = listener;
  context.artifact('client-notification-token', 'secret', notificationToken);
  context.artifact('notification-uri', 'url', listener.notificationUri);
  return notificationToken;
}

/** The user decides on the authentication device of the provider (OpenID Connect CIBA Core section 10). */
const decisionStep = createPollStep({
  name: 'decision',
  title: 'Wait for the decision',
  read(context) {
    const answer = context.state.backchannelAuthentication;
    if (!answer) throw missingStep('backchannel-authentication');
    const listener = context.state.pingListener;
    return listener ? awaitPing(context, answer, listener) : pollForDecision(context, answer);
  },
});

function pollForDecision(
  context: StepContext,
  answer: client.BackchannelAuthenticationResponse,
): PendingRequest {
  return {
    decision: {
      wait: {
        ...describeWait(context),
        intervalSeconds: answer.interval ?? DEFAULT_INTERVAL_SECONDS,
        notificationUri: null,
      },
      expiresInSeconds: answer.expires_in,
      page: null,
      timeout: { code: 'approval_timeout', what: 'The user did not decide' },
    },
    poll: async (by, signal) =>
      client.pollBackchannelAuthenticationGrant(by, answer, tokenParametersOf(context), {
        signal,
        ...(await dpopOptionsOf(context)),
      }),
  };
}

/** After the ping one request is enough: the decision has been made (OpenID Connect CIBA Core section 10.2). */
function awaitPing(
  context: StepContext,
  answer: client.BackchannelAuthenticationResponse,
  listener: PingListener,
): PendingRequest {
  return {
    decision: {
      wait: {
        ...describeWait(context),
        intervalSeconds: null,
        notificationUri: listener.notificationUri,
      },
      expiresInSeconds: answer.expires_in,
      page: null,
      timeout: { code: 'ping_timeout', what: 'No ping about this request arrived' },
    },
    told: listener.pinged,
    async poll(by) {
      const parameters = tokenParametersOf(context);
      parameters.set('auth_req_id', answer.auth_req_id);
      return client.genericGrantRequest(by, CIBA_GRANT, parameters, await dpopOptionsOf(context));
    },
  };
}

function describeWait({ profile }: StepContext) {
  return {
    verificationUri: null,
    verificationUriComplete: null,
    userCode: null,
    bindingMessage: readParameter(profile.parameters.authorize, 'binding_message') ?? null,
  };
}

/** OpenID Connect Client-Initiated Backchannel Authentication, poll and ping modes. */
export const cibaFlow: Flow = {
  id: 'ciba',
  title: 'CIBA',
  steps: (profile) => [
    ...OPENING_STEPS,
    backchannelStep,
    decisionStep,
    ...(wantsIdToken(profile) ? [idTokenStep, userinfoStep] : []),
    ...(profile.resource ? [resourceStep] : []),
  ],
};
