import { readHeader } from '../model/read-message';
import type { OutgoingRequest } from '../model/run-control';

export type Pair = [name: string, value: string];

/** A request as rows. `address` is the URL up to its query. */
export interface RequestParts {
  method: string;
  address: string;
  query: Pair[];
  headers: Pair[];
  body: RequestBody;
}

/** `text`: anything that is no form, JSON as a rule. */
export type RequestBody =
  | { kind: 'none' }
  | { kind: 'form'; fields: Pair[] }
  | { kind: 'text'; text: string };

export function takeApart({ method, url, headers, body }: OutgoingRequest): RequestParts {
  const { address, query } = splitUrl(url);
  return { method, address, query: readPairs(query ?? ''), headers, body: readBody(headers, body) };
}

/**
 * The request that the rows make. Where the rows say what `original` said, its spelling is kept: a server may
 * tell `%20` from `+`.
 */
export function putTogether(parts: RequestParts, original: OutgoingRequest): OutgoingRequest {
  const { query } = splitUrl(original.url);
  const search = isSame(parts.query, readPairs(query ?? '')) ? query : writePairs(parts.query) || null;
  return {
    method: parts.method,
    url: search === null ? parts.address : `${parts.address}?${search}`,
    headers: parts.headers,
    body: writeBody(parts, original),
  };
}

export function isSameRequest(left: OutgoingRequest, right: OutgoingRequest): boolean {
  return (
    left.method === right.method &&
    left.url === right.url &&
    left.body === right.body &&
    isSame(left.headers, right.headers)
  );
}

/** Null: without even a question mark. A fragment never crosses the wire. */
function splitUrl(url: string): { address: string; query: string | null } {
  const [bare = ''] = url.split('#', 1);
  const at = bare.indexOf('?');
  return at < 0 ? { address: bare, query: null } : { address: bare.slice(0, at), query: bare.slice(at + 1) };
}

function readBody(headers: Pair[], body: string | null): RequestBody {
  if (body === null) return { kind: 'none' };
  const type = readHeader(headers, 'content-type') ?? '';
  return /x-www-form-urlencoded/i.test(type)
    ? { kind: 'form', fields: readPairs(body) }
    : { kind: 'text', text: body };
}

function writeBody({ body }: RequestParts, original: OutgoingRequest): string | null {
  if (body.kind === 'none') return null;
  if (body.kind === 'text') return body.text;
  const text = original.body ?? '';
  return isSame(body.fields, readPairs(text)) ? text : writePairs(body.fields);
}

function readPairs(text: string): Pair[] {
  return [...new URLSearchParams(text)];
}

function writePairs(pairs: readonly Pair[]): string {
  return new URLSearchParams(pairs.filter(([name, value]) => name + value !== '')).toString();
}

function isSame(left: readonly Pair[], right: readonly Pair[]): boolean {
  return (
    left.length === right.length &&
    left.every(([name, value], index) => name === right[index]?.[0] && value === right[index]?.[1])
  );
}
