import { matchSignal } from '@shared/diagnosis/match';
import type { Signal } from '@shared/diagnosis/signals';
import { readExchangeSignals } from '@shared/diagnosis/signals/exchange-signals';
import type { ExchangePurpose } from '@shared/model/exchange';
import type { ClassifiedExchange } from './attempts';

/**
 * Some providers show an error with HTTP 200 (or behind a redirect to a page of their own). A page is
 * one where the catalog knows what it says as the error of a provider, and not as mere advice.
 */
export function isErrorPage(exchange: ClassifiedExchange): boolean {
  return readSignals(exchange, 'authorization', 'front').some((signal) => {
    if (!['oauth-error', 'provider-code', 'text'].includes(signal.kind)) return false;
    return matchSignal(signal).some(({ entry, strength }) => {
      return entry.severity === undefined && (strength === 'strong' || signal.kind === 'oauth-error');
    });
  });
}

/**
 * An answer to a client that is an error with a status of success, as GitHub and Slack send it: the catalog
 * knows its code. What an API says of its own affairs is none.
 */
export function isErrorAnswer(exchange: ClassifiedExchange): boolean {
  const { purpose, response } = exchange;
  if (!response || response.status >= 300 || NO_ANSWERS.has(purpose)) return false;
  return readSignals(exchange, purpose as ExchangePurpose, 'back').some(
    (signal) =>
      (signal.kind === 'oauth-error' || signal.kind === 'provider-code') &&
      matchSignal(signal).some(
        ({ entry, strength }) => entry.severity === undefined && strength === 'strong',
      ),
  );
}

const NO_ANSWERS: ReadonlySet<string> = new Set([
  'resource',
  'userinfo',
  'discovery',
  'jwks',
  'callback',
  'resource-metadata',
]);

function readSignals(
  { request, response }: ClassifiedExchange,
  purpose: ExchangePurpose,
  channel: 'front' | 'back',
): Signal[] {
  if (!response) return [];
  const place = { id: 'page', stepId: 'callback', seq: 1, endSeq: 1, startedAt: 0 };
  return readExchangeSignals({ ...place, purpose, channel, request, response });
}
