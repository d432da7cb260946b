import type { ExchangePurpose } from '@shared/model/exchange';

/** Each purpose that has an endpoint of its own in the metadata (RFC 8414 section 2, RFC 8705 section 5). */
const ENDPOINTS: [ExchangePurpose, member: string][] = [
  ['jwks', 'jwks_uri'],
  ['par', 'pushed_authorization_request_endpoint'],
  ['device-authorization', 'device_authorization_endpoint'],
  ['backchannel-authentication', 'backchannel_authentication_endpoint'],
  ['token', 'token_endpoint'],
  ['userinfo', 'userinfo_endpoint'],
  ['introspection', 'introspection_endpoint'],
  ['revocation', 'revocation_endpoint'],
  ['registration', 'registration_endpoint'],
];

/**
 * What the library is about to ask for: it was told these very endpoints, so the comparison is exact.
 * `fallback` is for what has no endpoint in the metadata.
 */
export function findPurpose(
  metadata: Readonly<Record<string, unknown>>,
  url: string,
  fallback: ExchangePurpose,
): ExchangePurpose {
  const aliases = (metadata['mtls_endpoint_aliases'] ?? {}) as Record<string, unknown>;
  const isAt = (endpoint: unknown) => typeof endpoint === 'string' && URL.parse(endpoint)?.href === url;
  const found = ENDPOINTS.find(([, member]) => isAt(aliases[member]) || isAt(metadata[member]));
  return found?.[0] ?? fallback;
}
