import type { HeaderList } from '@shared/model/exchange';
import type { OutgoingRequest } from '@shared/model/run-control';
import { decodeUtf8 } from './message-body';

/** A request that is ready to be recorded and sent. */
export interface PlannedRequest {
  method: string;
  url: string;
  headers: HeaderList;
  body: Buffer | null;
}

type FetchArguments = Parameters<typeof fetch>;

/** Reads the arguments of fetch without losing the order and case of header fields given as a list or record. */
export async function readFetchArguments(
  input: FetchArguments[0],
  init: FetchArguments[1],
): Promise<{ request: PlannedRequest; signals: AbortSignal[] }> {
  const asked = input instanceof Request ? input : null;
  const payload = new Response(init?.body ?? null);
  const hasBody = init?.body !== undefined && init.body !== null;
  const bytes = hasBody ? await payload.arrayBuffer() : asked?.body ? await asked.arrayBuffer() : null;
  const headers = readHeaders(init?.headers ?? asked?.headers);
  const contentType = payload.headers.get('content-type');
  if (contentType !== null) addMissingHeader(headers, 'content-type', contentType);
  return {
    request: {
      method: normalizeMethod(init?.method ?? asked?.method ?? 'GET'),
      url: asked?.url ?? String(input),
      headers,
      body: bytes === null ? null : Buffer.from(bytes),
    },
    signals: [init?.signal ?? asked?.signal].filter((signal) => signal !== undefined),
  };
}

/**
 * The request as it will be sent: a practised mistake applied, the fields every request has added, and
 * those dropped that the connection decides. A body that is no text is not shown to `rewrite`.
 */
export function finishRequest(
  request: PlannedRequest,
  rewrite: ((request: OutgoingRequest) => OutgoingRequest) | undefined,
  userAgent: string,
): PlannedRequest {
  const finished = rewrite === undefined ? request : rewriteRequest(request, rewrite);
  const headers = dropTransportFields(finished.headers).map(([name, value]): [string, string] =>
    name.toLowerCase() === 'user-agent' ? [name, `${userAgent} ${value}`] : [name, value],
  );
  addMissingHeader(headers, 'user-agent', userAgent);
  addMissingHeader(headers, 'accept', '*/*');
  return { ...finished, headers };
}

/** What the connection decides by itself (RFC 9112 sections 6.2 and 9.6). */
function dropTransportFields(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => !/^(content-length|connection)$/i.test(name));
}

function rewriteRequest(
  request: PlannedRequest,
  rewrite: (request: OutgoingRequest) => OutgoingRequest,
): PlannedRequest {
  return changeRequest(request, rewrite(showRequest(request)));
}

/** As a person or a practised mistake sees it; a body that is no text is not shown. */
function showRequest(request: PlannedRequest): OutgoingRequest {
  const { method, url, headers, body } = request;
  return { method, url, headers: structuredClone(headers), body: body && decodeUtf8(body) };
}

/** `request` with what was made of it; a body that was left as it was shown keeps its bytes. */
export function changeRequest(request: PlannedRequest, changed: OutgoingRequest): PlannedRequest {
  const headers = dropTransportFields(changed.headers);
  if (changed.body === showRequest(request).body) return { ...changed, headers, body: request.body };
  return { ...changed, headers, body: changed.body === null ? null : Buffer.from(changed.body) };
}

function readHeaders(given: NonNullable<FetchArguments[1]>['headers']): HeaderList {
  if (given === undefined) return [];
  if (given instanceof Headers) return [...given.entries()];
  const pairs = Array.isArray(given) ? given : Object.entries(given as Record<string, string>);
  return pairs.map(([name, value]) => [String(name), String(value)]);
}

function addMissingHeader(headers: HeaderList, name: string, value: string): void {
  if (!headers.some(([present]) => present.toLowerCase() === name)) headers.push([name, value]);
}

/** Fetch upper-cases these names and no other: methods are case-sensitive (RFC 9110 section 9.1). */
function normalizeMethod(method: string): string {
  return /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}
