import { UNRECOGNISED_FAILURE } from '@shared/diagnosis/catalog/generic';
import { diagnose } from '@shared/diagnosis/diagnose';
import type { RecordedResponse } from '@shared/model/exchange';
import type { ImportedKind } from '@shared/model/imported-kind';
import { parseJsonObject, readHeader } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { parseSessionExport } from '@shared/report/parse-session-export';
import { locateJsonError } from '@shared/text/locate-json-error';
import { foldTrace } from '@shared/trace/fold-trace';
import { isResponseUrl } from './classify-exchange';
import { createArchiveJudge, type JudgedArchive } from './import-archive';
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
import { type ImportOptions, recordImport } from './record-import';
import { isBroken, type Remark, repairText } from './repair-text';
import { unpackAddress } from './unpack-address';

/** What became of a text. */
export type ImportedText =
  /** A session of it; where `kind` is `unrecognised`, one that leads to the generic finding. */
  | { kind: ImportedKind; events: TraceEvent[] }
  /** Meant as something that cannot be read as it is; the message says why and quotes nothing. */
  | {
      kind: 'refused';
      reason: 'invalid-json' | 'unreadable-export' | 'not-an-archive' | 'not-text';
      message: string;
    };

type Options = Omit<ImportOptions, 'kind'>;

/** Finds out what a text is, and makes a trace of it. */
export function importText(original: string, given: Options): ImportedText {
  const { text, remarks } = repairText(original);
  const options = { ...given, remarks: [...(given.remarks ?? []), ...remarks] };
  const packed = unpackAddress(text);
  if (packed !== null) return importLog(packed, options) ?? importUnrecognised(options);
  return (
    importCallback(text, options) ??
    importExport(text) ??
    importHar(text, options) ??
    importMessages(text, options) ??
    importCurlOutput(text, options) ??
    importAnswer(text, options) ??
    refuseBrokenJson(text, options) ??
    importDocument(text, options) ??
    importLines(passOverPatience(text), options) ??
    importUnrecognised(options)
  );
}

function importCallback(text: string, options: Options): ImportedText | null {
  const url = parseCallbackUrl(text);
  const kind = 'callback-url';
  return url && { kind, events: importCallbackUrl(url, { ...options, kind }) };
}

/** What begins like JSON is meant as JSON: where it breaks is better said than guessed at. */
function refuseBrokenJson(text: string, { remarks = [] }: Options): ImportedText | null {
  const place = isMeantAsJson(text) && !isBroken(remarks) ? locateJsonError(text) : null;
  return (
    place && {
      kind: 'refused',
      reason: 'invalid-json',
      message: `This is not valid JSON: see line ${place.line}, column ${place.column}. It may be cut off; copy it whole.`,
    }
  );
}

/** A log may begin with a time in brackets, hold an object on each line, or print one as a script would write it. */
function isMeantAsJson(text: string): boolean {
  const start = text.trimStart();
  const [first = ''] = start.split('\n', 1);
  const isLines = first.length < start.trimEnd().length && parseJsonObject(first) !== null;
  return !isLines && /^(?:\{\s*(?:["}]|$)|\[\s*[[\]{"])/.test(start);
}

function importExport(text: string): ImportedText | null {
  if (!Array.isArray(parseJsonObject(text)?.['events'])) return null;
  const parsed = parseSessionExport(text);
  return parsed.ok
    ? { kind: 'session-export', events: parsed.events }
    : { kind: 'refused', reason: 'unreadable-export', message: parsed.message };
}

function importHar(text: string, options: Options): ImportedText | null {
  const archive = parseHar(text);
  if (!archive) return null;
  const { exchanges, isCutOff } = archive;
  const remarks = [...(options.remarks ?? []), ...(isCutOff ? [describeCutOff(exchanges.length)] : [])];
  const judge = createArchiveJudge();
  for (const exchange of exchanges) judge.take(exchange);
  const read = (place: number): ImportedExchange => exchanges[place] as ImportedExchange;
  const judged = judge.judge(read, { ...options, remarks });
  if (judged.kind === 'empty') return refuseBrokenJson(text, options) ?? importUnrecognised(options);
  return toImported(judged, options);
}

/** A session of what was found in an archive. */
export function toImported(judged: JudgedArchive, options: Options): ImportedText {
  if (judged.kind === 'events') return { kind: 'har', events: judged.events };
  return judged.kind === 'harmless' ? tellHarmless(judged.name, '', options) : importUnrecognised(options);
}

export function describeCutOff(read: number): Remark {
  return { code: 'cut-off', message: `The archive is cut off: its first ${read} exchanges could be read.` };
}

/** A response alone is left to `importAnswer`, which tells by the error where it belongs. */
function importMessages(text: string, options: Options): ImportedText | null {
  const exchanges = parseHttpMessages(text);
  const isResponse = exchanges?.length === 1 && exchanges[0]?.request === UNKNOWN_REQUEST;
  if (!exchanges || isResponse) return null;
  const kind = 'http-messages';
  const events = importExchanges(exchanges, { ...options, kind }, true);
  return events && { kind, events };
}

function importCurlOutput(text: string, options: Options): ImportedText | null {
  const exchanges = parseCurlOutput(text);
  const kind = 'curl-output';
  const events = exchanges && importExchanges(exchanges, { ...options, kind }, true);
  return events && { kind, events };
}

function importAnswer(text: string, options: Options): ImportedText | null {
  const answer = parseErrorAnswer(text);
  if (!answer) return null;
  const target = answer.response ? findRedirect(answer.response) : null;
  if (target && isResponseUrl(target)) {
    const kind = 'callback-url';
    return { kind, events: importCallbackUrl(target, { ...options, kind }) };
  }
  const document = target && recogniseDocument(target.href);
  if (document) return tellHarmless(`a redirect to ${document}`, '', options);
  const { kind } = answer;
  return { kind, events: importErrorBody(answer, { ...options, kind }) };
}

/** An error that is named and not known is nothing recognised, yet kept as it was written. */
function importLog(text: string, options: Options): ImportedText | null {
  const error = parseLogText(text);
  if (!error) return null;
  const events = importLogText(error, { ...options, kind: 'log-text' });
  const isKnown = diagnose(foldTrace(events))[0]?.entryId !== UNRECOGNISED_FAILURE.id;
  if (isKnown) return { kind: 'log-text', events };
  const kind = 'unrecognised';
  return { kind, events: importLogText(error, { ...options, kind }) };
}

function importLines(text: string, options: Options): ImportedText | null {
  if (isRecovered(text)) return importSuccess(text, options);
  return importLog(text, options) ?? importSuccess(text, options);
}

function tellHarmless(name: string, text: string, options: Options): ImportedText {
  const kind = 'nothing-failed';
  return { kind, events: importHarmless(name, text, { ...options, kind }) };
}

/** A lone redirect tells of what it sends the browser with. */
function findRedirect({ status, headers }: RecordedResponse): URL | null {
  const location = status >= 300 && status < 400 ? readHeader(headers, 'location') : null;
  return location ? URL.parse(location) : null;
}

/** What a command printed, where the command stands above it as it was typed. */
function withoutCommand(text: string): string {
  const command =
    /^\s{0,20}(?:[$#>%]\s{1,3})?(?:curl|https?|wget|xh)\s[^\n]{1,4000}(?:\\\n[^\n]{1,4000}){0,20}\n(?=\s{0,200}\{)/;
  return text.replace(command, '');
}

/** A message of the protocol without a failure, or a text that only speaks of failures. */
function importDocument(text: string, options: Options): ImportedText | null {
  const name =
    recogniseDocument(withoutCommand(text)) ?? (isTextAboutErrors(text) ? recogniseSuccess(text) : null);
  return name === null ? null : tellHarmless(name, text, options);
}

function importSuccess(text: string, options: Options): ImportedText | null {
  const name = recogniseSuccess(text);
  return name === null ? null : tellHarmless(name, text, options);
}

function importUnrecognised(options: Options): ImportedText {
  const kind = 'unrecognised';
  const events = recordImport(
    { ...options, kind },
    {
      name: 'import',
      title: 'Read the text',
      actor: 'client',
      record: () => 'unknown',
    },
  );
  return { kind, events };
}
