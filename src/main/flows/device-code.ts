import { checkDeviceAuthorization, DEFAULT_INTERVAL_SECONDS } from '@shared/checks/check-approval-request';
import { listParameters } from '@shared/model/parameters';
import * as client from 'openid-client';
import type { Flow, FlowStep, StepContext } from './flow';
import { missingStep } from './flow-errors';
import { wantsIdToken } from './steps/authorization-request';
import { configurationOf, requireEndpoints } from './steps/discovery';
import { dpopOptionsOf } from './steps/dpop';
import { idTokenStep } from './steps/id-token';
import { OPENING_STEPS } from './steps/opening-steps';
import { createPollStep } from './steps/poll';
import { tokenParametersOf } from './steps/redeem-code';
import { resourceStep } from './steps/resource';
import { userinfoStep } from './steps/userinfo';
import { throwOnFailedCheck } from './throw-on-failed-check';

declare module './flow' {
  interface FlowState {
    deviceAuthorization?: client.DeviceAuthorizationResponse;
  }
}

/** Asks for the codes that link this client to the user's decision (RFC 8628 section 3.1). */
const deviceAuthorizationStep: FlowStep = {
  name: 'device-authorization',
  title: 'Ask for a device code',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['device_authorization_endpoint', 'token_endpoint']);
    const { profile } = context;
    const parameters = new URLSearchParams(listParameters(profile.parameters.authorize));
    if (profile.scope !== '') parameters.set('scope', profile.scope);
    const configuration = configurationOf(context);
    configuration[client.customFetch] = context.fetchFor('device-authorization') as client.CustomFetch;
    const rows = [];
    try {
      context.state.deviceAuthorization = await client.initiateDeviceAuthorization(configuration, parameters);
    } finally {
      const exchange = context.findExchange('device-authorization');
      if (exchange?.response && !exchange.error) {
        rows.push(...checkDeviceAuthorization(exchange.response, profile.allowInsecure));
      }
      for (const row of rows) context.check(row, exchange?.id);
    }
    throwOnFailedCheck(rows);
    recordCodes(context, context.state.deviceAuthorization);
    return 'done';
  },
};

function recordCodes(context: StepContext, answer: client.DeviceAuthorizationResponse): void {
  context.artifact('device-code', 'secret', answer.device_code);
  context.artifact('user-code', 'secret', answer.user_code);
  context.artifact('verification-uri', 'url', answer.verification_uri);
  if (answer.verification_uri_complete !== undefined) {
    context.artifact('verification-uri-complete', 'url', answer.verification_uri_complete);
  }
}

/** The user decides on any device while the token endpoint is polled (RFC 8628 sections 3.3 to 3.5). */
const approvalStep = createPollStep({
  name: 'approval',
  title: 'Wait for the approval',
  read(context) {
    const answer = context.state.deviceAuthorization;
    if (!answer) throw missingStep('device-authorization');
    const page = {
      verificationUri: answer.verification_uri,
      verificationUriComplete: answer.verification_uri_complete ?? null,
      userCode: answer.user_code,
    };
    return {
      decision: {
        wait: {
          ...page,
          bindingMessage: null,
          intervalSeconds: answer.interval ?? DEFAULT_INTERVAL_SECONDS,
          notificationUri: null,
        },
        expiresInSeconds: answer.expires_in,
        page,
        timeout: { code: 'approval_timeout', what: 'The user did not decide' },
      },
      poll: async (by, signal) =>
        client.pollDeviceAuthorizationGrant(by, answer, tokenParametersOf(context), {
          signal,
          ...(await dpopOptionsOf(context)),
        }),
    };
  },
});

/** OAuth 2.0 Device Authorization Grant (RFC 8628). */
export const deviceCodeFlow: Flow = {
  id: 'device-code',
  title: 'Device code',
  steps: (profile) => [
    ...OPENING_STEPS,
    deviceAuthorizationStep,
    approvalStep,
    ...(wantsIdToken(profile) ? [idTokenStep, userinfoStep] : []),
    ...(profile.resource ? [resourceStep] : []),
  ],
};
