import type { ExchangePurpose } from '@shared/model/exchange';
import type * as client from 'openid-client';
import type { StepContext } from '../flow';

/** A library call whose answer may be signed: a second request is for the keys. */
export function fetchFirstThenKeys(context: StepContext, purpose: ExchangePurpose): client.CustomFetch {
  const fetches = [context.fetchFor(purpose)];
  return ((input, init) =>
    (fetches.shift() ?? context.fetchFor('jwks'))(input, init as RequestInit)) as client.CustomFetch;
}
