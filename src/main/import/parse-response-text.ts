import type { HeaderList, RecordedResponse } from '@shared/model/exchange';

const STATUS_LINE = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: ([^\r\n]*))?(?:\r?\n|$)/;
const MAX_HEADERS = 200;
const MAX_BODY_CHARS = 5 * 1024 * 1024;

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

/** As the recorder does, no more than the start of a body is kept. */
export function toBody(text: string): NonNullable<RecordedResponse['body']> {
  const bodyBytes = new TextEncoder().encode(text).length;
  const truncated = text.length > MAX_BODY_CHARS;
  return { text: truncated ? text.slice(0, MAX_BODY_CHARS) : text, encoding: 'utf8', bodyBytes, truncated };
}

/** Header fields, one a line; a line that is none is left out. */
export function parseHeaders(head: string): HeaderList {
  return head
    .split(/\r?\n/)
    .slice(0, MAX_HEADERS)
    .flatMap((line): HeaderList => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    });
}
