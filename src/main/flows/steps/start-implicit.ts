import * as client from 'openid-client';
import { stageCall } from '../staged-call';
import type { StartOnCallback } from './callback';
import { configurationOf } from './discovery';
import { readMaxAge, stageOptionsOf, type Tokens } from './redeem-code';

/** One library call that checks the answer and the ID token in it; an access token it leaves to our rows. */
export const startImplicit: StartOnCallback = (context, authorization, callback) => {
  const configuration = configurationOf(context);
  const answer = new URLSearchParams(callback.hash.slice(1));
  return stageCall<Tokens>(async (fetch) => {
    configuration[client.customFetch] = fetch as client.CustomFetch;
    const claims = await client.implicitAuthentication(configuration, callback, authorization.nonce ?? '', {
      expectedState: authorization.state,
      ...readMaxAge(context),
    });
    const token: client.TokenEndpointResponse = {
      access_token: answer.get('access_token') ?? '',
      token_type: (answer.get('token_type') ?? 'bearer').toLowerCase() as Lowercase<string>,
    };
    return Object.assign(token, { claims: () => claims, expiresIn: () => undefined });
  }, stageOptionsOf(context));
};
