import { decodeJwt } from '@shared/model/read-jwt';
import { parseJsonObject } from '@shared/model/read-message';

/** A message of the protocol as somebody pastes it alone: `name` reads after "This is". */
interface Shape {
  name: string;
  /** All of these, and where given one of those. */
  all: string[];
  any?: string[];
}

// The first that fits counts: the one with the rarer members stands above.
const SHAPES: Shape[] = [
  { name: 'a device authorization response', all: ['device_code', 'user_code'] },
  { name: 'an answer to a pushed authorization request', all: ['request_uri', 'expires_in'] },
  { name: 'an answer to a backchannel authentication request', all: ['auth_req_id', 'expires_in'] },
  {
    name: 'a token response',
    all: ['access_token'],
    any: ['token_type', 'expires_in', 'refresh_token', 'id_token', 'scope'],
  },
  {
    name: 'the metadata of a protected resource',
    all: ['resource'],
    any: ['authorization_servers', 'bearer_methods_supported', 'scopes_supported', 'resource_documentation'],
  },
  {
    name: 'a discovery document',
    all: ['issuer'],
    any: ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported'],
  },
  {
    name: 'the registration of a client',
    all: ['client_id'],
    any: ['redirect_uris', 'registration_access_token', 'client_id_issued_at', 'client_secret_expires_at'],
  },
  { name: 'a request to register a client', all: ['redirect_uris'], any: ['client_name', 'grant_types'] },
  { name: 'a key', all: ['kty'], any: ['n', 'x', 'k', 'kid', 'crv'] },
  { name: 'the claims of a token', all: ['iss'], any: ['aud', 'exp', 'iat', 'sub'] },
  {
    name: 'a UserInfo response',
    all: ['sub'],
    any: [
      'name',
      'email',
      'preferred_username',
      'given_name',
      'family_name',
      'email_verified',
      'picture',
      'locale',
      'updated_at',
      'groups',
      'roles',
    ],
  },
];

/** Members that say by themselves that a request went well. */
const FLAGS: [name: string, value: unknown][] = [
  ['active', true],
  ['ok', true],
  ['success', true],
  ['Success', true],
  ['status', 'ok'],
  ['status', 'OK'],
  ['status', 'success'],
  ['status', 'UP'],
];

/** What a text is, as `a JWKS`, where it is one message of a sign-in that tells of no failure; else null. */
export function recogniseDocument(text: string): string | null {
  const trimmed = text.trim();
  if (/^access_token=[^\s&]{1,8000}&[^\s]{1,8000}$/.test(trimmed)) return 'a token response, form-encoded';
  return recogniseJson(trimmed) ?? recogniseUrl(trimmed) ?? recogniseJwt(trimmed) ?? recogniseFields(trimmed);
}

function recogniseJson(text: string): string | null {
  const members = parseJsonObject(text);
  if (!members || tellsError(members)) return null;
  if (
    Array.isArray(members['keys']) &&
    members['keys'].some((key: unknown) => key instanceof Object && 'kty' in key)
  ) {
    return 'a JWKS';
  }
  const has = (name: string): boolean => Object.hasOwn(members, name) && members[name] !== null;
  const shape = SHAPES.find(({ all, any }) => all.every(has) && (!any || any.some(has)));
  if (shape) return shape.name;
  if (members['jsonrpc'] === '2.0' && has('result')) return 'an answer of JSON-RPC';
  return FLAGS.some(([name, value]) => members[name] === value) ? 'an answer that says all went well' : null;
}

function tellsError(members: Record<string, unknown>): boolean {
  const told = [members['error'], members['errors'], members['error_code'], members['errorCode']];
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    value === 0 ||
    isEmptyList(value);
  return !told.every(isEmpty) || members['ok'] === false || members['active'] === false;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function recogniseUrl(text: string): string | null {
  const url = /\s/.test(text) || text.length > 65_536 ? null : URL.parse(text);
  if (!url?.hostname) return null;
  const { searchParams: sent, pathname } = url;
  if (sent.has('error')) return null;
  if (sent.has('client_id') && (sent.has('response_type') || sent.has('request_uri'))) {
    return 'the address of an authorization request';
  }
  if (sent.has('id_token_hint') || sent.has('post_logout_redirect_uri'))
    return 'the address of a logout request';
  if (
    /\/\.well-known\/(?:openid-configuration|oauth-authorization-server|oauth-protected-resource)/.test(
      pathname,
    )
  ) {
    return 'the address of a metadata document';
  }
  return sent.has('user_code') ? 'the address at which a user enters a code' : null;
}

function recogniseJwt(text: string): string | null {
  if (!/^eyJ[\w-]{5,20000}\.[\w-]{5,50000}\.[\w-]{0,20000}$/.test(text)) return null;
  return decodeJwt(text) ? 'a token in the form of a JWT' : null;
}

const FIELD = /^([A-Za-z][A-Za-z0-9-]{1,60}):\s?\S/;
/** Fields that answers and requests of HTTP have, and mails and configurations have not. */
const HTTP_FIELDS =
  /^(?:accept|access-control|age$|allow$|alt-svc|authorization|cache-control|connection|content-(?:type|length|encoding|security)|cookie|date$|dpop|etag|expires$|host$|keep-alive|last-modified|location|origin|pragma|ratelimit|referer|referrer-policy|server$|set-cookie|strict-transport|sec-|transfer-encoding|user-agent|vary|via$|x-)/i;

function recogniseFields(text: string): string | null {
  const lines = text.split(/\r?\n/).slice(0, 200);
  const names = lines.map((line) => FIELD.exec(line)?.[1]);
  if (names.includes(undefined)) return null;
  const known = names.filter((name) => HTTP_FIELDS.test(name ?? '')).length;
  return known >= 2 && known * 2 > names.length ? 'a list of HTTP header fields' : null;
}
