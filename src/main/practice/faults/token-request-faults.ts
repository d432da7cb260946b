import { generateKeyPairSync } from 'node:crypto';
import type { Profile } from '@shared/model/profile';
import { buildProfileClient } from '../clients';
import { withOpenid } from './adjust-profile';
import type { Fault } from './fault';

/** What the client asks for beyond scopes is refused, or cannot be read by it. */
export const TOKEN_REQUEST_FAULTS: Fault[] = [
  {
    ...describe('unknown-resource-indicator', 'Resource indicator of an unknown API', 'invalid-target'),
    code: 'invalid_target',
    mechanism: 'The client asks for a token for an API that the provider does not know.',
    profile: (profile) => withAuthorize(profile, { resource: 'https://unknown-api.example' }),
  },
  {
    ...describe(
      'unknown-authorization-details',
      'Authorization details of an unknown type',
      'rar-invalid-authorization-details',
    ),
    code: 'invalid_authorization_details',
    mechanism: 'The client asks for authorization_details of a type that the provider does not define.',
    profile: (profile, issuer) =>
      withAuthorize(profile, {
        resource: `${issuer}/api`,
        authorization_details: JSON.stringify([{ type: 'teleportation' }]),
      }),
  },
  {
    ...describe('step-up-not-followed', 'Stronger sign-in asked for and not done', 'step-up-required'),
    code: 'insufficient_user_authentication',
    mechanism:
      'The client calls /api/transfers after a sign-in with a password, which that API does not take.',
    profile: (profile, issuer) => ({
      ...profile,
      stepUp: false,
      resource: { url: `${issuer}/api/transfers`, method: 'GET' },
    }),
  },
  {
    ...describe('step-up-refused', 'Stronger sign-in refused', 'oidc-unmet-authentication-requirements'),
    code: 'unmet_authentication_requirements',
    side: 'provider',
    mechanism: 'The API asks for a second factor, and the user has none.',
    profile: (profile, issuer) => ({
      ...profile,
      stepUp: true,
      resource: { url: `${issuer}/api/transfers`, method: 'GET' },
    }),
    provider: {
      refuseAcr: (acr) => (acr.endsWith('second-factor') ? 'The user has no second factor.' : null),
    },
  },
  {
    ...describe('decryption-key-lost', 'ID token encrypted to another key', 'lib-decryption-failed'),
    code: 'decryption failed',
    mechanism: 'The client tries to decrypt the ID token with a key that it has not registered.',
    profile: (profile) => ({
      ...withOpenid(profile),
      client: buildProfileClient({ id: 'practice-encrypted' }),
    }),
    decryptionKey: () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'ECDH-ES' });
    },
  },
];

function describe(id: string, title: string, entryId: string) {
  return { id, title, entryId, side: 'client' as const, flows: ['authorization-code' as const] };
}

function withAuthorize(profile: Profile, parameters: Record<string, string>): Profile {
  const { authorize, token } = profile.parameters;
  return { ...profile, parameters: { authorize: { ...authorize, ...parameters }, token } };
}
