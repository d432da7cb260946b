import type { ExchangePurpose } from '@shared/model/exchange';

/** Where an error belongs of which the request was not captured. */
export type Place = 'callback' | 'token' | 'resource' | 'other';

/** The step of a run, and what an exchange there is for. */
export const PLACES: Record<Place, { step: string; title: string; purpose: ExchangePurpose }> = {
  callback: { step: 'callback', title: 'The authorization response', purpose: 'authorization' },
  token: { step: 'token', title: 'The token response', purpose: 'token' },
  resource: { step: 'resource', title: 'The answer of the protected resource', purpose: 'resource' },
  other: { step: 'response', title: 'The response', purpose: 'other' },
};

/** Codes that only an authorization response has (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6). */
const AUTHORIZATION_CODES = new Set([
  'access_denied',
  'unsupported_response_type',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
]);

/** RFC 6750 section 3.1. */
const RESOURCE_CODES = new Set(['invalid_token', 'insufficient_scope']);

/** The error code alone tells which endpoint answered. */
export function findPlaceOfError(error: string): Exclude<Place, 'other'> {
  if (RESOURCE_CODES.has(error)) return 'resource';
  return AUTHORIZATION_CODES.has(error) ? 'callback' : 'token';
}
