import { parseJsonObject } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { importCallbackUrl, parseCallbackUrl } from './import-callback-url';
import { importErrorBody, parseErrorAnswer } from './import-error-body';
import { buildImportError, type ImportOptions, recordImport } from './record-import';

/**
 * What became of a text. `refused`: it is a session export that cannot be read, and the message says
 * why. `unrecognised`: nothing known; its events lead to the generic finding.
 */
export type ImportedText =
  | { kind: 'session-export' | 'callback-url' | 'error-body' | 'unrecognised'; events: TraceEvent[] }
  | { kind: 'refused'; message: string };

/** Finds out what a text is, and makes a trace of it. */
export function importText(text: string, options: ImportOptions): ImportedText {
  const callback = parseCallbackUrl(text);
  if (callback) return { kind: 'callback-url', events: importCallbackUrl(callback, options) };
  if (isSessionExport(text)) {
    const parsed = parseSessionExport(text);
    return parsed.ok
      ? { kind: 'session-export', events: parsed.events }
      : { kind: 'refused', message: parsed.message };
  }
  const answer = parseErrorAnswer(text);
  if (answer) return { kind: 'error-body', events: importErrorBody(answer, options) };
  return { kind: 'unrecognised', events: recordUnrecognised(options) };
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
