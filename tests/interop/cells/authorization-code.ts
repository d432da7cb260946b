import { rewriteTokenRequest } from '../../../src/main/flows/tweaks/rewrite-token-request';
import { adviseOn, asks, type Cell, failsWith, hasAnswer, passes, unsupported } from '../cell';
import {
  ASSERTION_AUDIENCE,
  AWKWARD_SECRET,
  basic,
  certificateName,
  FORM_POST,
  FORM_POST_ISS,
  ONLY_OWN_ADDRESS,
  OTHER_SECRET,
  SELF_SIGNED,
  toTokenEndpoint,
  UNAUTHORIZED_CLIENT,
} from './shared';

const flow = 'authorization-code';
const PAYMENT = '[{"type":"payment","actions":["initiate"]}]';
const CLAIMS = '{"id_token":{"auth_time":{"essential":true}},"userinfo":{"email":null}}';

const CLIENTS: Cell[] = [
  { flow, auth: 'none', features: '', expected: passes },
  { flow, auth: basic, features: '', expected: passes },
  {
    flow,
    auth: basic,
    features: 'a secret with special characters, sent raw',
    registered: { client_secret: AWKWARD_SECRET },
    profile: { client: { secret: AWKWARD_SECRET, basicEncoding: 'raw' } },
    expected: passes,
  },
  { flow, auth: 'client_secret_post', features: '', expected: passes },
  { flow, auth: 'client_secret_jwt', features: '', profile: toTokenEndpoint, expected: passes },
  { flow, auth: 'private_key_jwt', features: '', profile: toTokenEndpoint, expected: passes },
  { flow, auth: 'tls_client_auth', features: '', isTls: true, registered: certificateName, expected: passes },
  {
    flow,
    auth: 'self_signed_tls_client_auth',
    features: '',
    isTls: true,
    expected: unsupported(SELF_SIGNED, 'invalid-client', 'token'),
  },
];

const REQUESTS: Cell[] = [
  {
    flow,
    auth: basic,
    features: 'PKCE plain',
    profile: { pkce: 'plain' },
    expected: adviseOn('pkce-not-s256'),
  },
  {
    flow,
    auth: basic,
    features: 'OAuth 2.0 without openid',
    profile: { scope: 'api-read' },
    expected: passes,
  },
  {
    flow,
    auth: basic,
    features: 'max_age',
    profile: asks({ max_age: '300' }),
    expected: unsupported(
      'asked with it, its ID token has `auth_time` 0',
      'lib-auth-time-too-old',
      'id-token',
    ),
  },
  { flow, auth: basic, features: 'claims', profile: asks({ claims: CLAIMS }), expected: passes },
  {
    flow,
    auth: basic,
    features: 'resource indicator',
    profile: asks({ resource: 'https://api.example/' }),
    expected: passes,
  },
  {
    flow,
    auth: basic,
    features: 'authorization_details',
    registered: { authorization_details_types: ['payment'] },
    profile: asks({ authorization_details: PAYMENT }),
    expected: passes,
  },
  { flow, auth: basic, features: 'PAR', profile: { par: true }, expected: passes },
  { flow, auth: 'none', features: 'PAR', profile: { par: true }, expected: passes },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'PAR',
    profile: { ...toTokenEndpoint, par: true },
    expected: unsupported(ONLY_OWN_ADDRESS, 'par-error-without-body', 'pushed-request'),
  },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'JAR',
    profile: { ...toTokenEndpoint, requestObject: {} },
    expected: passes,
  },
  {
    flow,
    auth: 'tls_client_auth',
    features: 'PAR, DPoP',
    isTls: true,
    registered: certificateName,
    profile: { par: true, dpop: {} },
    expected: passes,
  },
  { flow, auth: basic, features: 'DPoP', profile: { dpop: {} }, expected: passes },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'JAR, JARM, DPoP',
    profile: asks({ response_mode: 'jwt' }, { ...toTokenEndpoint, requestObject: {}, dpop: {} }),
    expected: passes,
  },
];

const ANSWERS: Cell[] = [
  ...['fragment', 'jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt'].map(
    (mode): Cell => ({
      flow,
      auth: basic,
      features: `response_mode=${mode}`,
      profile: asks({ response_mode: mode }),
      expected: passes,
    }),
  ),
  {
    flow,
    auth: basic,
    features: 'response_mode=form_post',
    profile: asks({ response_mode: 'form_post' }),
    expected: unsupported(FORM_POST, 'lib-iss-mismatch', 'callback'),
    deviation: FORM_POST_ISS,
  },
  ...['ES256', 'PS256'].map(
    (alg): Cell => ({
      flow,
      auth: basic,
      features: `ID token signed with ${alg}`,
      registered: { sign_kid: alg },
      expected: passes,
    }),
  ),
];

/** Alice decides for less than was asked, or a scope does not exist: Glewlwyd leaves it out. */
const NARROWED: Cell[] = [
  {
    flow,
    auth: basic,
    features: 'a scope that does not exist beside openid',
    profile: { scope: 'openid nothing-like-it' },
    expected: adviseOn('scope-narrowed'),
  },
  {
    flow,
    auth: basic,
    features: 'the user grants nothing',
    user: 'refuses',
    expected: adviseOn('scope-narrowed'),
    deviation: {
      text: 'There is no refusal of a sign-in: where the user grants nothing, the answer is a code for `openid` alone, and no `access_denied`.',
      isSeenIn: (session) => session.outcome === 'succeeded',
    },
  },
];

const FRONT_FAILURES: Cell[] = [
  {
    flow,
    auth: basic,
    features: 'redirect URI not registered, the browser not seen',
    registered: { redirect_uri: ['http://127.0.0.1:9/other'] },
    expected: failsWith('local-callback-timeout', 'callback'),
  },
  {
    flow,
    auth: basic,
    features: 'redirect URI not registered, the browser watched',
    isWatched: true,
    registered: { redirect_uri: ['http://127.0.0.1:9/other'] },
    expected: failsWith('authorization-page-empty', 'callback', 'authz-redirect-uri-or-client-invalid'),
    deviation: {
      text: 'An authorization request with an unknown client or redirect URI is answered with 403 and an empty page: the user is told nothing (RFC 6749 section 4.1.2.1).',
      isSeenIn: (session) =>
        session.steps.flatMap(({ exchanges }) => exchanges).some(({ response }) => response?.status === 403),
    },
  },
  {
    flow,
    auth: basic,
    features: 'client unknown, the browser watched',
    isWatched: true,
    registered: { client_id: 'somebody' },
    expected: failsWith('authorization-page-empty', 'callback', 'authz-redirect-uri-or-client-invalid'),
  },
  {
    flow,
    auth: basic,
    features: 'code not enabled for the client',
    registered: { authorization_type: ['client_credentials'] },
    expected: failsWith('authz-unauthorized-client', 'callback'),
  },
  {
    flow,
    auth: basic,
    features: 'prompt=none without a session',
    profile: asks({ prompt: 'none' }),
    expected: failsWith('oidc-interaction-required', 'callback'),
  },
  {
    flow,
    auth: basic,
    features: 'nobody signs in',
    user: 'absent',
    expected: failsWith('local-callback-timeout', 'callback'),
  },
  {
    flow,
    auth: basic,
    features: 'a resource that no scope allows',
    profile: asks({ resource: 'https://other.example/' }),
    expected: failsWith('invalid-target', 'callback'),
  },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'request object signed by another key, the browser watched',
    isWatched: true,
    registered: ({ otherJwks }) => ({ jwks: otherJwks }),
    profile: { ...toTokenEndpoint, requestObject: {} },
    expected: failsWith('authz-redirect-uri-or-client-invalid', 'callback'),
  },
];

const TOKEN_FAILURES: Cell[] = [
  {
    flow,
    auth: basic,
    features: 'another secret',
    profile: OTHER_SECRET,
    expected: failsWith('invalid-client', 'token'),
    deviation: UNAUTHORIZED_CLIENT,
  },
  {
    flow,
    auth: 'client_secret_post',
    features: 'another secret',
    profile: OTHER_SECRET,
    expected: failsWith('invalid-client', 'token'),
  },
  {
    flow,
    auth: 'client_secret_post',
    features: 'the client is registered for client_secret_basic',
    registered: { token_endpoint_auth_method: ['client_secret_basic'] },
    expected: failsWith('invalid-client', 'token'),
  },
  {
    flow,
    auth: basic,
    features: 'a secret with special characters, form-encoded',
    registered: { client_secret: AWKWARD_SECRET },
    profile: { client: { secret: AWKWARD_SECRET } },
    expected: failsWith('invalid-client', 'token', 'client-basic-encoding'),
    deviation: {
      text: 'Basic credentials are not form-decoded (RFC 6749 section 2.3.1): a secret with special characters works raw only.',
      isSeenIn: (session) => hasAnswer(session, 'token', 403, 'unauthorized_client'),
    },
  },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'assertion addressed to the issuer',
    expected: failsWith('token-error-without-body', 'token', 'client-assertion-audience'),
    deviation: ASSERTION_AUDIENCE,
  },
  {
    flow,
    auth: 'private_key_jwt',
    features: 'assertion signed by another key',
    registered: ({ otherJwks }) => ({ jwks: otherJwks }),
    profile: toTokenEndpoint,
    expected: failsWith('token-error-without-body', 'token'),
  },
  {
    flow,
    auth: 'tls_client_auth',
    features: 'certificate of another name',
    isTls: true,
    registered: { tls_client_auth_san_dns: 'other.example' },
    expected: failsWith('token-error-without-body', 'token'),
  },
  {
    flow,
    auth: basic,
    features: 'code never issued',
    tweaks: rewriteTokenRequest((form) => form.set('code', 'never-issued')),
    expected: failsWith('invalid-grant', 'token'),
    deviation: {
      text: 'A code that is not good is refused with 403 `invalid_code`, where RFC 6749 section 5.2 has 400 `invalid_grant`.',
      isSeenIn: (session) => hasAnswer(session, 'token', 403, 'invalid_code'),
    },
  },
  {
    flow,
    auth: basic,
    features: 'another redirect_uri in the token request',
    tweaks: rewriteTokenRequest((form) => form.set('redirect_uri', `${form.get('redirect_uri')}/`)),
    expected: failsWith('token-redirect-uri-mismatch', 'token'),
  },
  {
    flow,
    auth: 'none',
    features: 'another code_verifier',
    tweaks: rewriteTokenRequest((form) => form.set('code_verifier', 'v'.repeat(43))),
    expected: failsWith('invalid-grant-pkce-mismatch', 'token'),
  },
  {
    flow,
    auth: basic,
    features: 'misspelt grant type',
    tweaks: rewriteTokenRequest((form) => form.set('grant_type', 'authorisation_code')),
    expected: failsWith('token-error-without-body', 'token'),
    deviation: {
      text: 'An unknown grant type is refused with 400 and no body, where RFC 6749 section 5.2 has `unsupported_grant_type`.',
      isSeenIn: (session) => hasAnswer(session, 'token', 400, ''),
    },
  },
  {
    flow,
    auth: basic,
    features: 'DPoP proof from an hour ago',
    profile: { dpop: {} },
    tweaks: {
      modifyDpopProof: (claims) => {
        claims['iat'] = Number(claims['iat']) - 3_600;
      },
    },
    expected: failsWith('dpop-invalid-proof', 'token'),
  },
];

export const AUTHORIZATION_CODE_CELLS: Cell[] = [
  ...CLIENTS,
  ...REQUESTS,
  ...ANSWERS,
  ...NARROWED,
  ...FRONT_FAILURES,
  ...TOKEN_FAILURES,
];
