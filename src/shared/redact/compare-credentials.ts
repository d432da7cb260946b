import type { Comparison } from '../model/accepted-client';
import type { RecordedRequest } from '../model/exchange';
import { parseJsonObject, readHeader } from '../model/read-message';
import { isPlaceholder } from './span';

/** How a token request authenticates its client. `values` never leaves the comparison; empty where it cannot be read. */
export interface ClientCredentials {
  method: string;
  kind: 'secret' | 'key';
  values: string[];
}

/** Null where the request has no client credentials (RFC 6749 section 2.3, RFC 7523 section 2.2). */
export function readClientCredentials({ headers, body }: RecordedRequest): ClientCredentials | null {
  const field = readHeader(headers, 'authorization') ?? '';
  if (/^basic\s/i.test(field)) {
    return { method: 'client_secret_basic', kind: 'secret', values: readBasicSecret(field) };
  }
  const form = new URLSearchParams(body?.encoding === 'utf8' ? body.text : '');
  const secret = form.get('client_secret');
  if (secret !== null)
    return { method: 'client_secret_post', kind: 'secret', values: keepReadable([secret]) };
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    return { method: 'client_assertion', kind: 'key', values: keepReadable(readKeyId(assertion)) };
  }
  return null;
}

/** Compares without showing: the answer says nothing of either but whether they are one. */
export function compareCredentials(earlier: ClientCredentials, used: ClientCredentials): Comparison {
  if (earlier.kind !== used.kind || earlier.values.length === 0 || used.values.length === 0) return 'unknown';
  return earlier.values.some((value) => used.values.includes(value)) ? 'same' : 'other';
}

/** The secret as it stands there, and without the form encoding that not every client applies (RFC 6749 section 2.3.1). */
function readBasicSecret(field: string): string[] {
  const encoded = field.trim().split(/\s+/, 2)[1] ?? '';
  const pair = decodeBase64(encoded);
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === null || colon === -1) return [];
  const raw = pair.slice(colon + 1);
  return keepReadable([raw, decodeForm(raw)]);
}

function decodeForm(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? text;
}

/** The key behind a signed assertion; one made with the client secret names none (OpenID Connect Core section 9). */
function readKeyId(assertion: string): string[] {
  const head = decodeBase64(assertion.split('.', 1)[0]?.replaceAll('-', '+').replaceAll('_', '/') ?? '');
  const kid = head === null ? undefined : parseJsonObject(head)?.['kid'];
  return typeof kid === 'string' ? [kid] : [];
}

function decodeBase64(text: string): string | null {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** An export that was opened again holds placeholders where its credentials were. */
function keepReadable(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '' && !isPlaceholder(value));
}
