import type { ErrorRecord } from '@shared/model/error-record';
import { type Attempt, type ClassifiedExchange, readRequest } from './attempts';
import { buildImportError } from './record-import';

/** A person who tries again needs longer, and gives up sooner. */
const MAX_GAP_MS = 10_000;
const MIN_ATTEMPTS = 5;

/**
 * The browser was sent to sign in again and again, each time with a new state, and came back each time:
 * no single attempt failed, and none of them ended. Null where the recording shows no such circle.
 */
export function judgeCircle(attempts: readonly Attempt[]): ErrorRecord | null {
  let count = 0;
  let before: number | null = null;
  for (const attempt of attempts) {
    const began = attempt.exchanges.find((exchange) => readRequest(exchange) !== null)?.startedAt ?? null;
    const isSoon = before === null || (began !== null && began - before <= MAX_GAP_MS);
    count = isPassedThrough(attempt) && isSoon ? count + 1 : 0;
    before = began;
  }
  if (count < MIN_ATTEMPTS) return null;
  return {
    ...buildImportError(
      `The browser was sent to sign in ${count} times in a row, and each time came back at once.`,
      'check',
    ),
    code: 'ERR_TOO_MANY_REDIRECTS',
  };
}

/** The provider answered with redirects alone, so that nobody was asked anything, and the callback came. */
function isPassedThrough({ exchanges }: Attempt): boolean {
  const asked = exchanges.filter((exchange) => exchange.purpose === 'authorization');
  const isSilent = asked.some((exchange) => readRequest(exchange)?.get('prompt') === 'none');
  const isBack = exchanges.some(({ purpose }) => purpose === 'callback');
  return asked.length > 0 && !isSilent && isBack && asked.every(isRedirect);
}

function isRedirect({ response }: ClassifiedExchange): boolean {
  return response !== null && response.status >= 300 && response.status < 400;
}
