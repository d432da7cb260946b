import type { RecordedResponse } from '@shared/model/exchange';
import { parseJsonObject, readHeader, withoutQuery } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { isResponseUrl } from './classify-exchange';
import { importCallbackUrl, parseCallbackUrl } from './import-callback-url';
import { importErrorBody, parseErrorAnswer } from './import-error-body';
import { importExchanges } from './import-exchanges';
import { importHarmless } from './import-harmless';
import { importLogText, parseLogText } from './import-log-text';
import { type ImportedExchange, UNKNOWN_REQUEST } from './imported-exchange';
import { parseCurlOutput } from './parse-curl-output';
import { parseHar } from './parse-har';
import { parseHttpMessages } from './parse-http-messages';
import { passOverPatience } from './pass-over-patience';
import { recogniseDocument } from './recognise-document';
import { isRecovered, isTextAboutErrors, recogniseSuccess } from './recognise-success';
import { buildImportError, type ImportOptions, recordImport } from './record-import';
import { repairText } from './repair-text';
import { unpackAddress } from './unpack-address';

/** What a text was found to be. */
export type ImportedKind =
  | 'session-export'
  | 'callback-url'
  | 'error-body'
  | 'http-messages'
  | 'curl-output'
  | 'har'
  | 'log-text'
  | 'nothing-failed'
  | 'unrecognised';

/**
 * What became of a text. `refused`: it is a session export that cannot be read, and the message says
 * why. `nothing-failed`: it is known, and tells of no failure; a note says what it is. `unrecognised`:
 * nothing known; its events lead to the generic finding.
 */
export type ImportedText =
  | { kind: ImportedKind; events: TraceEvent[] }
  | { kind: 'refused'; message: string };

/** Finds out what a text is, and makes a trace of it. */
export function importText(original: string, given: ImportOptions): ImportedText {
  const { text, remarks } = repairText(original);
  const options = { ...given, remarks: [...(given.remarks ?? []), ...remarks] };
  const packed = unpackAddress(text);
  if (packed !== null) return importLog(packed, options) ?? recordNothing(options);
  const callback = parseCallbackUrl(text);
  if (callback) return { kind: 'callback-url', events: importCallbackUrl(callback, options) };
  if (isSessionExport(text)) {
    const parsed = parseSessionExport(text);
    return parsed.ok
      ? { kind: 'session-export', events: parsed.events }
      : { kind: 'refused', message: parsed.message };
  }
  return (
    importHar(text, options) ??
    importMessages(text, options) ??
    importCurlOutput(text, options) ??
    importAnswer(text, options) ??
    importDocument(text, options) ??
    importLines(passOverPatience(text), options) ??
    recordNothing(options)
  );
}

function recordNothing(options: ImportOptions): ImportedText {
  return { kind: 'unrecognised', events: recordUnrecognised(options) };
}

function importHar(text: string, options: ImportOptions): ImportedText | null {
  const archive = parseHar(text);
  if (!archive) return null;
  const { exchanges, isCutOff } = archive;
  const message = `The archive is cut off: its first ${exchanges.length} exchanges could be read.`;
  const cutOff = isCutOff ? [{ code: 'cut-off', message }] : [];
  const remarks = [...(options.remarks ?? []), ...cutOff];
  const given = { ...options, remarks };
  const events = importExchanges(exchanges, given, false);
  if (events) return { kind: 'har', events };
  const failed = exchanges.filter(
    (exchange) => isFailedCall(exchange) && !isAnsweredLater(exchange, exchanges),
  );
  const rest = failed.length > 0 ? importExchanges(failed, given, true) : null;
  if (rest) return { kind: 'har', events: rest };
  if (!exchanges.some(({ response }) => response)) return recordNothing(given);
  const name = `a HAR of ${exchanges.length} requests without a sign-in`;
  return { kind: 'nothing-failed', events: importHarmless(name, '', given) };
}

/** Where no exchange is one of a sign-in, a call that failed is what somebody wants to know about. */
function isFailedCall({ request, response, error }: ImportedExchange): boolean {
  const isFile = /\.(?:ico|png|svg|jpe?g|gif|webp|woff2?|css|m?js|map)$/i.test(withoutQuery(request.url));
  return !isFile && ((response?.status ?? 0) >= 400 || error?.code != null);
}

/** The same address was asked again, with success. */
function isAnsweredLater(
  { request, startedAt }: ImportedExchange,
  all: readonly ImportedExchange[],
): boolean {
  return all.some((each) => {
    const status = each.response?.status ?? 0;
    const isLater = (each.startedAt ?? 0) >= (startedAt ?? 0);
    return isLater && each.request.url === request.url && status >= 200 && status < 400;
  });
}

/** A response alone is left to `importAnswer`, which tells by the error where it belongs. */
function importMessages(text: string, options: ImportOptions): ImportedText | null {
  const exchanges = parseHttpMessages(text);
  const isResponse = exchanges?.length === 1 && exchanges[0]?.request === UNKNOWN_REQUEST;
  if (!exchanges || isResponse) return null;
  const events = importExchanges(exchanges, options, true);
  return events && { kind: 'http-messages', events };
}

function importCurlOutput(text: string, options: ImportOptions): ImportedText | null {
  const exchanges = parseCurlOutput(text);
  const events = exchanges && importExchanges(exchanges, options, true);
  return events && { kind: 'curl-output', events };
}

function importAnswer(text: string, options: ImportOptions): ImportedText | null {
  const answer = parseErrorAnswer(text);
  const target = answer?.response ? findRedirect(answer.response) : null;
  if (target && isResponseUrl(target)) {
    return { kind: 'callback-url', events: importCallbackUrl(target, options) };
  }
  if (target && recogniseDocument(target.href) !== null) {
    const name = `a redirect to ${recogniseDocument(target.href)}`;
    return { kind: 'nothing-failed', events: importHarmless(name, '', options) };
  }
  return answer && { kind: 'error-body', events: importErrorBody(answer, options) };
}

function importLines(text: string, options: ImportOptions): ImportedText | null {
  if (isRecovered(text)) return importSuccess(text, options);
  return importLog(text, options) ?? importSuccess(text, options);
}

function importLog(text: string, options: ImportOptions): ImportedText | null {
  const failure = parseLogText(text);
  return failure && { kind: 'log-text', events: importLogText(failure, options) };
}

/** A lone redirect tells of what it sends the browser with. */
function findRedirect({ status, headers }: RecordedResponse): URL | null {
  const location = status >= 300 && status < 400 ? readHeader(headers, 'location') : null;
  return location ? URL.parse(location) : null;
}

/** A message of the protocol without a failure, or a text that only speaks of failures. */
function importDocument(text: string, options: ImportOptions): ImportedText | null {
  const name = recogniseDocument(text) ?? (isTextAboutErrors(text) ? recogniseSuccess(text) : null);
  return name === null ? null : { kind: 'nothing-failed', events: importHarmless(name, text, options) };
}

function importSuccess(text: string, options: ImportOptions): ImportedText | null {
  const name = recogniseSuccess(text);
  return name === null ? null : { kind: 'nothing-failed', events: importHarmless(name, text, options) };
}

function isSessionExport(text: string): boolean {
  return Array.isArray(parseJsonObject(text)?.['events']);
}

function recordUnrecognised(options: ImportOptions): TraceEvent[] {
  return recordImport(options, {
    name: 'import',
    title: 'Read the text',
    actor: 'client',
    record: () => buildImportError('Nothing in this text is a failure that is known here.', 'host'),
  });
}
