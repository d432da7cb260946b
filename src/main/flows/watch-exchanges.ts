import type { ExchangePurpose } from '@shared/model/exchange';
import type { ExchangeView } from '@shared/model/session';
import type { StepContext } from './flow';
import { watchClientAssertion } from './watchers/client-assertion';
import { watchClientCertificate } from './watchers/client-certificate';
import { watchDpopProof } from './watchers/dpop-proof';
import { watchTokenTarget } from './watchers/token-target';

/**
 * Reads a finished exchange of the back channel and records what belongs beside it: artifacts decoded from
 * the request that was really sent, and rows about them. Must not throw, and decides nothing.
 */
export type ExchangeWatcher = (context: StepContext, exchange: ExchangeView) => void | Promise<void>;

/** What a request may carry in any flow; each looks for its own and leaves the rest alone. */
const WATCHERS: readonly ExchangeWatcher[] = [
  watchClientAssertion,
  watchDpopProof,
  watchClientCertificate,
  watchTokenTarget,
];

/** A fetch after whose every exchange the watchers look. `current` is the context of the running step. */
export function watchExchanges(
  fetch: typeof globalThis.fetch,
  purpose: ExchangePurpose,
  current: () => StepContext,
): typeof globalThis.fetch {
  return async (input, init) => {
    const latest = current().findExchange(purpose)?.id;
    try {
      return await fetch(input, init);
    } finally {
      const context = current();
      const exchange = context.findExchange(purpose);
      // A request that was left out made none.
      if (exchange && exchange.id !== latest) for (const watch of WATCHERS) await watch(context, exchange);
    }
  };
}
