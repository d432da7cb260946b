import type { OutgoingRequest } from '../model/run-control';
import type { Pair } from './request-parts';

/** The request as one text: method and whole URL, header fields, an empty line, the body. */
export function writeRaw({ method, url, headers, body }: OutgoingRequest): string {
  const head = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === null ? head : `${head}\n\n${body}`;
}

/** Reads such a text; what is wrong with it as a text where it is none. */
export function readRaw(text: string): { request: OutgoingRequest } | { problem: string } {
  const [head = '', body] = splitOnce(text.replaceAll('\r\n', '\n'), '\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', url, ...rest] = first.trim().split(/\s+/);
  if (url === undefined) return { problem: 'The first line is the method and the URL: POST https://…' };
  if (rest.length > 0 && !/^HTTP\//i.test(rest[0] ?? '')) {
    return { problem: 'The first line has a space in its URL.' };
  }
  const headers: Pair[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const [name = '', value] = splitOnce(line, ':');
    if (value === undefined) return { problem: `Line ${index + 2} is no header field: it has no colon.` };
    headers.push([name.trim(), value.trim()]);
  }
  return { request: { method, url, headers, body: body ?? null } };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
