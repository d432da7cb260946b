import type { CorrelationId } from '../model/finding';
import type { ExchangeView } from '../model/session';
import { CORRELATION_HEADERS } from '../redact/rules';
import { readBodyText } from './signals/read-body';
import { scanJson } from './signals/scan-json';

/** Members of error bodies that a provider's support asks for, with what the provider calls them. */
const BODY_MEMBERS: Record<string, string> = {
  trace_id: 'Trace ID',
  correlation_id: 'Correlation ID',
  timestamp: 'Timestamp',
  errorId: 'Error ID',
  request_id: 'Request ID',
  requestId: 'Request ID',
  'error.fbtrace_id': 'fbtrace_id',
  'error.request_id': 'Request ID',
  logref: 'Log reference',
};

/** Entra writes its ids into the description, or into the text of a page. */
const SPOKEN_IDS =
  /\b(Trace ID|Correlation ID|Request Id|Timestamp)\s{0,3}:\s{0,3}([\w:.+-]{6,64}(?: [\d:.]{5,16}Z?)?)/gi;

const MAX_VALUE = 200;
const MAX_TEXT = 16_384;

/** A header of an exchange that names it in somebody's log. */
export interface CorrelationHeader {
  direction: 'sent' | 'received';
  name: string;
  value: string;
}

/** The correlation headers of an exchange in the order they crossed the wire; the report lists them all. */
export function findCorrelationHeaders({ request, response }: ExchangeView): CorrelationHeader[] {
  const pick = (direction: CorrelationHeader['direction'], headers: [string, string][]) =>
    headers
      .filter(([name]) => CORRELATION_HEADERS.includes(name.toLowerCase()))
      .map(([name, value]) => ({ direction, name, value }));
  return [...pick('sent', request.headers), ...pick('received', response?.headers ?? [])];
}

/**
 * What to quote to the provider's support about one exchange: the ids of its error body, those that
 * stand in its words, its headers, and when it was. Each value once. Nothing where the provider gave no
 * id at all: a date alone finds nothing.
 */
export function findCorrelationIds(exchange: ExchangeView): CorrelationId[] {
  const seq = exchange.endSeq ?? exchange.seq;
  const found = new Map<string, CorrelationId>();
  const add = (label: string, value: string): void => {
    const clean = value.trim().slice(0, MAX_VALUE);
    if (clean !== '' && !found.has(clean)) found.set(clean, { label, value: clean, seq });
  };
  const text = exchange.response ? readBodyText(exchange.response).slice(0, MAX_TEXT) : '';
  const members = scanJson(text)?.members;
  for (const [member, label] of Object.entries(BODY_MEMBERS)) {
    const value = members?.get(member);
    if (typeof value === 'string') add(label, value);
  }
  const said = [text, exchange.request.url.slice(0, MAX_TEXT)].map(decodeSpaces).join('\n');
  for (const [, label = '', value = ''] of said.matchAll(SPOKEN_IDS)) add(label, value);
  for (const { name, value } of findCorrelationHeaders(exchange)) add(name.toLowerCase(), value);
  if (found.size === 0) return [];
  const date = exchange.response?.headers.find(([name]) => name.toLowerCase() === 'date')?.[1];
  if (date !== undefined) add('Date', date);
  return [...found.values()].slice(0, 20);
}

function decodeSpaces(text: string): string {
  return text.replaceAll(/%20|\+(?=[A-Z])/g, ' ').replaceAll(/%3a/gi, ':');
}
