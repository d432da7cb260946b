import { checkResource } from '@shared/checks/check-responses';
import * as client from 'openid-client';
import type { FlowStep } from '../flow';
import { throwOnFailedCheck } from '../throw-on-failed-check';
import { configurationOf } from './discovery';
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
    try {
      const { access_token: accessToken } = tokens;
      await client.fetchProtectedResource(configuration, accessToken, new URL(resource.url), resource.method);
    } catch (error) {
      // A challenge may come with any status (RFC 9110 section 11.6.1), and the library refuses each one.
      const status = context.findExchange('resource')?.response?.status ?? 0;
      const isRefusal = status < 200 || status > 299;
      if (isRefusal || !(error instanceof client.WWWAuthenticateChallengeError)) throw error;
    } finally {
      const exchange = context.findExchange('resource');
      if (exchange?.response) context.check(checkResource(exchange.response), exchange.id);
    }
    const response = context.findExchange('resource')?.response;
    throwOnFailedCheck(response ? [checkResource(response)] : []);
    return 'done';
  },
};
