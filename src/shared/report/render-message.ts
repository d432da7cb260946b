import type { RecordedBody } from '../model/exchange';
import { readHeader } from '../model/read-message';
import type { ExchangeView } from '../model/session';
import { revealInvisible, revealLine } from '../text/invisible';

/**
 * A redacted exchange as HTTP/1.1 messages (RFC 9112 section 2.1), the request and then its answer: what an import
 * reads again. What nobody could see is shown by its code point.
 */
export function renderMessages({ request, response, error }: ExchangeView): string {
  const { method, url, headers, body } = request;
  const address = URL.parse(url);
  const target = /^[^/]*\/\/[^/?#]*([^#]*)/.exec(url)?.[1] || '/';
  const hasHost = readHeader(headers, 'host') !== null;
  const host: [string, string][] = address && !hasHost ? [['Host', address.host]] : [];
  const start = `${method} ${target.startsWith('/') ? target : `/${target}`} HTTP/1.1`;
  const asked = renderMessage(start, [...host, ...headers], body);
  if (!response) return `${asked}\n${error ? `# No answer: ${revealLine(error.message)}\n` : ''}`;
  const line = `HTTP/1.1 ${response.status} ${response.statusText}`.trim();
  return `${asked}\n${renderMessage(line, response.headers, response.body)}`;
}

function renderMessage(
  start: string,
  headers: readonly [name: string, value: string][],
  body: RecordedBody | null,
): string {
  const fields = headers.map(([name, value]) => `${revealLine(name)}: ${revealLine(value)}`);
  return `${[revealLine(start), ...fields, '', ...(body ? [revealInvisible(body.text)] : [])].join('\n')}\n`;
}
