import { parseJsonObject } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { importCallbackUrl, parseCallbackUrl } from './import-callback-url';
import { importErrorBody, parseErrorAnswer } from './import-error-body';
import { importExchanges } from './import-exchanges';
import { importLogText, parseLogText } from './import-log-text';
import { UNKNOWN_REQUEST } from './imported-exchange';
import { parseCurlOutput } from './parse-curl-output';
import { parseHar } from './parse-har';
import { parseHttpMessages } from './parse-http-messages';
import { buildImportError, type ImportOptions, recordImport } from './record-import';
import { repairText } from './repair-text';

/** What a text was found to be. */
export type ImportedKind =
  | 'session-export'
  | 'callback-url'
  | 'error-body'
  | 'http-messages'
  | 'curl-output'
  | 'har'
  | 'log-text'
  | 'unrecognised';

/**
 * What became of a text. `refused`: it is a session export that cannot be read, and the message says
 * why. `unrecognised`: nothing known; its events lead to the generic finding.
 */
export type ImportedText =
  | { kind: ImportedKind; events: TraceEvent[] }
  | { kind: 'refused'; message: string };

/** Finds out what a text is, and makes a trace of it. */
export function importText(original: string, given: ImportOptions): ImportedText {
  const { text, remarks } = repairText(original);
  const options = { ...given, remarks: [...(given.remarks ?? []), ...remarks] };
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
    importLog(text, options) ?? { kind: 'unrecognised', events: recordUnrecognised(options) }
  );
}

function importHar(text: string, options: ImportOptions): ImportedText | null {
  const archive = parseHar(text);
  if (!archive) return null;
  const { exchanges, isCutOff } = archive;
  const message = `The archive is cut off: its first ${exchanges.length} exchanges could be read.`;
  const cutOff = isCutOff ? [{ code: 'cut-off', message }] : [];
  const remarks = [...(options.remarks ?? []), ...cutOff];
  const events = importExchanges(exchanges, { ...options, remarks }, false);
  return events ? { kind: 'har', events } : { kind: 'unrecognised', events: recordUnrecognised(options) };
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
  return answer && { kind: 'error-body', events: importErrorBody(answer, options) };
}

function importLog(text: string, options: ImportOptions): ImportedText | null {
  const failure = parseLogText(text);
  return failure && { kind: 'log-text', events: importLogText(failure, options) };
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
