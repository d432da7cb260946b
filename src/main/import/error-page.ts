import { matchSignal } from '@shared/diagnosis/match';
import { readExchangeSignals } from '@shared/diagnosis/signals/exchange-signals';
import type { ClassifiedExchange } from './attempts';

/**
 * Some providers show an error with HTTP 200 (or behind a redirect to a page of their own). A page is
 * one where the catalog knows what it says as the error of a provider, and not as mere advice.
 */
export function isErrorPage({ request, response }: ClassifiedExchange): boolean {
  if (!response) return false;
  const signals = readExchangeSignals({
    id: 'page',
    stepId: 'callback',
    seq: 1,
    endSeq: 1,
    startedAt: 0,
    purpose: 'authorization',
    channel: 'front',
    request,
    response,
  });
  return signals.some((signal) => {
    if (!['oauth-error', 'provider-code', 'text'].includes(signal.kind)) return false;
    return matchSignal(signal).some(({ entry, strength }) => {
      return entry.severity === undefined && (strength === 'strong' || signal.kind === 'oauth-error');
    });
  });
}
