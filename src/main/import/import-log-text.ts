import { CATALOG } from '@shared/diagnosis/catalog/index';
import { matchSignal } from '@shared/diagnosis/match';
import { isOAuthErrorCode } from '@shared/diagnosis/signals/oauth-error-codes';
import { findCodesInText } from '@shared/diagnosis/signals/provider-codes';
import { createSignal } from '@shared/diagnosis/signals/signal';
import type { ErrorCause, ErrorRecord, ErrorSource, OAuthErrorFields } from '@shared/model/error-record';
import type { TraceEvent } from '@shared/model/trace-event';
import { findPlaceOfError, PLACES } from './places';
import { type ImportOptions, recordImport } from './record-import';

const MAX_CHARS = 1024 * 1024;
const MAX_LINES = 20_000;
const MAX_LINE = 2_000;
const MAX_CAUSES = 8;
const MAX_DETAILS = 20;
/** Each is held against every wording of the catalog. */
const MAX_TOLD_LINES = 500;

const HEAD =
  /(?:^|[\s[({:.])((?:[A-Z][A-Za-z0-9]{0,60})?(?:Error|Exception))(?: \[([A-Z][A-Z0-9_]{2,80})\])?: (\S.*)$/;
const MEMBER =
  /(?:^\s{1,40}|[{,] )([A-Za-z_]\w{0,40}): (?:'([^']{0,500})'|"([^"]{0,500})"|(-?\d{1,15}|true|false))/g;
const CODE =
  /\b(?:E[A-Z]{4,20}|EAI_[A-Z]{3,10}|(?:OAUTH|UND_ERR|HPE|ERR|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_[A-Z0-9_]{2,60})\b/g;

/** Codes of errors that the catalog knows, with who notices them. */
const SOURCES: ReadonlyMap<string, ErrorSource> = new Map(
  CATALOG.flatMap(({ match, family }) =>
    match
      .filter(({ signal, value }) => signal === 'error-code' && value !== '*')
      .map(({ value }) => [value, toSource(family)] as const),
  ),
);

/** The failure that a log or a stack tells of, null where it names no error that can be told apart. */
export function parseLogText(text: string): ErrorRecord | null {
  const start = text.slice(0, MAX_CHARS);
  const lines = start.split(/\r?\n/, MAX_LINES).map((line) => line.slice(0, MAX_LINE));
  const links = readLinks(lines);
  const oauth = readOAuth(start);
  const spoken = lines.filter((line) => findCodesInText(line).length > 0);
  const codes = links.flatMap(({ code }) => code ?? []);
  const known = codes.find((code) => SOURCES.has(code)) ?? findKnownCode(lines);
  const words = spoken.filter(
    (line) => !links.some(({ message }) => message !== '' && line.includes(message)),
  );
  const told = oauth || words.length > 0 || known !== null ? [] : findToldLines(lines, links);
  if (links.length === 0 && !oauth && spoken.length === 0 && known === null && told.length === 0) return null;
  const said = [...words, ...told].slice(0, 3).map((line) => buildLink('Log', line.trim()));
  const [outermost = buildLink('Log', findTellingLine(lines, known)), ...causes] = [...links, ...said];
  return {
    ...outermost,
    code: outermost.code ?? codes[0] ?? known,
    source: SOURCES.get(known ?? '') ?? 'host',
    causes: causes.slice(0, MAX_CAUSES),
    oauth,
  };
}

export function importLogText(error: ErrorRecord, options: ImportOptions): TraceEvent[] {
  const { step, title } = PLACES[error.oauth ? findPlaceOfError(error.oauth.error) : 'other'];
  return recordImport(options, {
    name: step,
    title: error.oauth ? title : 'The logged failure',
    actor: 'client',
    record: () => error,
  });
}

/** Lines in which some other client says in words what the catalog knows by a code. */
function findToldLines(lines: readonly string[], links: readonly ErrorCause[]): string[] {
  return lines
    .slice(0, MAX_TOLD_LINES)
    .filter((line) => !links.some(({ message }) => message !== '' && line.includes(message)))
    .filter((line) => line.trim() !== '' && isTold(line.trim()));
}

function isTold(text: string): boolean {
  const place = { where: 'client-side validation', seq: 1, stepId: null, statement: '' } as const;
  return matchSignal(createSignal({ ...place, kind: 'error-code', value: 'Log', text })).length > 0;
}

function buildLink(name: string, message: string, code: string | null = null): ErrorCause {
  return { name, message, code, details: {} };
}

/** Each error with the members that are printed below it; the stack between is passed over. */
function readLinks(lines: readonly string[]): ErrorCause[] {
  const links: ErrorCause[] = [];
  for (const line of lines) {
    const head = HEAD.exec(line);
    const link = links.at(-1);
    if (head && links.length <= MAX_CAUSES) {
      const message = (head[3] ?? '').replace(/ \{$/, '');
      const isRepeated = links.some((each) => each.message === message && each.name === head[1]);
      if (!isRepeated) links.push(buildLink(head[1] ?? 'Error', message, head[2] ?? null));
    } else if (link) addMembers(link, links, line);
  }
  for (const link of links) link.code ??= findCode(link.message);
  return links;
}

/** The members of an error are printed below its stack; a code that comes late belongs to a link without one. */
function addMembers(link: ErrorCause, links: readonly ErrorCause[], line: string): void {
  for (const [, name = '', single, double, scalar] of line.matchAll(MEMBER)) {
    const value = single ?? double ?? scalar ?? '';
    if (name === 'code') {
      const open = link.code === null ? link : links.findLast((each) => each.code === null);
      if (open && !/^\d+$/.test(value)) open.code = value;
    } else if (Object.keys(link.details).length < MAX_DETAILS && name !== '__proto__') {
      link.details[name] = value;
    }
  }
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

function findTellingLine(lines: readonly string[], code: string | null): string {
  const telling = lines.find((line) => code !== null && line.includes(code));
  return (telling ?? lines.find((line) => line.trim() !== '') ?? '').trim();
}

/** A code of the registries, as a member or parameter first, else wherever it stands as a word of its own. */
function readOAuth(text: string): OAuthErrorFields | null {
  const plain = text.replaceAll('\\"', '"');
  const named = [...plain.matchAll(/\berror["']?\s{0,3}[:=]\s{0,3}["']?([a-z_]{5,60})\b/g)].map(
    ([, code]) => code,
  );
  const words = plain.match(/\b[a-z]{3,30}_[a-z_]{3,40}\b/g) ?? [];
  const error = [...named, ...words].find((code) => code !== undefined && isOAuthErrorCode(code));
  if (error === undefined) return null;
  const described =
    /\berror_description["']?\s{0,3}[:=]\s{0,3}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s&"']{1,2000}))/.exec(
      plain,
    );
  const parameter = described?.[3];
  const errorDescription =
    described?.[1] ?? described?.[2] ?? (parameter && new URLSearchParams(`a=${parameter}`).get('a')) ?? null;
  return { error, errorDescription, errorUri: null };
}

function toSource(family: string): ErrorSource {
  if (family === 'network' || family === 'tls') return 'network';
  return family === 'local' ? 'local' : 'library';
}
