import { randomBytes } from 'node:crypto';
import type { Profile } from '@shared/model/profile';
import type { FlowTweaks } from '../../flows/flow';
import { buildProfileClient, PING_CLIENT } from '../clients';
import type { Fault } from './fault';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** The user decides elsewhere (RFC 8628 section 3.5, OpenID Connect CIBA Core sections 11 and 13). */
export const APPROVAL_FAULTS: Fault[] = [
  {
    id: 'device-user-refuses',
    title: 'The user refuses the device',
    mechanism: 'The provider turns down the sign-in at the verification page on behalf of the user.',
    side: 'provider',
    flows: ['device-code'],
    entryId: 'device-access-denied',
    code: 'access_denied',
    provider: { refuseUser: () => 'The user declined the request.' },
  },
  {
    id: 'device-code-expires',
    title: 'Device code that expires',
    mechanism: 'The codes last one second, and the user comes later than that.',
    side: 'provider',
    flows: ['device-code'],
    entryId: 'device-expired-token',
    code: 'expired_token',
    tweaks: { waitBefore: { approval: 1_200 } },
    provider: { ttl: { DeviceCode: 1 } },
  },
  {
    id: 'device-code-never-issued',
    title: 'Device code that was never issued',
    mechanism: 'The client polls with a device_code that is not the one it was given.',
    side: 'client',
    flows: ['device-code'],
    entryId: 'device-code-unknown',
    code: 'invalid_grant',
    tweaks: rewriteGrant(DEVICE_GRANT, (form) =>
      form.set('device_code', randomBytes(32).toString('base64url')),
    ),
  },
  {
    id: 'device-grant-not-registered',
    title: 'Client without the device grant',
    mechanism: 'The client asks for a device code, and is registered for other grants only.',
    side: 'provider',
    flows: ['device-code'],
    entryId: 'token-unauthorized-client',
    code: 'unauthorized_client',
    provider: { clientMetadata: { grant_types: ['refresh_token'], response_types: [] } },
  },
  {
    id: 'ciba-user-refuses',
    title: 'The user refuses on the phone',
    mechanism: 'The client asks for bob, who refuses every request.',
    side: 'client',
    flows: ['ciba'],
    entryId: 'device-access-denied',
    code: 'access_denied',
    profile: (profile) => withAuthorize(profile, { login_hint: 'bob' }),
  },
  {
    id: 'ciba-request-expires',
    title: 'Request that expires',
    mechanism: 'The request lasts one second, and the user never looks at the phone.',
    side: 'provider',
    flows: ['ciba'],
    entryId: 'device-expired-token',
    code: 'expired_token',
    provider: { ttl: { BackchannelAuthenticationRequest: 1 }, decide: () => 'never' },
  },
  {
    id: 'ciba-unknown-user',
    title: 'Login hint of nobody',
    mechanism: 'The client asks for a user whom the provider does not know.',
    side: 'client',
    flows: ['ciba'],
    entryId: 'ciba-unknown-user-id',
    code: 'unknown_user_id',
    profile: (profile) => withAuthorize(profile, { login_hint: 'mallory' }),
  },
  {
    id: 'ciba-long-binding-message',
    title: 'Binding message that is too long',
    mechanism: 'The client sends a binding_message of several lines, which no phone can show.',
    side: 'client',
    flows: ['ciba'],
    entryId: 'ciba-invalid-binding-message',
    code: 'invalid_binding_message',
    profile: (profile) =>
      withAuthorize(profile, { binding_message: 'Please confirm this payment\nof 120.00 to Example Ltd.' }),
  },
  {
    id: 'ciba-grant-not-registered',
    title: 'Client without the CIBA grant',
    mechanism: 'The client asks for a backchannel sign-in, and is registered for other grants only.',
    side: 'provider',
    flows: ['ciba'],
    entryId: 'token-unauthorized-client',
    code: 'unauthorized_client',
    provider: { clientMetadata: { grant_types: ['refresh_token'], response_types: [] } },
  },
  {
    id: 'ciba-ping-with-another-token',
    title: 'Ping with another token',
    mechanism: 'The provider pings with a bearer token that is not the client_notification_token of the run.',
    side: 'provider',
    flows: ['ciba'],
    entryId: 'ciba-ping-refused',
    code: 'ping_timeout',
    profile: (profile) => ({
      ...profile,
      client: buildProfileClient({ id: PING_CLIENT }),
      ciba: { notificationUri: 'http://127.0.0.1:0/ciba', ...profile.ciba, delivery: 'ping' },
    }),
    provider: { pingToken: () => randomBytes(32).toString('base64url') },
  },
];

function withAuthorize(profile: Profile, more: Profile['parameters']['authorize']): Profile {
  const { authorize, token } = profile.parameters;
  return { ...profile, parameters: { authorize: { ...authorize, ...more }, token } };
}

function rewriteGrant(grantType: string, change: (form: URLSearchParams) => void): FlowTweaks {
  return {
    rewriteRequest(purpose, request) {
      const form = new URLSearchParams(request.body ?? '');
      if (purpose !== 'token' || form.get('grant_type') !== grantType) return request;
      change(form);
      return { ...request, body: form.toString() };
    },
  };
}
