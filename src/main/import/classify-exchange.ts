import type { ExchangePurpose, RecordedRequest } from '@shared/model/exchange';
import { parseJsonObject, readHeader, readJsonObject, withoutQuery } from '@shared/model/read-message';
import type { ImportedExchange } from './imported-exchange';

/** What an exchange is for; `callback` is the authorization response on its way through the browser. */
export type ImportedPurpose = ExchangePurpose | 'callback';

/** What earlier exchanges told that later ones are known by. */
export interface KnownEndpoints {
  /** Without their query. */
  redirectUris: Set<string>;
  metadata: Record<string, unknown>;
  /** Where the browser was sent from the authorization endpoint: what it found there belongs to it. */
  redirectedTo: Set<string>;
}

/** Far more than parameters take; a body is text from outside. */
const MAX_PARAMETERS = 262_144;

const TOKEN_SCHEME = /^\s*(bearer|dpop)\b/i;

/**
 * What an exchange is for, told by its shape, its path and the metadata, never by its host; null for
 * what has nothing to do with OAuth.
 */
export function classifyExchange(exchange: ImportedExchange, known: KnownEndpoints): ImportedPurpose | null {
  const { request, response } = exchange;
  const url = withoutQuery(request.url);
  const sent = readParameters(request);
  const answer = (response && readJsonObject(response)) ?? {};
  const isAt = (member: string): boolean =>
    Object.hasOwn(known.metadata, member) && known.metadata[member] === url;
  const has = (name: string): boolean => Object.hasOwn(answer, name);

  if (/\/\.well-known\/(openid-configuration|oauth-authorization-server)(\/|$)/.test(url)) return 'discovery';
  if (has('issuer') && has('jwks_uri') && has('response_types_supported')) return 'discovery';
  if (isAt('jwks_uri') || /\/jwks(\.json)?$/.test(url) || isKeySet(answer['keys'])) return 'jwks';
  if (isCallback(sent, url, known)) return 'callback';
  if (isAt('token_endpoint') || sent.has('grant_type') || isRedemption(request, sent)) return 'token';
  if (has('access_token') && has('token_type')) return 'token';
  if (isAuthorization(exchange, sent)) return 'authorization';
  if (known.redirectedTo.has(request.url)) return 'authorization';
  if (isRegistration(request) || isClientRequest(sent, answer)) return 'other';
  const challenge = response ? readHeader(response.headers, 'www-authenticate') : null;
  const hasToken = TOKEN_SCHEME.test(readHeader(request.headers, 'authorization') ?? '');
  if (isAt('userinfo_endpoint') || (/\/userinfo$/i.test(url) && (hasToken || challenge !== null))) {
    return 'userinfo';
  }
  return hasToken || TOKEN_SCHEME.test(challenge ?? '') ? 'resource' : null;
}

/** Parameters of query and body: RFC 6749 has them in either, and form_post returns them in the latter. */
export function readParameters({ url, body }: RecordedRequest): URLSearchParams {
  const query = URL.parse(url.slice(0, MAX_PARAMETERS))?.searchParams ?? new URLSearchParams();
  const text = body?.encoding === 'utf8' ? body.text.slice(0, MAX_PARAMETERS) : '';
  return new URLSearchParams([...query, ...readMembers(text)]);
}

/** A form, or JSON as some clients wrongly send it to a form endpoint. */
function readMembers(text: string): [string, string][] {
  const members = text.trimStart().startsWith('{') ? parseJsonObject(text) : null;
  if (!members) return [...new URLSearchParams(text.trim())];
  return Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function isKeySet(keys: unknown): boolean {
  return (
    Array.isArray(keys) && keys.some((key: unknown) => key instanceof Object && Object.hasOwn(key, 'kty'))
  );
}

/** RFC 6749 sections 4.1.2 and 4.1.2.1; without the request, only what has state or iss beside it. */
function isCallback(sent: URLSearchParams, url: string, { redirectUris }: KnownEndpoints): boolean {
  if (sent.has('grant_type') || sent.has('client_id')) return false;
  const isAnswer = ['code', 'error', 'response', 'id_token'].some((name) => sent.has(name));
  if (!isAnswer) return false;
  if (redirectUris.has(url)) return true;
  return sent.has('state') || sent.has('iss') || sent.has('session_state');
}

/** A token request without grant_type (RFC 6749 section 4.1.3), which GitHub and others do not ask for. */
function isRedemption({ method }: RecordedRequest, sent: URLSearchParams): boolean {
  return method === 'POST' && sent.has('code') && (sent.has('client_id') || sent.has('client_secret'));
}

/** RFC 6749 section 4.1.1, RFC 9126 section 4. A pushed request has the same parameters, yet JSON answers it. */
function isAuthorization({ request, response }: ImportedExchange, sent: URLSearchParams): boolean {
  if (!sent.has('client_id')) return false;
  // A browser that is sent there without response_type gets an error, and some pages have it in their address.
  if (request.method !== 'POST' && (sent.has('redirect_uri') || sent.has('error'))) return true;
  if (!sent.has('response_type') && !sent.has('request_uri')) return false;
  if (request.method !== 'POST') return true;
  // No browser authenticates a client.
  const isClient = readHeader(request.headers, 'authorization') !== null;
  if (isClient || sent.has('client_secret') || sent.has('client_assertion')) return false;
  if (/\/par$/i.test(withoutQuery(request.url))) return false;
  return !response || !/json/i.test(readHeader(response.headers, 'content-type') ?? '');
}

/** RFC 7591 section 3.1: the metadata of a client, in JSON. */
function isRegistration({ method, body }: RecordedRequest): boolean {
  if (method !== 'POST' && method !== 'PUT') return false;
  const members = body?.encoding === 'utf8' ? (parseJsonObject(body.text) ?? {}) : {};
  return ['redirect_uris', 'software_statement'].some((name) => Object.hasOwn(members, name));
}

/** Pushed (RFC 9126), device (RFC 8628), revocation (RFC 7009) and introspection (RFC 7662) requests. */
function isClientRequest(sent: URLSearchParams, answer: Record<string, unknown>): boolean {
  if (Object.hasOwn(answer, 'device_code') || Object.hasOwn(answer, 'request_uri')) return true;
  if (!sent.has('client_id') && !sent.has('client_assertion')) return sent.has('token_type_hint');
  return ['response_type', 'scope', 'token'].some((name) => sent.has(name));
}
