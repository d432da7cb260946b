import { scanJson } from '@shared/diagnosis/signals/scan-json';
import type { ErrorCause } from '@shared/model/error-record';
import { parseJsonObject } from '@shared/model/read-message';
import { type LoggedStatus, readLoggedStatus, readTarget } from './read-logged-status';

/** A log whose lines are JSON (pino, winston, serilog, ...), or one such object, as plain lines and errors. */
export interface JsonRecords {
  /** The other lines as they are; of each object its texts, one a line. */
  lines: string[];
  /** The errors that the objects hold, each followed by its causes. */
  links: ErrorCause[];
  answers: LoggedStatus[];
}

const MAX_RECORDS = 2_000;
const MAX_DEPTH = 6;
const MAX_TEXT = 8_000;
const MAX_DETAILS = 20;

/** Names of members that hold an error, or the cause of one. */
const HOLDERS =
  /^(?:err|error|exception|exc|exc_info|e|cause|reason|inner\w{0,20}|original\w{0,20}|data|details?)$/i;
const STATUS_NAME = /^(?:status|status_?code|http_?status(?:_?code)?|response_?code|response_?status|sc)$/i;
const SHORT =
  /^(?:level|lvl|severity|time|ts|timestamp|@timestamp|date|pid|hostname|host|logger|name|v|trace_?id|span_?id)$/i;

/** A code of the provider that is a number says nothing without its name. */
const CODE_NAME = /(?:^|\.)(?:error_?codes?(?:\.\d)?|result_?type)$/i;

export function readJsonRecords(text: string, lines: readonly string[]): JsonRecords {
  const whole = parseJsonObject(text);
  const read: JsonRecords = { lines: [], links: [], answers: [] };
  if (whole) {
    addRecord(read, whole, text);
    return read;
  }
  let count = 0;
  for (const line of lines) {
    const record = count < MAX_RECORDS ? parseJsonObject(line) : null;
    if (record) addRecord(read, record, line);
    else read.lines.push(line);
    count += record ? 1 : 0;
  }
  return read;
}

function addRecord(read: JsonRecords, record: Record<string, unknown>, text: string): void {
  const code = toCode(record['code']);
  const message = findText(record, ['message', 'msg', '@m', 'Message']);
  if (code !== null && message !== null && record['stack'] === undefined) {
    read.links.push({ name: 'Log', message, code, details: {} });
  }
  collectErrors(record, read.links, 0);
  const members = scanJson(text)?.members ?? new Map();
  const texts = [...members].flatMap(([path, value]) => {
    if (CODE_NAME.test(path) && isNumber(value)) return [`${path}: ${value}`];
    return typeof value === 'string' && value !== '' && !SHORT.test(path) ? [value.slice(0, MAX_TEXT)] : [];
  });
  read.lines.push(...texts.flatMap((each) => each.split(/\r?\n/)));
  const answer = readAnswer(members);
  if (answer) read.answers.push(answer);
}

/** Every object that looks like an error, outermost first. */
function collectErrors(value: Record<string, unknown>, links: ErrorCause[], depth: number): void {
  if (depth > MAX_DEPTH || links.length > 8) return;
  const isError = ['stack', 'code', 'cause', 'type', 'name', 'errno', 'StackTrace'].some(
    (name) => name in value,
  );
  const message = findText(value, ['message', 'msg', 'Message', 'error_description']);
  if ((depth > 0 || typeof value['stack'] === 'string') && isError && message !== null) {
    const name = findText(value, ['type', 'name', 'class', 'Type', 'ClassName']) ?? 'Error';
    links.push({ name, message, code: toCode(value['code']), details: readDetails(value) });
  }
  for (const [name, each] of Object.entries(value)) {
    if (!HOLDERS.test(name)) continue;
    const inner = Array.isArray(each) ? each[0] : each;
    if (typeof inner === 'object' && inner !== null) {
      collectErrors(inner as Record<string, unknown>, links, depth + 1);
    }
  }
}

/** Winston and others print the members of a cause beside those of the error, as `claim` and `attribute`. */
function readDetails(value: Record<string, unknown>): Record<string, unknown> {
  const details: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    if (/^(?:message|stack|code|type|name|__proto__)$/.test(name)) continue;
    if (!['string', 'number', 'boolean'].includes(typeof each) || Object.keys(details).length >= MAX_DETAILS)
      continue;
    details[name] = typeof each === 'string' ? each.slice(0, 500) : each;
  }
  return details;
}

/** The answer that an object tells of: the status stands under any of its usual names, wherever it is nested. */
function readAnswer(members: ReadonlyMap<string, unknown>): LoggedStatus | null {
  const named = [...members].find(
    ([path, value]) => STATUS_NAME.test(path.split('.').at(-1) ?? '') && isStatus(value),
  );
  if (!named) return null;
  const find = (pattern: RegExp): string =>
    String([...members].find(([path, value]) => pattern.test(path) && typeof value === 'string')?.[1] ?? '');
  const method = find(/(?:^|\.)(?:method|verb|http_method|request_method)$/i).toUpperCase();
  const target = find(/(?:^|\.)(?:url|uri|path|request_?uri|target|originalUrl)$/i);
  const read = readTarget(target);
  return {
    status: Number(named[1]),
    method: /^[A-Z]{3,7}$/.test(method) ? method : read.method,
    target: target === '' ? null : target.slice(0, 2_000),
    isToldInWords: false,
  };
}

function isNumber(value: unknown): boolean {
  return (typeof value === 'number' && value !== 0) || (typeof value === 'string' && /^\d{5,7}$/.test(value));
}

function isStatus(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && /^[1-5]\d\d$/.test(String(value));
}

function findText(value: Record<string, unknown>, names: readonly string[]): string | null {
  for (const name of names) {
    const text = value[name];
    if (typeof text === 'string' && text.trim() !== '') return text.slice(0, MAX_TEXT);
  }
  return null;
}

function toCode(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z][\w:.-]{2,80}$/.test(value) ? value : null;
}

/** The answers that lines and objects of a log tell of, in the order of the lines. */
export function readAnswers({ lines, answers }: JsonRecords): LoggedStatus[] {
  return [...answers, ...lines.flatMap((line) => readLoggedStatus(line) ?? [])];
}
