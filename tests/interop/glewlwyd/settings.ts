import { createPrivateKeyFor, writeJwk } from '../../support/client-keys';

/** The plugin is mounted under this name, which ends the issuer. */
export const PLUGIN_NAME = 'oidc';

const SINGLE = [
  'client_secret',
  'jwks_uri',
  'enc',
  'alg',
  'alg_kid',
  'encrypt_id_token',
  'encrypt_userinfo',
  'sign_kid',
  'authorization_signed_response_alg',
  'request_object_signing_alg',
  'token_endpoint_signing_alg',
  'tls_client_auth_san_dns',
  'tls_client_auth_subject_dn',
  'backchannel_token_delivery_mode',
  'backchannel_client_notification_endpoint',
  'backchannel_user_code_parameter',
  'post_logout_redirect_uri',
  'dpop_bound_access_tokens',
];

const MULTIPLE = [
  'redirect_uri',
  'authorization_type',
  'token_endpoint_auth_method',
  'resource',
  'authorization_details_types',
];

const describe = (names: string[], more: Record<string, unknown>) =>
  Object.fromEntries(names.map((name) => [name, { read: true, write: true, ...more }]));

/** What a client may have besides its name; Glewlwyd stores nothing that is not listed. */
export const CLIENT_PROPERTIES = {
  ...describe(SINGLE, { multiple: false }),
  ...describe(MULTIPLE, { multiple: true }),
  ...describe(['jwks'], { multiple: false, convert: 'jwks' }),
};

function createKeys(): string {
  const build = (alg: string) =>
    JSON.parse(writeJwk(createPrivateKeyFor(alg), { alg, kid: alg, use: 'sig' }));
  return JSON.stringify({ keys: ['RS256', 'ES256', 'PS256'].map(build) });
}

const LIFETIMES = {
  'access-token-duration': 3_600,
  'refresh-token-duration': 86_400,
  'code-duration': 600,
  'device-authorization-expiration': 600,
  'device-authorization-interval': 1,
  'request-maximum-exp': 3_600,
  'oauth-par-duration': 90,
  'oauth-dpop-iat-duration': 60,
  'oauth-ciba-default-expiry': 600,
  'oauth-ciba-maximum-expiry': 1_200,
  'session-cookie-expiration': 3_600,
};

const SWITCHED_ON = [
  'allow-non-oidc',
  'auth-type-code-enabled',
  'auth-type-token-enabled',
  'auth-type-id-token-enabled',
  'auth-type-none-enabled',
  'auth-type-password-enabled',
  'auth-type-client-enabled',
  'auth-type-device-enabled',
  'auth-type-refresh-enabled',
  'refresh-token-rolling',
  'jwks-show',
  'oauth-as-iss-id',
  'pkce-allowed',
  'pkce-method-plain-allowed',
  'request-parameter-allow',
  'request-parameter-allow-encrypted',
  'encrypt-out-token-allow',
  'introspection-revocation-allowed',
  'introspection-revocation-allow-target-client',
  'register-client-allowed',
  'register-client-management-allowed',
  'session-management-allowed',
  'oauth-dpop-allowed',
  'resource-allowed',
  'oauth-rar-allowed',
  'rar-allow-auth-unsigned',
  'rar-allow-auth-unencrypted',
  'oauth-par-allowed',
  'oauth-ciba-allowed',
  'oauth-ciba-mode-poll-allowed',
  'oauth-ciba-mode-ping-allowed',
  'oauth-ciba-allow-https-non-secure',
  'oauth-fapi-allow-jarm',
  'oauth-fapi-add-s_hash',
];

/** The names of client properties that the plugin looks up by a name of the administrator's choice. */
const PROPERTY_NAMES = {
  'client-jwks-parameter': 'jwks',
  'client-jwks_uri-parameter': 'jwks_uri',
  'client-sign_kid-parameter': 'sign_kid',
  'client-enc-parameter': 'enc',
  'client-alg-parameter': 'alg',
  'client-alg_kid-parameter': 'alg_kid',
  'client-encrypt_id_token-parameter': 'encrypt_id_token',
  'client-encrypt_userinfo-parameter': 'encrypt_userinfo',
  'resource-client-property': 'resource',
  'rar-types-client-property': 'authorization_details_types',
  'oauth-dpop-dpop_bound_access_tokens-property': 'dpop_bound_access_tokens',
};

/** Everything that the plugin can do is on, so that what is missing in the end is missing in the plugin. */
export function buildPluginParameters(issuer: string, isTls: boolean): Record<string, unknown> {
  return {
    iss: issuer,
    'jwks-private': createKeys(),
    'default-kid': 'RS256',
    'subject-type': 'public',
    'allowed-scope': ['openid', 'api-read'],
    'name-claim': 'mandatory',
    'email-claim': 'mandatory',
    'session-cookie-name': 'GLEWLWYD2_OIDC_SID',
    'refresh-token-one-use': 'always',
    'register-client-auth-scope': [],
    'register-client-credentials-scope': ['api-read'],
    'oauth-par-request_uri-prefix': 'urn:ietf:params:oauth:request_uri:',
    'resource-scope': { 'api-read': ['https://api.example/'] },
    'rar-types': {
      payment: {
        scopes: ['openid'],
        description: 'A payment',
        locations: [],
        actions: ['initiate'],
        datatypes: [],
        enriched: [],
      },
    },
    ...LIFETIMES,
    ...Object.fromEntries(SWITCHED_ON.map((name) => [name, true])),
    ...PROPERTY_NAMES,
    ...(isTls && {
      'client-cert-source': 'TLS',
      'client-cert-use-endpoint-aliases': false,
      'client-cert-self-signed-allowed': true,
    }),
  };
}
