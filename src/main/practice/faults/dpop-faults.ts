import type { Profile } from '@shared/model/profile';
import type { FlowTweaks } from '../../flows/flow';
import { SEND_AS_BEARER } from '../../flows/tweaks/rewrite-requests';
import type { Fault } from './fault';

/** The client proves its key in a way that servers must refuse (RFC 9449 sections 4.3, 7.1, 8 and 11.1). */
export const DPOP_FAULTS: Fault[] = [
  {
    ...describe('dpop-wrong-address', 'DPoP proof for another address', 'dpop-invalid-proof'),
    code: 'invalid_dpop_proof',
    mechanism: 'The client names the address behind a proxy in htu, not the one it requests.',
    tweaks: changeProof((claims) => {
      claims['htu'] = String(claims['htu']).replace('//127.0.0.1', '//internal.example');
    }),
  },
  {
    ...describe('dpop-wrong-method', 'DPoP proof for another method', 'dpop-invalid-proof'),
    code: 'invalid_dpop_proof',
    mechanism: 'The client names GET in htm of every proof, also where it sends POST.',
    tweaks: changeProof((claims) => {
      claims['htm'] = 'GET';
    }),
  },
  {
    ...describe('dpop-stale', 'Stale DPoP proof', 'dpop-invalid-proof'),
    code: 'invalid_dpop_proof',
    mechanism: 'The clock of the client is an hour slow, and the provider knows no nonces.',
    provider: { isDpopNonceRequired: null },
    tweaks: changeProof((claims) => {
      claims['iat'] = Number(claims['iat']) - 3_600;
    }),
  },
  {
    ...describe('dpop-replayed', 'DPoP proof used twice', 'dpop-invalid-proof'),
    code: 'invalid_dpop_proof',
    mechanism: 'The client gives every proof the same jti, so the second server to see it refuses.',
    provider: {},
    tweaks: changeProof((claims) => {
      claims['jti'] = 'the-same-id-in-every-proof';
    }),
  },
  {
    ...describe('dpop-nonce-ignored', 'Nonce of the server left out of the proof', 'dpop-use-nonce'),
    code: 'use_dpop_nonce',
    mechanism: 'The provider asks for a nonce, and the client repeats its request without one.',
    provider: { isDpopNonceRequired: true },
    tweaks: changeProof((claims) => {
      delete claims['nonce'];
    }),
  },
  {
    ...describe('dpop-token-as-bearer', 'DPoP token sent as Bearer', 'dpop-bound-token-as-bearer'),
    code: 'invalid_token',
    mechanism: 'The client gets a token bound to its key and calls the API with it as a bearer token.',
    tweaks: SEND_AS_BEARER,
  },
];

function describe(id: string, title: string, entryId: string) {
  return {
    id,
    title,
    entryId,
    side: 'client' as const,
    flows: ['client-credentials' as const],
    profile: (profile: Profile): Profile => ({ ...profile, dpop: { alg: 'ES256' } }),
  };
}

function changeProof(change: (claims: Record<string, unknown>) => void): FlowTweaks {
  return { modifyDpopProof: change };
}
