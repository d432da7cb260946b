import type { RecordedRequest } from '@shared/model/exchange';
import { readHeader } from '@shared/model/read-message';
import { buildExchange, type ImportedExchange, MAX_EXCHANGES, UNKNOWN_REQUEST } from './imported-exchange';
import { parseHeaders, parseResponseText, toBody } from './parse-response-text';

const START_LINE = /^(?:HTTP\/\d(?:\.\d)? +\d{3}(?!\d)|[A-Z]{3,10} [^\s]{1,16000} HTTP\/\d(?:\.\d)?\s*$)/;

/**
 * Messages as they crossed the wire (RFC 9112 section 2.1), requests and responses one after another;
 * null where the text does not begin with a start line.
 */
export function parseHttpMessages(text: string): ImportedExchange[] | null {
  const lines = text.trimStart().split('\n');
  if (!START_LINE.test(lines[0] ?? '')) return null;
  const messages: string[][] = [];
  for (const line of lines) {
    if (START_LINE.test(line) && messages.length < 2 * MAX_EXCHANGES) messages.push([]);
    messages.at(-1)?.push(line);
  }
  return pairMessages(messages.map((message) => message.join('\n')));
}

/** A response belongs to the request before it; interim ones (RFC 9110 section 15.2) are left out. */
export function pairMessages(messages: readonly string[]): ImportedExchange[] {
  const exchanges: ImportedExchange[] = [];
  for (const message of messages) {
    const response = parseResponseText(message);
    const open = exchanges.at(-1);
    if (!response) exchanges.push(buildExchange({ request: parseRequest(message) }));
    else if (response.status < 200) continue;
    else if (open && !open.response) open.response = response;
    else exchanges.push(buildExchange({ request: UNKNOWN_REQUEST, response }));
  }
  return exchanges;
}

function parseRequest(message: string): RecordedRequest {
  const [head = '', ...rest] = message.split(/\r?\n\r?\n/);
  const end = head.indexOf('\n');
  const [method = '', target = ''] = (end < 0 ? head : head.slice(0, end)).split(' ');
  const headers = end < 0 ? [] : parseHeaders(head.slice(end + 1));
  const body = rest.join('\n\n').trim();
  const url = resolveTarget(target, readHeader(headers, 'host') ?? '');
  return { method, url, headers, body: body === '' ? null : toBody(body) };
}

/** A request names no scheme (RFC 9112 section 3.2.1): OAuth has TLS everywhere but on the loopback interface. */
function resolveTarget(target: string, host: string): string {
  if (URL.canParse(target)) return target;
  const scheme = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/i.test(host) ? 'http' : 'https';
  return URL.parse(target, `${scheme}://${host}`)?.href ?? target;
}
