import { ALICE } from '../account';
import { adviseOn, type Cell, failsWith, hasAnswer, type ProfilePart, passes, unsupported } from '../cell';
import { basic, certificateName, OTHER_SECRET, SELF_SIGNED, toTokenEndpoint } from './shared';

/** grant_types_supported leaves these grants out. */
const unlisted = adviseOn('profile-contradicts-metadata');
const legacy = adviseOn('profile-contradicts-metadata', 'password-grant-legacy');
const login: ProfilePart = { password: ALICE };

const CLIENT_CREDENTIALS = (
  [
    {
      auth: basic,
      features: '',
      expected: unlisted,
      deviation: {
        text: 'The metadata names `client_credentials`, `password` and `refresh_token` in `response_types_supported`, and leaves them out of `grant_types_supported` (RFC 8414 section 2).',
        isSeenIn: (session) =>
          session.steps
            .flatMap(({ checks }) => checks)
            .some(({ id, verdict }) => id === 'preflight-grant' && verdict === 'warn'),
      },
    },
    { auth: 'client_secret_post', features: '', expected: unlisted },
    { auth: 'client_secret_jwt', features: '', profile: toTokenEndpoint, expected: unlisted },
    { auth: 'private_key_jwt', features: '', profile: toTokenEndpoint, expected: unlisted },
    { auth: 'tls_client_auth', features: '', isTls: true, registered: certificateName, expected: unlisted },
    {
      auth: 'self_signed_tls_client_auth',
      features: '',
      isTls: true,
      expected: unsupported(SELF_SIGNED, 'token-error-without-body', 'token'),
    },
    { auth: basic, features: 'DPoP', profile: { dpop: {} }, expected: unlisted },
    {
      auth: basic,
      features: 'resource indicator',
      profile: { parameters: { token: { resource: 'https://api.example/' } } },
      expected: unlisted,
    },
    {
      auth: basic,
      features: 'another secret',
      profile: OTHER_SECRET,
      expected: failsWith('token-error-without-body', 'token'),
      deviation: {
        text: 'In the client credentials grant a wrong secret is refused with 403 and no body (RFC 6749 section 5.2).',
        isSeenIn: (session) => hasAnswer(session, 'token', 403, ''),
      },
    },
    {
      auth: basic,
      features: 'a scope that does not exist',
      profile: { scope: 'nothing-like-it' },
      expected: failsWith('authz-invalid-scope', 'token'),
      deviation: {
        text: 'An unknown scope is refused as `scope_invalid`, where RFC 6749 section 5.2 has `invalid_scope`.',
        isSeenIn: (session) => hasAnswer(session, 'token', 400, 'scope_invalid'),
      },
    },
    {
      auth: basic,
      features: 'grant not enabled for the client',
      registered: { authorization_type: ['code'] },
      expected: failsWith('token-unauthorized-client', 'token'),
      deviation: {
        text: 'A grant that the client may not use is refused as `authorization_type_invalid`, where RFC 6749 section 5.2 has `unauthorized_client`.',
        isSeenIn: (session) => hasAnswer(session, 'token', 400, 'authorization_type_invalid'),
      },
    },
  ] satisfies Omit<Cell, 'flow'>[]
).map((cell): Cell => ({ flow: 'client-credentials', ...cell }));

const PASSWORD: Cell[] = [
  {
    flow: 'password',
    auth: 'none',
    features: '',
    profile: login,
    expected: unsupported('it wants a confidential client', 'token-error-without-body', 'token'),
  },
  { flow: 'password', auth: basic, features: '', profile: login, expected: legacy },
  { flow: 'password', auth: 'client_secret_post', features: '', profile: login, expected: legacy },
  {
    flow: 'password',
    auth: 'private_key_jwt',
    features: '',
    profile: { ...login, ...toTokenEndpoint },
    expected: legacy,
  },
  {
    flow: 'password',
    auth: basic,
    features: 'wrong password',
    profile: { password: { ...ALICE, password: 'not-hers' } },
    expected: failsWith('token-error-without-body', 'token'),
    deviation: {
      text: 'A wrong password is refused with 403 and no body, where RFC 6749 section 5.2 has `invalid_grant`.',
      isSeenIn: (session) => hasAnswer(session, 'token', 403, ''),
    },
  },
];

const REFRESH: Cell[] = [
  { flow: 'refresh-token', auth: 'none', features: '', expected: unlisted },
  { flow: 'refresh-token', auth: basic, features: '', expected: unlisted },
  {
    flow: 'refresh-token',
    auth: 'private_key_jwt',
    features: '',
    profile: toTokenEndpoint,
    expected: unlisted,
  },
  {
    flow: 'refresh-token',
    auth: 'tls_client_auth',
    features: '',
    isTls: true,
    registered: certificateName,
    expected: unlisted,
  },
  { flow: 'refresh-token', auth: basic, features: 'DPoP', profile: { dpop: {} }, expected: unlisted },
  {
    flow: 'refresh-token',
    auth: basic,
    features: 'refresh token never issued',
    profile: { refreshToken: 'neverIssuedByAnybody' },
    expected: failsWith('token-error-without-body', 'refresh'),
    deviation: {
      text: 'A refresh token that it never issued is refused with 400 and no body, where RFC 6749 section 5.2 has `invalid_grant`.',
      isSeenIn: (session) => hasAnswer(session, 'refresh', 400, ''),
    },
  },
];

const OTHER_GRANTS: Cell[] = [
  {
    flow: 'token-exchange',
    auth: basic,
    features: '',
    expected: unsupported('it does not know the grant type', 'token-error-without-body', 'exchange'),
  },
  {
    flow: 'jwt-bearer',
    auth: 'private_key_jwt',
    features: '',
    profile: toTokenEndpoint,
    expected: unsupported('it does not know the grant type', 'token-error-without-body', 'token'),
  },
];

const REGISTRATION: Cell[] = [
  {
    flow: 'registration',
    auth: 'none',
    features: 'register, read, update and delete',
    profile: ({ redirectUri }) => ({
      registration: { metadata: { client_name: 'Registered', redirect_uris: [redirectUri] } },
    }),
    expected: unsupported(
      'it answers 200 where RFC 7591 section 3.2.1 has 201, which the client library does not take',
      'http-unexpected-success-status',
      'register',
    ),
  },
  {
    flow: 'registration',
    auth: 'none',
    features: 'redirect URI with http on another host',
    profile: {
      registration: {
        metadata: { client_name: 'Registered', redirect_uris: ['http://app.example/callback'] },
      },
    },
    expected: failsWith('dcr-invalid-redirect-uri', 'register'),
  },
];

const FOLLOW_UPS: Cell[] = [
  {
    flow: 'authorization-code',
    auth: basic,
    features: 'then introspect, refresh and revoke',
    registered: { authorization_type: ['code', 'refresh_token', 'client_credentials'] },
    profile: { followUps: ['introspect', 'refresh', 'revoke'] },
    expected: passes,
  },
  {
    flow: 'authorization-code',
    auth: 'client_secret_post',
    features: 'then introspect',
    registered: { authorization_type: ['code', 'refresh_token', 'client_credentials'] },
    profile: { followUps: ['introspect'] },
    expected: passes,
  },
];

export const DIRECT_CELLS: Cell[] = [
  ...CLIENT_CREDENTIALS,
  ...PASSWORD,
  ...REFRESH,
  ...OTHER_GRANTS,
  ...REGISTRATION,
  ...FOLLOW_UPS,
];
