import type { ExchangePurpose } from '@shared/model/exchange';
import { withoutQuery } from '@shared/model/read-message';

/** Where an error belongs of which the request was not captured. */
export type Place =
  | 'callback'
  | 'page'
  | 'token'
  | 'resource'
  | 'userinfo'
  | 'discovery'
  | 'jwks'
  | 'registration'
  | 'logout'
  | 'other';

/** The step of a run, and what an exchange there is for. */
export const PLACES: Record<Place, { step: string; title: string; purpose: ExchangePurpose }> = {
  callback: { step: 'callback', title: 'The authorization response', purpose: 'authorization' },
  page: { step: 'authorization-page', title: 'The page of the provider', purpose: 'authorization' },
  token: { step: 'token', title: 'The token response', purpose: 'token' },
  resource: { step: 'resource', title: 'The answer of the protected resource', purpose: 'resource' },
  userinfo: { step: 'userinfo', title: 'The UserInfo response', purpose: 'userinfo' },
  discovery: { step: 'discovery', title: 'The discovery document', purpose: 'discovery' },
  jwks: { step: 'jwks', title: 'The keys', purpose: 'jwks' },
  registration: { step: 'registration', title: 'The registration response', purpose: 'registration' },
  logout: { step: 'logout', title: 'The logout page', purpose: 'logout' },
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

/** OpenID Federation 1.0 section 8.9, and the endpoints that have no step of their own. */
const OTHER_CODES = new Set([
  'invalid_issuer',
  'invalid_subject',
  'invalid_trust_anchor',
  'invalid_trust_chain',
  'invalid_metadata',
  'unsupported_parameter',
]);

/** Codes that only the token endpoint has (RFC 6749 section 5.2, RFC 8628 section 3.5). */
const TOKEN_CODES = new Set([
  'invalid_grant',
  'unsupported_grant_type',
  'authorization_pending',
  'slow_down',
  'expired_token',
]);

/** Codes of a token endpoint that no protected resource has, beside those above. */
export function isTokenError(error: string): boolean {
  return TOKEN_CODES.has(error) || error === 'invalid_client' || error === 'unauthorized_client';
}

/** The error code alone tells which endpoint answered. */
export function findPlaceOfError(error: string): Place {
  if (RESOURCE_CODES.has(error)) return 'resource';
  if (OTHER_CODES.has(error)) return 'other';
  return AUTHORIZATION_CODES.has(error) ? 'callback' : 'token';
}

/**
 * JSON answers a call of the client, also where it holds a code of the authorization response; some
 * providers answer the browser with it too, and then their words name what only that request has.
 */
export function findPlaceOfJson(error: string, description: string, hasState: boolean): Place {
  if (hasState) return 'callback';
  const place = error === 'access_denied' ? 'token' : findPlaceOfError(error);
  const isOpen = place === 'token' && !TOKEN_CODES.has(error);
  return (isOpen ? findPlaceOfWords(error, description) : null) ?? place;
}

/** RFC 7591 section 3.2.2. */
const REGISTRATION_CODES = new Set([
  'invalid_client_metadata',
  'invalid_software_statement',
  'unapproved_software_statement',
]);

/** What is wrong with the registration of a redirect URI, which only the page in the browser compares. */
const UNREGISTERED =
  /\bredirect(?:ion)?[_ ]?ur[il]s?\b.{0,80}\b(?:not (?:been )?(?:registered|allowed|whitelisted|configured|listed|found|match)|(?:missing|unknown) in|does(?:n.t| not) match any|unregistered|allow ?list|white ?list|client (?:configuration|settings))|\b(?:unregistered|unknown|unauthori[sz]ed|disallowed)\b.{0,20}\bredirect(?:ion)?[_ ]?ur[il]\b/i;

function findPlaceOfWords(error: string, description: string): Place | null {
  if (REGISTRATION_CODES.has(error) || /\bredirect_uris\b/.test(description)) return 'registration';
  if (/\bpost[_ ]?logout[_ ]?redirect/i.test(description)) return 'logout';
  return error === 'invalid_request' && UNREGISTERED.test(description) ? 'page' : null;
}

const PATHS: [place: Place, path: RegExp][] = [
  ['discovery', /\/\.well-known\/(?:openid-configuration|oauth-authorization-server)/i],
  ['jwks', /\/(?:jwks(?:\.json|_uri)?|certs|discovery\/keys|oauth2\/v\d\/keys)$/i],
  ['token', /\/(?:token|access_token|oauth\.v2\.access|token\.oauth2)$/i],
  ['userinfo', /\/(?:userinfo|me\/userinfo)$/i],
  [
    'page',
    /\/(?:authorize|authorization|authorization\.oauth2|openid-connect\/auth|oauth2?\/(?:v\d\/)?auth)$/i,
  ],
  [
    'other',
    /\/(?:introspect(?:ion)?|revo(?:ke|cation)|par|register|registration|device_authorization|device\/code|logout|end_?session)$/i,
  ],
];

/** The endpoint at an address or path, by the names that most providers use; null for any other. */
export function findPlaceOfTarget(target: string | null): Place | null {
  const path = withoutQuery(target ?? '')
    .replace(/\/$/, '')
    .slice(-300);
  return PATHS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

/** Of a log that names an error: what else it says of the endpoint, on the same line first. */
export function findPlaceInLog(
  { error, line }: { error: string; line: string },
  text: string,
  codes: readonly string[],
): Place {
  const own = findPlaceOfError(error);
  if (/\bLOGOUT(?:_ERROR)?\b|\bpost[_ ]?logout[_ ]?redirect/i.test(line)) return 'logout';
  const isOpen = own === 'callback' || (own === 'token' && !TOKEN_CODES.has(error));
  if (isOpen && isPageError(text)) return 'page';
  if (own !== 'token' || TOKEN_CODES.has(error)) {
    return own === 'callback' && isAtToken(line) && !isAtAuthorization(line) ? 'token' : own;
  }
  if (codes.includes('OAUTH_AUTHORIZATION_RESPONSE_ERROR')) return 'callback';
  for (const told of [line, text.slice(0, 16_384)]) {
    const isFront = isAtAuthorization(told);
    if (isFront !== isAtToken(told)) return isFront ? 'callback' : 'token';
  }
  return 'token';
}

function isAtAuthorization(text: string): boolean {
  return /AuthorizationResponseError|authori[sz](?:e|ation)[ _-]?(?:endpoint|request(?! header)|response|callback|server returned)|\bcallback\b|\/authorize\b|redirected back|response_type|code_challenge_method|(?:\bGET |https?:\/)\/[^\s"?]{0,200}\?(?:[^\s"]{0,500}&)?error=/i.test(
    text,
  );
}

function isAtToken(text: string): boolean {
  return /\btoken[ _-]?(?:endpoint|request|response|exchange|refresh|fetch)|\/token\b|grant_type|refresh(?:ing|ed)?[ _]token|ResponseBodyError|exchang(?:e|ing) (?:the |an? )?(?:authorization )?code|cannot fetch token|client[ _]credentials/i.test(
    text,
  );
}

/** How providers head a page that does not redirect back. */
export function isPageError(text: string): boolean {
  return /^\s{0,10}(?:access blocked|authori[sz]ation error|error \d{3}:|\d{3}\. that.s an error|we are sorry)/im.test(
    text.slice(0, 8_000),
  );
}
