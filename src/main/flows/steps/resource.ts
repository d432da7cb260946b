import { checkResource } from '@shared/checks/check-responses';
import * as client from 'openid-client';
import type { FlowStep } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf } from './discovery';
import { dpopOptionsOf } from './dpop';
import { keepStepUpChallenge } from './step-up-challenge';
import { tokensOf } from './userinfo';

/** Calls the profile's protected resource with the access token (RFC 6750 section 2.1). */
export const resourceStep: FlowStep = {
  name: 'resource',
  title: 'Call the protected resource',
  actor: 'client',
  async run(context) {
    const { resource } = context.profile;
    if (!resource) return 'skipped';
    const configuration = configurationOf(context);
    const tokens = await tokensOf(context);
    if (tokens.token_type === 'n_a') {
      context.note('resource-without-token', 'What was issued is no access token, so no API takes it.');
      return 'skipped';
    }
    configuration[client.customFetch] = context.fetchFor('resource') as client.CustomFetch;
    let isStepUpAsked = false;
    try {
      const { access_token: accessToken } = tokens;
      const dpop = await dpopOptionsOf(context);
      const url = new URL(resource.url);
      await client.fetchProtectedResource(
        configuration,
        accessToken,
        url,
        resource.method,
        undefined,
        undefined,
        dpop,
      );
    } catch (error) {
      isStepUpAsked = keepStepUpChallenge(context, error);
      if (isStepUpAsked) return 'done';
      // A challenge may come with any status (RFC 9110 section 11.6.1), and the library refuses each one.
      const status = context.findExchange('resource')?.response?.status ?? 0;
      const isRefusal = status < 200 || status > 299;
      if (isRefusal || !(error instanceof client.WWWAuthenticateChallengeError)) throw error;
    } finally {
      const exchange = context.findExchange('resource');
      const row = exchange?.response ? checkResource(exchange.response) : null;
      if (row) context.check(isStepUpAsked ? { ...row, verdict: 'info' } : row, exchange?.id);
    }
    const response = context.findExchange('resource')?.response;
    throwOnFailedCheck(response ? [checkResource(response)] : []);
    return 'done';
  },
};
