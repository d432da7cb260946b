import { asks, type Cell, failsWith, hasAnswer, passes, unsupported } from '../cell';
import { basic, certificateName, ONLY_OWN_ADDRESS, OTHER_SECRET, toTokenEndpoint } from './shared';

const DEVICE: Cell[] = [
  { flow: 'device-code', auth: 'none', features: '', expected: passes },
  { flow: 'device-code', auth: basic, features: '', expected: passes },
  { flow: 'device-code', auth: 'client_secret_post', features: '', expected: passes },
  {
    flow: 'device-code',
    auth: 'tls_client_auth',
    features: '',
    isTls: true,
    registered: certificateName,
    expected: passes,
  },
  {
    flow: 'device-code',
    auth: 'private_key_jwt',
    features: '',
    profile: toTokenEndpoint,
    expected: unsupported(ONLY_OWN_ADDRESS, 'token-unauthorized-client', 'device-authorization'),
  },
  { flow: 'device-code', auth: basic, features: 'DPoP', profile: { dpop: {} }, expected: passes },
  {
    flow: 'device-code',
    auth: basic,
    features: 'nobody approves',
    user: 'absent',
    expected: failsWith('device-authorization-pending', 'approval'),
  },
  {
    flow: 'device-code',
    auth: basic,
    features: 'another secret',
    profile: OTHER_SECRET,
    expected: failsWith('token-unauthorized-client', 'device-authorization'),
  },
  {
    flow: 'device-code',
    auth: basic,
    features: 'grant not enabled for the client',
    registered: { authorization_type: ['code'] },
    expected: failsWith('token-unauthorized-client', 'device-authorization'),
  },
];

const CIBA: Cell[] = [
  { flow: 'ciba', auth: basic, features: 'poll', expected: passes },
  { flow: 'ciba', auth: 'client_secret_post', features: 'poll', expected: passes },
  {
    flow: 'ciba',
    auth: 'tls_client_auth',
    features: 'poll',
    isTls: true,
    registered: certificateName,
    expected: unsupported(
      'it does not find the request again that the certificate is bound to',
      'token-unauthorized-client',
      'decision',
    ),
  },
  {
    flow: 'ciba',
    auth: 'private_key_jwt',
    features: 'poll',
    profile: toTokenEndpoint,
    expected: unsupported(ONLY_OWN_ADDRESS, 'par-error-without-body', 'backchannel-authentication'),
  },
  { flow: 'ciba', auth: basic, features: 'poll, DPoP', profile: { dpop: {} }, expected: passes },
  {
    flow: 'ciba',
    auth: basic,
    features: 'ping',
    registered: ({ notificationUri }) => ({
      backchannel_token_delivery_mode: 'ping',
      backchannel_client_notification_endpoint: notificationUri,
    }),
    profile: ({ notificationUri }) => ({ ciba: { delivery: 'ping', notificationUri } }),
    expected: passes,
  },
  {
    flow: 'ciba',
    auth: basic,
    features: 'the user refuses',
    user: 'refuses',
    expected: failsWith('device-access-denied', 'decision'),
  },
  {
    flow: 'ciba',
    auth: basic,
    features: 'a user who does not exist',
    profile: asks({ login_hint: '{"username":"nobody"}' }),
    expected: failsWith('token-invalid-request', 'backchannel-authentication'),
    deviation: {
      text: 'A `login_hint` that names nobody is refused as `invalid_request`, where CIBA Core section 13 has `unknown_user_id`.',
      isSeenIn: (session) => hasAnswer(session, 'backchannel-authentication', 400, 'invalid_request'),
    },
  },
  {
    flow: 'ciba',
    auth: basic,
    features: 'another secret',
    profile: OTHER_SECRET,
    expected: failsWith('invalid-client', 'backchannel-authentication'),
  },
];

export const APPROVAL_CELLS: Cell[] = [...DEVICE, ...CIBA];
