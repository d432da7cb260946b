import type { SessionView } from '@shared/model/session';
import { buildSession, type StepName } from './session-builder';

/** A step whose check fails with a value, and the entry that it leads to. */
export const CHECK_SAMPLES: [failAt: StepName, check: string, actual: string, entryId: string][] = [
  ['callback', 'state', 'another', 'lib-state-mismatch'],
  ['callback', 'state', '(absent)', 'lib-state-missing'],
  ['callback', 'iss', 'https://evil.example', 'lib-iss-mismatch'],
  ['callback', 'iss', '(absent)', 'lib-iss-missing'],
  ['callback', 'callback-duplicates', 'repeated: state', 'lib-callback-duplicate-parameter'],
  ['callback', 'callback-code', '(absent)', 'lib-callback-no-code'],
  ['callback', 'callback-access-token', '(absent)', 'implicit-access-token-missing'],
  ['authorization-request', 'par-request-uri', '(absent)', 'par-response-invalid'],
  ['token', 'token-access-token', '(absent)', 'lib-200-with-error-body'],
  ['token', 'token-access-token', 'null', 'lib-token-response-field-type'],
  ['token', 'token-type', 'mac', 'lib-unsupported-token-type'],
  ['token', 'token-type', '(absent)', 'lib-token-response-field-type'],
  ['token', 'token-members', 'of another type: expires_in', 'lib-token-response-field-type'],
  ['token', 'token-content-type', 'text/plain', 'lib-response-is-not-json'],
  ['id-token', 'id-token-present', '(absent)', 'lib-missing-id-token'],
  ['id-token', 'id-token-present', 'something that does not decode as one', 'lib-parse-error'],
  ['id-token', 'id-token-iss', 'https://other.example', 'lib-id-token-iss'],
  ['id-token', 'id-token-iss', '(absent)', 'lib-jwt-claim-missing'],
  ['id-token', 'id-token-aud', 'other', 'lib-id-token-aud'],
  ['id-token', 'id-token-azp', 'other', 'lib-id-token-azp'],
  ['id-token', 'id-token-sub', '(absent)', 'lib-jwt-claim-missing'],
  ['id-token', 'id-token-exp', '2020-01-01', 'lib-jwt-expired'],
  ['id-token', 'id-token-nbf', '2030-01-01', 'lib-jwt-not-before'],
  ['id-token', 'id-token-nonce', 'other', 'lib-id-token-nonce'],
  ['id-token', 'id-token-nonce', '(absent)', 'lib-id-token-nonce-missing'],
  ['id-token', 'id-token-alg', 'none', 'lib-jwt-alg-not-allowed'],
  ['id-token', 'id-token-signature', 'the signature does not verify', 'lib-jwt-signature-invalid'],
  ['id-token', 'id-token-signature', 'the JWKS holds only k2', 'lib-jwks-no-key'],
  ['id-token', 'id-token-signature', 'several keys fit: a, b', 'lib-jwks-multiple-keys'],
  ['id-token', 'id-token-at-hash', 'other', 'lib-hash-claim-mismatch'],
  ['id-token', 'id-token-acr', 'urn:password', 'oidc-unmet-authentication-requirements'],
  ['id-token', 'id-token-auth-time', '2020-01-01', 'lib-auth-time-too-old'],
  ['userinfo', 'userinfo-sub', 'mallory', 'lib-userinfo-sub-mismatch'],
  ['discovery', 'discovery-issuer', 'https://id.acme.example/', 'lib-discovery-issuer-mismatch'],
  ['discovery', 'discovery-json', 'something else', 'lib-response-is-not-json'],
  ['discovery', 'discovery-https', 'http:', 'lib-http-request-forbidden'],
];

export function buildCheckFailure(failAt: StepName, check: string, actual: string): SessionView {
  return buildSession({
    failAt,
    checks: { [check]: { verdict: 'fail', expected: 'as the rule asks', actual } },
    error: { code: 'OAUTH_INVALID_RESPONSE', message: 'invalid response encountered' },
  });
}

/** What the innermost cause of a failed request says, and the entry that it leads to. */
export const CAUSE_SAMPLES: [code: string, entryId: string][] = [
  ['ENOTFOUND', 'net-enotfound'],
  ['ECONNREFUSED', 'net-econnrefused'],
  ['UND_ERR_CONNECT_TIMEOUT', 'net-und-connect-timeout'],
  ['CERT_HAS_EXPIRED', 'tls-cert-has-expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-self-signed-leaf'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-altname-invalid'],
  ['eaddrinuse', 'local-eaddrinuse'],
  ['EAI_AGAIN', 'net-eai-again'],
  ['ECONNRESET', 'net-econnreset'],
  ['ETIMEDOUT', 'net-etimedout'],
  ['EHOSTUNREACH', 'net-ehostunreach'],
  ['ENETUNREACH', 'net-enetunreach'],
  ['EPIPE', 'net-epipe'],
  ['UND_ERR_HEADERS_TIMEOUT', 'net-und-headers-timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'net-und-body-timeout'],
  ['UND_ERR_SOCKET', 'net-und-socket'],
  ['UND_ERR_HEADERS_OVERFLOW', 'net-und-headers-overflow'],
  ['CERT_NOT_YET_VALID', 'tls-cert-not-yet-valid'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-self-signed-in-chain'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-unable-to-verify-leaf'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-issuer-cert-not-local'],
  ['EACCES', 'local-eacces'],
  ['EADDRNOTAVAIL', 'local-eaddrnotavail'],
];

export function buildCauseFailure(code: string): SessionView {
  const cause = { name: 'Error', message: 'low', code, details: {} };
  const error = { name: 'TypeError', message: 'fetch failed', code, causes: [cause] };
  return buildSession({ failAt: 'discovery', answers: { discovery: { error } }, error });
}
