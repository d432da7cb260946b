import { generateKeyPairSync } from 'node:crypto';
import type { Profile } from '@shared/model/profile';
import type { FlowTweaks } from '../../flows/flow';
import { withClient } from './adjust-profile';
import type { Fault } from './fault';

/** The client authenticates with an assertion that the provider must refuse (RFC 7523 section 3). */
export const ASSERTION_FAULTS: Fault[] = [
  {
    ...describe('assertion-expired', 'Expired client assertion', 'client-assertion-expired'),
    mechanism:
      'The clock of the client is ten minutes slow, so its assertions have expired when they arrive.',
    tweaks: changeAssertion((claims) => {
      for (const name of ['exp', 'iat', 'nbf']) claims[name] = Number(claims[name]) - 600;
    }),
  },
  {
    ...describe(
      'assertion-wrong-audience',
      'Client assertion for another server',
      'client-assertion-audience',
    ),
    mechanism: 'The client addresses its assertion to another authorization server.',
    tweaks: changeAssertion((claims) => {
      claims['aud'] = 'https://another-server.example';
    }),
  },
  {
    ...describe(
      'assertion-of-another-client',
      'Client assertion of another client',
      'client-assertion-issuer',
    ),
    mechanism: 'The client names another client as the issuer of its assertion.',
    tweaks: changeAssertion((claims) => {
      claims['iss'] = 'another-client';
    }),
  },
  {
    ...describe('assertion-unknown-key', 'Client assertion signed with an unknown key', 'invalid-client'),
    mechanism: 'The client signs its assertion with a key that it has never registered.',
    clientKey: createUnknownKey,
  },
  {
    ...describe('assertion-replayed', 'Client assertion used twice', 'client-assertion-replayed'),
    mechanism:
      'The provider asks for a DPoP nonce, and the client repeats its request with the same assertion id.',
    profile: (profile) => ({ ...withKey(profile), dpop: { alg: 'ES256' } }),
    provider: { isDpopNonceRequired: true },
    tweaks: changeAssertion((claims) => {
      claims['jti'] = 'the-same-id-in-every-assertion';
    }),
  },
];

function describe(id: string, title: string, entryId: string) {
  return {
    id,
    title,
    entryId,
    code: 'invalid_client',
    side: 'client' as const,
    flows: ['client-credentials' as const],
    profile: withKey,
  };
}

function withKey(profile: Profile): Profile {
  return withClient(profile, 'private_key_jwt');
}

function changeAssertion(change: (claims: Record<string, unknown>) => void): FlowTweaks {
  return { modifyClientAssertion: change };
}

function createUnknownKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'never-registered' });
}
