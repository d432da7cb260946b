import { checkPushedUrl, checkPushResponse } from '@shared/checks/check-authorization-request';
import * as client from 'openid-client';
import type { FlowStep, StepContext } from '../flow';
import { aimBrowser, authorizationOf } from './authorization-request';
import { configurationOf, requireEndpoints } from './discovery';
import { dpopOptionsOf } from './dpop';

/** Pushes the request to the server, which hands out a request_uri for the browser to carry (RFC 9126 section 2). */
export const pushedRequestStep: FlowStep = {
  name: 'pushed-request',
  title: 'Push the authorization request',
  actor: 'client',
  async run(context) {
    requireEndpoints(context, ['pushed_authorization_request_endpoint']);
    const configuration = configurationOf(context);
    const request = authorizationOf(context);
    const parameters = context.state.requestObject?.parameters ?? request.parameters;
    configuration[client.customFetch] = context.fetchFor('par') as client.CustomFetch;
    try {
      const dpop = await dpopOptionsOf(context);
      await aimBrowser(
        context,
        request,
        await client.buildAuthorizationUrlWithPAR(configuration, parameters, dpop),
      );
    } finally {
      recordRows(context);
    }
    context.check(checkPushedUrl(authorizationOf(context).url));
    return 'done';
  },
};

function recordRows(context: StepContext): void {
  const exchange = context.findExchange('par');
  if (!exchange?.response || exchange.error) return;
  for (const row of checkPushResponse(exchange.response)) context.check(row, exchange.id);
}
