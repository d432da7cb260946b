import type { ExchangePurpose } from '@shared/model/exchange';
import type * as client from 'openid-client';
import { findPurpose } from '../find-purpose';
import type { StepContext } from '../flow';
import { configurationOf } from './discovery';

/**
 * For a library call that may make more than one request: a signed answer needs the keys, and a DPoP nonce a
 * second try. Each is recorded for what its endpoint is; `fallback` is for one that the metadata does not name.
 */
export function fetchByEndpoint(context: StepContext, fallback: ExchangePurpose): client.CustomFetch {
  const metadata = configurationOf(context).serverMetadata();
  return ((url, init) =>
    context.fetchFor(findPurpose(metadata, url, fallback))(url, init as RequestInit)) as client.CustomFetch;
}
