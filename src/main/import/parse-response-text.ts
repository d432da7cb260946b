import type { HeaderList, RecordedResponse } from '@shared/model/exchange';

const STATUS_LINE = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: ([^\r\n]*))?(?:\r?\n|$)/;
const MAX_HEADERS = 200;

/**
 * A response as it is pasted: status line, header fields, an empty line, body (RFC 9112 section 2.1).
 * Null where the text does not begin with a status line.
 */
export function parseResponseText(text: string): RecordedResponse | null {
  const start = STATUS_LINE.exec(text);
  if (!start) return null;
  const rest = text.slice(start[0].length);
  const end = /^\r?\n|\r?\n\r?\n/.exec(rest);
  const head = end ? rest.slice(0, end.index) : rest;
  const body = end ? rest.slice(end.index + end[0].length).trimEnd() : '';
  return {
    status: Number(start[1]),
    statusText: start[2]?.trim() ?? '',
    headers: parseHeaders(head),
    body: body === '' ? null : toBody(body),
  };
}

export function toBody(text: string): NonNullable<RecordedResponse['body']> {
  return { text, encoding: 'utf8', bodyBytes: new TextEncoder().encode(text).length, truncated: false };
}

function parseHeaders(head: string): HeaderList {
  return head
    .split(/\r?\n/)
    .slice(0, MAX_HEADERS)
    .flatMap((line): HeaderList => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    });
}
