import type { ExchangePurpose, RecordedRequest } from '@shared/model/exchange';
import { parseJsonObject, readHeader, readJsonObject, withoutQuery } from '@shared/model/read-message';
import type { ImportedExchange } from './imported-exchange';

/**
 * What an exchange is for; `callback` is the authorization response on its way through the browser, and
 * `resource-metadata` the document that a protected resource publishes of itself (RFC 9728).
 */
export type ImportedPurpose = ExchangePurpose | 'callback' | 'resource-metadata';

/** What earlier exchanges told that later ones are known by. */
export interface KnownEndpoints {
  /** Without their query. */
  redirectUris: Set<string>;
  metadata: Record<string, unknown>;
  /** Where the browser was sent from the authorization endpoint: what it found there belongs to it. */
  redirectedTo: Set<string>;
  /** Where registered clients are managed (RFC 7592 section 2). */
  managedAt: Set<string>;
}

/** Far more than parameters take; a body is text from outside. */
const MAX_PARAMETERS = 262_144;

const TOKEN_SCHEME = /^\s*(bearer|dpop)\b/i;

/**
 * What an exchange is for, told by its shape, its path and the metadata, never by its host; null for
 * what has nothing to do with OAuth.
 */
export function classifyExchange(exchange: ImportedExchange, known: KnownEndpoints): ImportedPurpose | null {
  const { request, response, error } = exchange;
  const url = withoutQuery(request.url);
  const sent = readParameters(request);
  const answer = (response && readJsonObject(response)) ?? {};
  const isAt = (member: string): boolean =>
    Object.hasOwn(known.metadata, member) && known.metadata[member] === url;
  const has = (name: string): boolean => Object.hasOwn(answer, name);

  if (isResourceMetadata(url, answer)) return 'resource-metadata';
  if (/TOO_MANY_REDIRECTS/.test(error?.message ?? '')) return 'authorization';
  if (/\/\.well-known\/(openid-configuration|oauth-authorization-server)(\/|$)/.test(url)) return 'discovery';
  if (isMetadata(answer)) return 'discovery';
  if (isAt('jwks_uri') || /\/jwks(\.json)?$/.test(url) || isKeySet(answer['keys'])) return 'jwks';
  if (isCallback(withFragment(sent, request.url), url, known)) return 'callback';
  if (isAt('token_endpoint') || sent.has('grant_type') || isRedemption(request, sent)) return 'token';
  if (has('access_token') && has('token_type')) return 'token';
  if (known.managedAt.has(request.url)) return 'registration';
  const endpoint = findEndpoint(exchange, known.metadata);
  if (endpoint === 'token' && isTokenCall(exchange)) return 'token';
  if (isLogout(sent) || endpoint === 'logout') return 'logout';
  if (isAuthorization(exchange, sent) || isReturned(exchange)) return 'authorization';
  if (known.redirectedTo.has(request.url)) return 'authorization';
  const isOfClient = isRegistration(request, answer) || isClientRequest(sent, answer);
  if (isOfClient) return nameRequest(exchange, answer, endpoint);
  if (endpoint !== null && endpoint !== 'token' && isCall(exchange, endpoint)) return endpoint;
  const aboutToken = nameTokenRequest(exchange, sent, answer);
  if (aboutToken !== null) return aboutToken;
  const challenge = response ? readHeader(response.headers, 'www-authenticate') : null;
  const hasToken = TOKEN_SCHEME.test(readHeader(request.headers, 'authorization') ?? '');
  if (isAt('userinfo_endpoint') || (/\/userinfo$/i.test(url) && (hasToken || challenge !== null))) {
    return 'userinfo';
  }
  if (hasToken && isUserInfo(exchange, answer, known.metadata)) return 'userinfo';
  return hasToken || TOKEN_SCHEME.test(challenge ?? '') ? 'resource' : null;
}

/** Parameters of query and body: RFC 6749 has them in either, and form_post returns them in the latter. */
export function readParameters({ url, body }: RecordedRequest): URLSearchParams {
  const query = URL.parse(url.slice(0, MAX_PARAMETERS))?.searchParams ?? new URLSearchParams();
  const text = body?.encoding === 'utf8' ? body.text.slice(0, MAX_PARAMETERS) : '';
  return new URLSearchParams([...query, ...readMembers(text)]);
}

/** Most archives leave the fragment out; where it is there, it is what the page at the redirect URI reads. */
function withFragment(sent: URLSearchParams, url: string): URLSearchParams {
  const at = url.indexOf('#');
  if (at < 0) return sent;
  return new URLSearchParams([...sent, ...new URLSearchParams(url.slice(at + 1, at + MAX_PARAMETERS))]);
}

/** A form, or JSON as some clients wrongly send it to a form endpoint. */
function readMembers(text: string): [string, string][] {
  const members = text.trimStart().startsWith('{') ? parseJsonObject(text) : null;
  if (!members) return [...new URLSearchParams(text.trim())];
  return Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** RFC 9728 section 3: at the well-known address, or told by its members. */
function isResourceMetadata(url: string, answer: Record<string, unknown>): boolean {
  if (/\/\.well-known\/oauth-protected-resource(\/|$)/.test(url)) return true;
  return Object.hasOwn(answer, 'resource') && Array.isArray(answer['authorization_servers']);
}

/** RFC 8414 section 2: what each provider must say of itself, and an endpoint of it. */
function isMetadata(answer: Record<string, unknown>): boolean {
  const has = (name: string): boolean => Object.hasOwn(answer, name);
  const hasEndpoint = ['jwks_uri', 'authorization_endpoint', 'token_endpoint'].some(has);
  return has('issuer') && has('response_types_supported') && hasEndpoint;
}

/** OpenID Connect RP-Initiated Logout 1.0 section 2. */
function isLogout(sent: URLSearchParams): boolean {
  return ['id_token_hint', 'post_logout_redirect_uri', 'logout_hint'].some(
    (name) => sent.has(name) && !sent.has('response_type'),
  );
}

/** A browser that is sent on with an authorization response, also by a page of the provider's own. */
function isReturned({ request, response }: ImportedExchange): boolean {
  const location = response && response.status < 400 ? readHeader(response.headers, 'location') : null;
  const target = location ? URL.parse(location, request.url) : null;
  return target !== null && isResponseUrl(target);
}

/** True for an address that carries an authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1). */
export function isResponseUrl({ searchParams, hash }: URL): boolean {
  const sent = new URLSearchParams([...searchParams, ...new URLSearchParams(hash.slice(1))]);
  if (sent.has('client_id') || sent.has('grant_type')) return false;
  if (sent.has('code')) return sent.has('state') || sent.has('iss');
  return (
    sent.has('error') && ['state', 'error_description', 'iss', 'error_uri'].some((name) => sent.has(name))
  );
}

/** A call of a client to the token endpoint of which the body was not captured, as curl does not print it. */
function isTokenCall({ request, response }: ImportedExchange): boolean {
  if (request.method !== 'POST') return false;
  const type = readHeader(request.headers, 'content-type') ?? '';
  const isForm = /x-www-form-urlencoded/i.test(type);
  return isForm || response === null || !/html/i.test(readHeader(response.headers, 'content-type') ?? '');
}

/** The endpoints of a client are called, not visited: a form of the same name on a web page is another thing. */
function isCall({ request, response }: ImportedExchange, endpoint: ExchangePurpose): boolean {
  if (readHeader(request.headers, 'sec-fetch-mode') === 'navigate') return false;
  const hasToken = TOKEN_SCHEME.test(readHeader(request.headers, 'authorization') ?? '');
  if (endpoint === 'registration') return hasToken;
  const isPage = /html/i.test((response && readHeader(response.headers, 'content-type')) ?? '');
  return request.method === 'POST' ? true : !isPage && endpoint === 'par';
}

const ENDPOINTS: [purpose: ExchangePurpose, member: string, path: RegExp][] = [
  ['token', 'token_endpoint', /\/(?:token|access_token|token\.oauth2|oauth\.v2\.access)$/i],
  ['par', 'pushed_authorization_request_endpoint', /\/par$/i],
  [
    'device-authorization',
    'device_authorization_endpoint',
    /\/(?:device_authorization|device\/code|device\/auth|devicecode)$/i,
  ],
  ['backchannel-authentication', 'backchannel_authentication_endpoint', /\/(?:bc-authorize|ciba\/auth)$/i],
  ['introspection', 'introspection_endpoint', /\/(?:introspect|introspection)$/i],
  ['revocation', 'revocation_endpoint', /\/(?:revoke|revocation)$/i],
  ['registration', 'registration_endpoint', /\/(?:register|registration)(?:\/[\w.~-]{1,200})?$/i],
  ['logout', 'end_session_endpoint', /\/(?:end_?session|session\/end|openid-connect\/logout)$/i],
];

/** By the metadata, else by the paths that most providers use. */
function findEndpoint(
  { request }: ImportedExchange,
  metadata: Record<string, unknown>,
): ExchangePurpose | null {
  const url = withoutQuery(request.url);
  const named = ENDPOINTS.find(([, member]) => Object.hasOwn(metadata, member) && metadata[member] === url);
  return (named ?? ENDPOINTS.find(([, , path]) => path.test(url.slice(-300))))?.[0] ?? null;
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
  if (!['response_type', 'request_uri', 'request'].some((name) => sent.has(name))) return false;
  if (request.method !== 'POST') return true;
  // No browser authenticates a client.
  const isClient = readHeader(request.headers, 'authorization') !== null;
  if (isClient || sent.has('client_secret') || sent.has('client_assertion')) return false;
  if (/\/par$/i.test(withoutQuery(request.url))) return false;
  return !response || !/json/i.test(readHeader(response.headers, 'content-type') ?? '');
}

/** RFC 7591 section 3.1: the metadata of a client, in JSON, or the answer to it. */
function isRegistration({ method, body }: RecordedRequest, answer: Record<string, unknown>): boolean {
  if (method !== 'POST' && method !== 'PUT') return false;
  const members = body?.encoding === 'utf8' ? (parseJsonObject(body.text) ?? {}) : {};
  const isAnswered =
    Object.hasOwn(answer, 'client_id') && REGISTERED.some((name) => Object.hasOwn(answer, name));
  return isAnswered || ['redirect_uris', 'software_statement'].some((name) => Object.hasOwn(members, name));
}

const REGISTERED = ['redirect_uris', 'registration_access_token', 'client_secret_expires_at'];

/** The request of a client by its endpoint, else by what it brought. */
function nameRequest(
  exchange: ImportedExchange,
  answer: Record<string, unknown>,
  endpoint: ExchangePurpose | null,
): ExchangePurpose {
  const { request } = exchange;
  if (Object.hasOwn(answer, 'device_code')) return 'device-authorization';
  if (Object.hasOwn(answer, 'request_uri')) return 'par';
  if (isRegistration(request, answer)) return 'registration';
  if (endpoint === null) return nameTokenRequest(exchange, readParameters(request), answer) ?? 'other';
  return endpoint === 'token' ? 'other' : endpoint;
}

/**
 * A client that asks about a token is told whether it is active (RFC 7662 section 2.2), and one that revokes it
 * is told nothing (RFC 7009 section 2.2).
 */
function nameTokenRequest(
  { request, response }: ImportedExchange,
  sent: URLSearchParams,
  answer: Record<string, unknown>,
): ExchangePurpose | null {
  if (request.method !== 'POST' || !sent.has('token') || response === null) return null;
  if (typeof answer['active'] === 'boolean') return 'introspection';
  const isClient = /^\s*basic\b/i.test(readHeader(request.headers, 'authorization') ?? '');
  const isSaidByClient = isClient || sent.has('client_id') || sent.has('client_assertion');
  const isEmpty = response.status === 200 && (response.body?.text ?? '').trim() === '';
  return isSaidByClient && isEmpty ? 'revocation' : null;
}

/** OpenID Connect Core 1.0 section 5.3.2, where no metadata say that UserInfo is elsewhere. */
function isUserInfo(
  { request }: ImportedExchange,
  answer: Record<string, unknown>,
  metadata: Record<string, unknown>,
): boolean {
  if (request.method !== 'GET' && request.method !== 'POST') return false;
  if (Object.hasOwn(metadata, 'userinfo_endpoint')) return false;
  return typeof answer['sub'] === 'string' && !Object.hasOwn(answer, 'active');
}

/** Pushed (RFC 9126), device (RFC 8628), revocation (RFC 7009) and introspection (RFC 7662) requests. */
function isClientRequest(sent: URLSearchParams, answer: Record<string, unknown>): boolean {
  if (Object.hasOwn(answer, 'device_code') || Object.hasOwn(answer, 'request_uri')) return true;
  if (!sent.has('client_id') && !sent.has('client_assertion')) return sent.has('token_type_hint');
  return ['response_type', 'scope', 'token'].some((name) => sent.has(name));
}
