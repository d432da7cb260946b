import type { SignalKind, Where } from '@shared/diagnosis/catalog-entry';
import type { Signal } from '@shared/diagnosis/signals/signal';

/** What was seen: the parts of a signal that entries are held against. */
export type SeenSignal = Pick<Signal, 'kind' | 'value' | 'where'> & Partial<Signal>;

export const PAGE = 'authorization page';
const CALLBACK = 'authorization response';
const TOKEN = 'token response';
const API = 'resource response';

export function said(error: string, description = '', where: Where = TOKEN): SeenSignal {
  return { kind: 'oauth-error', value: error, text: `${error} ${description}`, where };
}

function challenged(error: string, description = '', where: Where = API): SeenSignal {
  return { kind: 'challenge', value: error, text: `${error} ${description}`, where };
}

export function sample(kind: SignalKind, value: string, text: string, where: Where): SeenSignal {
  return { kind, value, text, where };
}

function thrown(message: string): SeenSignal {
  return sample('error-code', 'Error', message, 'client-side validation');
}

/** Each entry with something that must lead to it, and something much like it that must not. */
export type SignalSample = [id: string, fires: SeenSignal, misses: SeenSignal];

const EXTENSION: SignalSample[] = [
  [
    'revocation-unsupported-token-type',
    said('unsupported_token_type', '', 'revocation response'),
    said('unsupported_grant_type', '', 'revocation response'),
  ],
  [
    'introspection-inactive',
    sample('answer', 'token-inactive', 'active: false', 'introspection response'),
    sample('answer', 'error-page', 'active: false', 'introspection response'),
  ],
  [
    'dcr-invalid-redirect-uri',
    said('invalid_redirect_uri', 'redirect_uris must only contain web uris', 'registration response'),
    said('invalid_redirect_uri', '', PAGE),
  ],
  [
    'dcr-invalid-client-metadata',
    said(
      'invalid_client_metadata',
      'jwks and jwks_uri must not be used at the same time',
      'registration response',
    ),
    said('invalid_metadata', '', 'registration response'),
  ],
  [
    'dcr-invalid-software-statement',
    said('invalid_software_statement', '', 'registration response'),
    said('unapproved_software_statement', '', 'registration response'),
  ],
  [
    'dcr-unapproved-software-statement',
    said('unapproved_software_statement', '', 'registration response'),
    said('invalid_software_statement', '', 'registration response'),
  ],
  [
    'dcr-management-401',
    sample('http-status', '401', '', 'registration response'),
    sample('http-status', '401', '', TOKEN),
  ],
  ['device-authorization-pending', said('authorization_pending'), said('slow_down')],
  ['device-slow-down', said('slow_down'), said('temporarily_unavailable')],
  ['device-expired-token', said('expired_token'), said('invalid_grant', 'expired token')],
  [
    'device-access-denied',
    said('access_denied', 'The end-user denied the authorization request'),
    said('access_denied', 'Client is not authorized to access this API'),
  ],
  [
    'invalid-target',
    said('invalid_target', 'resource indicator is missing, or unknown'),
    said('invalid_scope'),
  ],
  [
    'token-exchange-invalid-request',
    said('invalid_request', 'subject_token has expired'),
    said('invalid_request', 'refresh_token has expired'),
  ],
  [
    'par-request-uri-invalid',
    said('invalid_request_uri', 'request_uri is invalid, expired, or was already used', CALLBACK),
    said('request_uri_not_supported', '', CALLBACK),
  ],
  [
    'jar-invalid-request-object',
    said('invalid_request_object', 'could not validate Request Object', PAGE),
    said('invalid_request', 'request is malformed', PAGE),
  ],
  [
    'jar-request-not-supported',
    said('request_not_supported', '', CALLBACK),
    said('invalid_request', '', CALLBACK),
  ],
  [
    'jar-request-uri-not-supported',
    said('request_uri_not_supported', '', CALLBACK),
    said('request_not_supported', '', CALLBACK),
  ],
  [
    'par-required',
    said('invalid_request', 'Pushed Authorization Request must be used', PAGE),
    said('invalid_request', 'response_type is required, and is no part of the request', PAGE),
  ],
  [
    'par-response-invalid',
    sample('check', 'par-request-uri', '(absent)', 'PAR response'),
    sample('check', 'par-status', '400', 'PAR response'),
  ],
  [
    'hybrid-id-tokens-differ',
    sample('check', 'id-tokens-sub', 'bob', 'client-side validation'),
    sample('check', 'id-token-sub', '(absent)', 'client-side validation'),
  ],
  [
    'rar-invalid-authorization-details',
    said('invalid_authorization_details', '', 'PAR response'),
    said('invalid_request', 'authorization', 'PAR response'),
  ],
  [
    'dpop-invalid-proof',
    challenged('invalid_dpop_proof', 'DPoP proof htu mismatch'),
    challenged('invalid_token'),
  ],
  [
    'dpop-use-nonce',
    said('use_dpop_nonce', 'nonce is required in the DPoP proof'),
    said('invalid_dpop_proof'),
  ],
  [
    'step-up-required',
    challenged('insufficient_user_authentication', 'A stronger login is needed'),
    challenged('insufficient_scope'),
  ],
  ...['expired exp', 'audience aud', 'replayed jti', 'issuer iss'].map((pair): SignalSample => {
    const [entry = '', claim = ''] = pair.split(' ');
    return [
      `client-assertion-${entry}`,
      sample('evidence', `client-assertion-${claim}`, '', TOKEN),
      sample('evidence', 'client-assertion-alg', '', TOKEN),
    ];
  }),
  ['ace-unsupported-pop-key', said('unsupported_pop_key'), said('unsupported_token_type')],
  ['ace-incompatible-profiles', said('incompatible_ace_profiles'), said('unsupported_pop_key')],
];

const OIDC: SignalSample[] = [
  ['oidc-login-required', said('login_required', '', CALLBACK), said('interaction_required', '', CALLBACK)],
  [
    'oidc-interaction-required',
    said('interaction_required', '', CALLBACK),
    said('login_required', '', CALLBACK),
  ],
  [
    'oidc-consent-required',
    said('consent_required', '', CALLBACK),
    said('access_denied', 'no consent', CALLBACK),
  ],
  [
    'oidc-account-selection-required',
    said('account_selection_required', '', CALLBACK),
    said('login_required', '', CALLBACK),
  ],
  [
    'oidc-registration-not-supported',
    said('registration_not_supported', '', CALLBACK),
    said('request_not_supported', '', CALLBACK),
  ],
  [
    'oidc-unmet-authentication-requirements',
    said('unmet_authentication_requirements', '', CALLBACK),
    said('insufficient_user_authentication', '', CALLBACK),
  ],
  [
    'oidc-prompt-create-unsupported',
    said('invalid_request', 'unsupported prompt value requested', CALLBACK),
    said('invalid_request', 'prompt=none requires id_token_hint', CALLBACK),
  ],
  [
    'oidc-logout-redirect-invalid',
    said('invalid_request', 'post_logout_redirect_uri not registered', 'logout page'),
    said('invalid_request', 'redirect_uri not registered', 'logout page'),
  ],
  [
    'oidc-logout-id-token-hint-invalid',
    said('invalid_request', 'could not validate id_token_hint', 'logout page'),
    said('invalid_request', 'client_id or id_token_hint is required', 'logout page'),
  ],
  [
    'ciba-unknown-user-id',
    said('unknown_user_id', '', 'CIBA response'),
    said('invalid_user_code', '', 'CIBA response'),
  ],
  [
    'ciba-expired-login-hint-token',
    said('expired_login_hint_token', '', 'CIBA response'),
    said('expired_token', '', 'CIBA response'),
  ],
  [
    'ciba-missing-user-code',
    said('missing_user_code', '', 'CIBA response'),
    said('invalid_user_code', '', 'CIBA response'),
  ],
  [
    'ciba-invalid-user-code',
    said('invalid_user_code', '', 'CIBA response'),
    said('missing_user_code', '', 'CIBA response'),
  ],
  [
    'ciba-invalid-binding-message',
    said('invalid_binding_message', '', 'CIBA response'),
    said('invalid_request', 'binding_message', 'CIBA response'),
  ],
  [
    'ciba-transaction-failed',
    said('transaction_failed', '', 'CIBA response'),
    said('access_denied', '', 'CIBA response'),
  ],
  [
    'federation-invalid-issuer',
    said('invalid_issuer', '', 'federation response'),
    said('invalid_issuer', '', API),
  ],
  [
    'federation-invalid-subject',
    said('invalid_subject', '', 'federation response'),
    said('invalid_subject', '', API),
  ],
  [
    'federation-invalid-trust-anchor',
    said('invalid_trust_anchor', '', CALLBACK),
    said('invalid_trust_chain', '', CALLBACK),
  ],
  [
    'federation-invalid-trust-chain',
    said('invalid_trust_chain', '', CALLBACK),
    said('invalid_trust_anchor', '', CALLBACK),
  ],
  [
    'federation-invalid-metadata',
    said('invalid_metadata', '', 'registration response'),
    said('invalid_client_metadata', '', 'registration response'),
  ],
  [
    'federation-unsupported-parameter',
    said('unsupported_parameter', '', 'federation response'),
    said('unsupported_parameter', '', API),
  ],
];

export const RESOURCE_METADATA =
  'resource_metadata="https://mcp.example/.well-known/oauth-protected-resource"';

const MCP: SignalSample[] = [
  [
    'mcp-401-no-resource-metadata',
    sample('text', 'said', 'Bearer realm="mcp"', API),
    sample('text', 'said', `Bearer realm="mcp", ${RESOURCE_METADATA}`, API),
  ],
  [
    'mcp-insufficient-scope-step-up',
    sample(
      'text',
      'said',
      `Bearer error="insufficient_scope", scope="files:write", ${RESOURCE_METADATA}`,
      API,
    ),
    sample('text', 'said', 'Bearer error="insufficient_scope", scope="files:write"', API),
  ],
  [
    'mcp-pkce-not-advertised',
    thrown('Incompatible auth server: does not support code challenge method S256'),
    thrown('Incompatible auth server: does not support dynamic client registration'),
  ],
  [
    'mcp-issuer-mismatch',
    thrown(
      'Issuer mismatch in authorization response (RFC 9207): expected "https://a", received "https://b"',
    ),
    thrown(
      'Issuer mismatch in authorization server metadata (RFC 8414 3.3): expected "https://a", received "https://b"',
    ),
  ],
  [
    'mcp-resource-metadata-mismatch',
    thrown(
      'Protected resource http://10.0.0.7/mcp does not match expected https://mcp.example/mcp (or origin)',
    ),
    {
      ...sample(
        'error-code',
        'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
        'unexpected value',
        'client-side validation',
      ),
      details: { attribute: 'issuer' },
    },
  ],
  [
    'mcp-token-audience-rejected',
    challenged('invalid_token', 'The audience of the token is not this MCP server'),
    challenged('invalid_token', 'The audience is invalid'),
  ],
  [
    'cimd-document-fetch-failed',
    said('invalid_client', 'client_id metadata document fetch failed'),
    said('invalid_client', 'client authentication failed'),
  ],
  [
    'cimd-document-invalid',
    said(
      'invalid_client_metadata',
      'client_id metadata document client_id does not match the expected value',
    ),
    said('invalid_client', 'client_id metadata document fetch failed'),
  ],
  [
    'cimd-not-supported',
    said('invalid_client', 'Unknown client: https://app.example/client.json'),
    said('invalid_client', 'Unknown client: web'),
  ],
];

const SERVERS: SignalSample[] = [
  [
    'hydra-client-auth-method',
    said(
      'invalid_client',
      "Client authentication failed. The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'client_secret_post' was requested.",
    ),
    said('invalid_client', 'Client authentication failed (e.g., unknown client)'),
  ],
  [
    'hydra-redirect-uri',
    said(
      'invalid_request',
      "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
      PAGE,
    ),
    said('invalid_request', "The 'redirect_uri' parameter is required", PAGE),
  ],
  [
    'hydra-invalid-state',
    said('invalid_state', 'The state is missing or does not have enough characters', CALLBACK),
    said('invalid_request', 'state is repeated', CALLBACK),
  ],
  [
    'hydra-code-already-used',
    said('invalid_grant', 'was issued to another client. The authorization code has already been used.'),
    said('invalid_grant', 'was issued to another client. The authorization code has expired.'),
  ],
  [
    'hydra-audience',
    said(
      'invalid_request',
      "Requested audience 'https://api.example' has not been whitelisted by the OAuth 2.0 Client.",
    ),
    said('invalid_request', 'Requested scope has not been whitelisted'),
  ],
  [
    'hydra-concurrent-refresh',
    said(
      'invalid_request',
      'Failed to refresh token because of multiple concurrent requests using the same token.',
    ),
    said('invalid_request', 'Failed to refresh token. Please retry the request.'),
  ],
  [
    'oidc-provider-grant-request-is-invalid',
    sample('text', 'said', 'invalid_grant\ngrant request is invalid', TOKEN),
    sample('text', 'said', 'invalid_request\nrequest is invalid', TOKEN),
  ],
  [
    'oidc-provider-invalid-redirect-uri',
    sample('text', 'said', "redirect_uri did not match any of the client's registered redirect_uris", PAGE),
    sample('text', 'said', 'redirect_uri is not registered', PAGE),
  ],
  [
    'oidc-provider-client-auth-failed',
    sample('text', 'said', 'invalid_client\nclient authentication failed', TOKEN),
    sample(
      'text',
      'said',
      'Client authentication failed due to unknown client, no client authentication included',
      TOKEN,
    ),
  ],
  [
    'gitlab-redirect-uri-invalid',
    sample('text', 'said', 'An error has occurred The redirect URI included is not valid.', PAGE),
    sample('text', 'said', 'The redirect URI is not registered.', PAGE),
  ],
  [
    'doorkeeper-challenge-on-400',
    sample('answer', 'challenge-bearer-at-token', 'Bearer', TOKEN),
    sample('answer', 'challenge-missing', '', TOKEN),
  ],
  [
    'duende-unknown-client',
    said('unauthorized_client', 'Unknown client or client not enabled', PAGE),
    said('unauthorized_client', 'Invalid grant type for client', PAGE),
  ],
  [
    'duende-invalid-redirect-uri',
    said('invalid_request', 'Invalid redirect_uri', PAGE),
    said('invalid_request', 'The parameter holds an invalid redirect_uri', PAGE),
  ],
  [
    'pingfederate-code-invalid',
    sample('text', 'said', 'invalid_grant\nAuthorization code is invalid or expired.', TOKEN),
    sample('text', 'said', 'invalid_grant\nunknown, invalid, or expired refresh token', TOKEN),
  ],
  [
    'spring-authz-parameter',
    sample(
      'provider-page',
      '400',
      '{"status":400,"message":"[invalid_request] OAuth 2.0 Parameter: redirect_uri"}',
      PAGE,
    ),
    sample(
      'provider-page',
      '400',
      '{"status":400,"message":"[invalid_scope] OAuth 2.0 Parameter: scope"}',
      PAGE,
    ),
  ],
];

const SERVICES: SignalSample[] = [
  ['cognito-redirect-mismatch', said('redirect_mismatch', '', PAGE), said('redirect_uri_mismatch', '', PAGE)],
  ['cognito-unauthorized-client', said('unauthorized_client'), said('invalid_client')],
  [
    'cognito-federation-error',
    said('invalid_request', 'Timeout occurred in calling IdP token endpoint', CALLBACK),
    said('invalid_request', 'The request timed out', CALLBACK),
  ],
  ['slack-invalid-code', said('code_already_used'), said('bad_verification_code')],
  ['slack-bad-redirect-uri', said('bad_redirect_uri'), said('redirect_uri_mismatch')],
  ['slack-bad-client-credentials', said('bad_client_secret'), said('incorrect_client_credentials')],
  [
    'apple-invalid-client',
    said('invalid_request', 'Invalid client id or web redirect url.', PAGE),
    said('invalid_request', 'Invalid client id.', PAGE),
  ],
  [
    'apple-code-already-used',
    said('invalid_grant', 'The code has already been used.'),
    said('invalid_grant', 'The code has expired or has been revoked.'),
  ],
  [
    'salesforce-oauth-app-blocked',
    said('OAUTH_APP_BLOCKED', 'this app is blocked by admin', CALLBACK),
    said('access_denied', 'end-user denied authorization', CALLBACK),
  ],
  [
    'salesforce-expired-token',
    said('invalid_grant', 'expired access/refresh token'),
    said('invalid_grant', 'expired authorization code'),
  ],
  [
    'facebook-code-used',
    sample('text', 'said', 'OAuthException\nThis authorization code has been used.', TOKEN),
    sample('text', 'said', 'OAuthException\nThis authorization code has expired.', TOKEN),
  ],
  [
    'linkedin-user-cancelled',
    said('user_cancelled_login', '', CALLBACK),
    said('access_denied', '', CALLBACK),
  ],
];

export const PRODUCT_SAMPLES = [...SERVERS, ...SERVICES];

/** Of what the standards define, in no provider's own words. */
export const STANDARD_SAMPLES = [...EXTENSION, ...OIDC, ...MCP];
