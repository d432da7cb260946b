import { CATALOG } from '@shared/diagnosis/catalog/index';
import { findCodesInText } from '@shared/diagnosis/signals/provider-codes';
import { readVisibleText } from '@shared/diagnosis/signals/read-page';
import type { ErrorCause, ErrorRecord, ErrorSource } from '@shared/model/error-record';
import { withoutQuery } from '@shared/model/read-message';
import type { TraceEvent } from '@shared/model/trace-event';
import { findToldLines, type ToldLine } from './find-told-lines';
import { findPlaceInLog, findPlaceOfTarget, isPageError, PLACES, type Place } from './places';
import { buildLink, MAX_CAUSES, readErrorLinks } from './read-error-links';
import { readAnswers, readJsonRecords } from './read-json-records';
import { findFailedAnswers, type LoggedStatus } from './read-logged-status';
import { type LoggedOAuthError, readOAuthFields } from './read-oauth-fields';
import { type ImportOptions, recordImport } from './record-import';

const MAX_CHARS = 1024 * 1024;
const MAX_LINES = 20_000;
const MAX_LINE = 2_000;

const CODE =
  /\b(?:E[A-Z]{4,20}|EAI_[A-Z]{3,10}|(?:OAUTH|UND_ERR|HPE|ERR|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_[A-Z0-9_]{2,60}|[a-z]{3,20}(?:_[a-z]{2,20}){1,4})\b/g;

/** Codes of errors that the catalog knows, with who notices them. */
const SOURCES: ReadonlyMap<string, ErrorSource> = new Map(
  CATALOG.flatMap(({ match, family }) =>
    match
      .filter(({ signal, value }) => signal === 'error-code' && value !== '*')
      .map(({ value }) => [value, toSource(family)] as const),
  ),
);

/** What a log tells of: the failure, and where it belongs. */
export interface LoggedFailure {
  error: ErrorRecord;
  place: Place;
}

/** The failure that a log or a stack tells of, null where it names no error that can be told apart. */
export function parseLogText(text: string): LoggedFailure | null {
  const start = text.slice(0, MAX_CHARS);
  const raw = start.split(/\r?\n/, MAX_LINES).map((line) => line.slice(0, MAX_LINE));
  const records = readJsonRecords(start, raw);
  const lines = [...records.lines, ...readMarkup(start)];
  const links = readLinks(records.links, lines);
  const oauth = readOAuthFields(start);
  const spoken = lines.filter((line) => findCodesInText(line).length > 0);
  const codes = links.flatMap(({ code }) => code ?? []);
  const known = codes.find((code) => SOURCES.has(code)) ?? findKnownCode(lines);
  const words = spoken.filter((line) => !isInLinks(line, links));
  const isOpen = !oauth && words.length === 0 && known === null;
  const told = findToldLines(
    lines.filter((line) => !isInLinks(line, links)),
    isOpen,
  );
  const failed = findFailedAnswers(readAnswers(records));
  const answer = failed.find(({ target }) => findPlaceOfTarget(target) !== null) ?? failed[0] ?? null;
  const isSilent = links.length === 0 && spoken.length === 0 && told.length === 0;
  if (isSilent && !oauth && known === null && answer === null) return null;
  const said = [...words, ...told.map(({ line }) => line)].slice(0, 3);
  const telling = buildLink('Log', findTellingLine(lines, known, answer));
  const [outermost = telling, ...causes] = [...links, ...said.map((line) => buildLink('Log', line.trim()))];
  const error = {
    ...outermost,
    code: outermost.code ?? codes[0] ?? known,
    details: { ...outermost.details, ...describeAnswer(answer) },
    source: SOURCES.get(known ?? '') ?? 'host',
    causes: causes.slice(0, MAX_CAUSES),
    oauth: oauth && toFields(oauth),
  };
  return { error, place: findPlace(start, codes, { oauth, answer, told }) };
}

export function importLogText({ error, place }: LoggedFailure, options: ImportOptions): TraceEvent[] {
  const { step, title } = PLACES[place];
  return recordImport(options, {
    name: step,
    title: place === 'other' ? 'The logged failure' : title,
    actor: 'client',
    record: () => error,
  });
}

interface Told {
  oauth: LoggedOAuthError | null;
  answer: LoggedStatus | null;
  told: readonly ToldLine[];
}

function findPlace(text: string, codes: readonly string[], { oauth, answer, told }: Told): Place {
  if (oauth) return findPlaceInLog(oauth, text, codes);
  const place = findPlaceOfTarget(answer?.target ?? null);
  const known = place ?? told[0]?.place ?? null;
  if (known !== null) return known;
  return isPageError(text) || (answer === null && isPage(text)) ? 'page' : 'other';
}

/** What a person would read of a page, or of a piece of one. */
function readMarkup(text: string): string[] {
  const isMarkup = /<\/(?:p|h[1-6]|div|span|pre|body|title|main|li)>/i.test(text.slice(0, 65_536));
  return isMarkup ? [readVisibleText(text).slice(0, MAX_LINE)] : [];
}

/** Prose of a few lines without a mark of any log: what somebody copied from a page. */
function isPage(text: string): boolean {
  const isMarked =
    /^\s{0,20}(?:at |[{[<]|\d{2,4}[-/:.]\d\d)|\b(?:ERROR|WARN|INFO|DEBUG|FATAL|SEVERE)\b|^\s{0,9}\[?(?:info|warn|warning|fail|error|debug|crit|trace|fatal)\]?:?\s|\blevel=|[\w.]{3}(?:Error|Exception)\b/m.test(
      text.slice(0, 8_000),
    );
  return !isMarked && text.length < 8_000;
}

function toFields({ error, errorDescription, errorUri }: LoggedOAuthError) {
  return { error, errorDescription, errorUri };
}

function describeAnswer(answer: LoggedStatus | null): Record<string, unknown> {
  if (!answer) return {};
  const { status, method, target } = answer;
  return {
    status,
    ...(method === null ? {} : { method }),
    ...(target === null ? {} : { url: withoutQuery(target) }),
  };
}

/** Errors of objects first: they have their codes, and the stack beside them repeats their words. */
function readLinks(recorded: readonly ErrorCause[], lines: readonly string[]): ErrorCause[] {
  const links = [...recorded];
  for (const link of readErrorLinks(lines)) {
    if (!links.some(({ message }) => message === link.message)) links.push(link);
  }
  for (const link of links) link.code ??= findCode(link.message);
  return links;
}

function isInLinks(line: string, links: readonly ErrorCause[]): boolean {
  return links.some(({ message }) => message !== '' && line.includes(message));
}

function findCode(text: string): string | null {
  return (text.match(CODE) ?? []).find((code) => SOURCES.has(code)) ?? null;
}

function findKnownCode(lines: readonly string[]): string | null {
  for (const line of lines) {
    const code = findCode(line);
    if (code !== null) return code;
  }
  return null;
}

function findTellingLine(lines: readonly string[], code: string | null, answer: LoggedStatus | null): string {
  const telling =
    lines.find((line) => code !== null && line.includes(code)) ??
    lines.find((line) => answer !== null && line.includes(String(answer.status)));
  return (telling ?? lines.find((line) => line.trim() !== '') ?? '').trim();
}

function toSource(family: string): ErrorSource {
  if (family === 'network' || family === 'tls') return 'network';
  return family === 'local' ? 'local' : 'library';
}
