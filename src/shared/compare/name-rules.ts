import type { ExchangePurpose } from '../model/exchange';
import { CORRELATION_HEADERS } from '../redact/rules';
import type { DifferenceClass, NoiseReason } from './comparison';

const REQUEST_CLASSES: Record<string, DifferenceClass> = {
  redirect_uri: 'redirect-uri',
  client_id: 'client',
  client_secret: 'client-authentication',
  client_assertion: 'client-authentication',
  client_assertion_type: 'client-authentication',
  scope: 'scope',
  code_challenge: 'pkce',
  code_challenge_method: 'pkce',
  code_verifier: 'pkce',
};

export function classifyParameter(name: string): DifferenceClass {
  return Object.hasOwn(REQUEST_CLASSES, name) ? (REQUEST_CLASSES[name] ?? 'parameter') : 'parameter';
}

/** Request headers that decide how a message is read; all others are transport. */
const PROTOCOL_HEADERS = new Set(['authorization', 'dpop', 'content-type', 'accept', 'origin']);

export function classifyRequestHeader(name: string): DifferenceClass {
  return PROTOCOL_HEADERS.has(name) ? 'request-header' : 'header';
}

export function classifyMetadata(name: string): DifferenceClass {
  if (name === 'issuer') return 'issuer';
  return /(?:_endpoint|_uri)$/.test(name) ? 'endpoint' : 'metadata';
}

export function classifyAnswer(purpose: ExchangePurpose): (name: string) => DifferenceClass {
  if (purpose === 'discovery') return classifyMetadata;
  if (purpose === 'userinfo') return () => 'claim';
  return (name) => (name === 'scope' && purpose === 'token' ? 'scope' : 'answer');
}

/** Of what came back through the browser: an error is an answer, another state a sign of another request. */
export function classifyCallback(name: string): DifferenceClass {
  if (name === 'iss') return 'issuer';
  return /^error/.test(name) || name === 'scope' ? 'answer' : 'parameter';
}

export function classifyClaim(name: string): DifferenceClass {
  if (name === 'iss') return 'issuer';
  return /^header\.(?:alg|kid|enc)$/.test(name) ? 'signing-key' : 'claim';
}

/** In a client assertion `iss` and `sub` are the client (RFC 7523 section 3). */
export function classifyAssertion(name: string): DifferenceClass {
  return name === 'iss' || name === 'sub' ? 'client' : 'client-authentication';
}

export function classifyRequestObject(name: string): DifferenceClass {
  return name.startsWith('header.') ? classifyClaim(name) : classifyParameter(name);
}

const RANDOM_NAMES = new Set(
  `state nonce code jti code_challenge code_verifier request_uri device_code user_code auth_req_id access_token
  refresh_token id_token at_hash c_hash s_hash ath sid session_state signature dpop_jkt cnf.jkt client_notification_token
  verification_uri_complete registration_access_token uti rh aio trace_id correlation_id request_id txn
  header.jwk.x header.jwk.y header.jwk.n header.jwk.kid header.epk.x header.epk.y token subject_token actor_token
  id_token_hint logout_token assertion`.split(/\s+/),
);
const TIME_NAMES = new Set(
  'auth_time updated_at timestamp client_id_issued_at client_secret_expires_at expires_at expires_on not_before'.split(
    ' ',
  ),
);

/** Why a value of this name differs in any two runs; null where a difference means something. */
export function findNoise(name: string): NoiseReason | null {
  const last = name.startsWith('header.') ? name : (name.split('.').at(-1) ?? name);
  if (RANDOM_NAMES.has(name) || RANDOM_NAMES.has(last)) return 'random';
  return TIME_NAMES.has(last) ? 'time' : null;
}

/** What must come back as it was sent, or be used as it was handed out. */
const ECHOED = new Set(
  'state nonce code code_verifier code_challenge request_uri device_code auth_req_id access_token'.split(' '),
);

export function findEcho(name: string): string | null {
  return ECHOED.has(name) ? name : null;
}

const TRANSPORT_HEADERS = new Set(
  `date etag age expires last-modified content-length set-cookie cookie traceparent tracestate server-timing via
  connection keep-alive host dpop-nonce report-to nel alt-svc b3 retry-after`.split(/\s+/),
);
const CORRELATION = new Set(CORRELATION_HEADERS);

export function findHeaderNoise(name: string): NoiseReason | null {
  const isTransport =
    TRANSPORT_HEADERS.has(name) || CORRELATION.has(name) || /(?:ratelimit|trace-?id|request-?id)/.test(name);
  return isTransport ? 'transport' : null;
}
