import type { CheckResult } from '@shared/model/check';
import type { ErrorRecord } from '@shared/model/error-record';
import { readJsonObject } from '@shared/model/read-message';
import type { AttemptFacts, ClassifiedExchange } from './attempts';
import type { ImportedPurpose } from './classify-exchange';
import { isErrorAnswer, isErrorPage } from './error-page';
import { buildImportError } from './record-import';

export function isRefused(exchange: ClassifiedExchange): boolean {
  const { purpose, response, isFollowed } = exchange;
  const status = response?.status ?? 0;
  if (status >= 400 || isInactive(exchange)) return true;
  if (purpose === 'logout') return isErrorPage(exchange);
  const isRedirected = status >= 300 && status !== 304 && !MAY_REDIRECT.has(purpose) && !isFollowed;
  return isRedirected || isUnexpectedSuccess(exchange) || isErrorAnswer(exchange);
}

/** What is not known by its shape may be anything, and a resource may well redirect. */
const MAY_REDIRECT: ReadonlySet<ImportedPurpose> = new Set(['other', 'resource', 'resource-metadata']);

/** RFC 9126 section 2.2 and RFC 7591 section 3.2.1 name one status for a success, and libraries insist on it. */
function isUnexpectedSuccess({ purpose, request, response }: ClassifiedExchange): boolean {
  const status = response?.status ?? 0;
  const isCreated = purpose === 'par' || (purpose === 'registration' && request.method === 'POST');
  return isCreated && status >= 200 && status < 300 && status !== 201;
}

/** What became of the browser at the redirect URI: the application could not be reached, or refused it. */
export function judgeLanding(group: readonly ClassifiedExchange[]): ErrorRecord | null {
  const last = group.at(-1);
  const landed = group.findLast(({ purpose }) => purpose === 'callback');
  const error = landed?.error ?? last?.error ?? null;
  if (error) {
    const isRefusedThere = landed?.error?.code === 'ECONNREFUSED';
    return isRefusedThere ? { ...error, code: 'ERR_CONNECTION_REFUSED', source: 'local' } : error;
  }
  const status = landed?.response?.status ?? 0;
  if (status < 400) return null;
  return {
    ...buildImportError(`The redirect URI answered with HTTP ${status}.`, 'check'),
    details: { status },
  };
}

/** What introspection says of a token (RFC 7662 section 2.2). */
function isInactive({ purpose, response }: ClassifiedExchange): boolean {
  return (
    (purpose === 'other' || purpose === 'introspection') &&
    response !== null &&
    readJsonObject(response)?.['active'] === false
  );
}

/** Without a callback, the page that was left standing may be an error, also with HTTP 200. */
export function judgePages(
  group: readonly ClassifiedExchange[],
  { callbackUrl }: AttemptFacts,
): ErrorRecord | null {
  const last = group.at(-1);
  if (callbackUrl !== null || !last) return null;
  if (last.error) return last.error;
  const isRefused = (last.response?.status ?? 0) >= 400 || isErrorPage(last);
  return judge([], isRefused);
}

export function judge(checks: readonly CheckResult[], isRefused = false): ErrorRecord | null {
  return isRefused || checks.some(({ verdict }) => verdict === 'fail')
    ? buildImportError('The answer is no success.', 'check')
    : null;
}
