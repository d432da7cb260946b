import { calculateJwkThumbprint, exportJWK } from 'jose';
import * as client from 'openid-client';
import type { StepContext } from '../flow';
import { configurationOf } from './discovery';

declare module '../flow' {
  interface FlowState {
    /** One key pair from the first proof to the last: tokens are bound to it. */
    dpop?: DpopKey;
  }
}

interface DpopKey {
  handle: client.DPoPHandle;
  /** SHA-256 thumbprint of the public key (RFC 7638), the `jkt` of RFC 9449 section 6. */
  thumbprint: string;
}

/**
 * The last argument of every library call that gets, renews or uses tokens. With it the library sends a
 * proof, and repeats a request once with the nonce that a server asks for (RFC 9449 sections 8 and 9).
 */
export async function dpopOptionsOf(context: StepContext): Promise<client.DPoPOptions> {
  const key = await dpopKeyOf(context);
  return key === null ? {} : { DPoP: key.handle };
}

/** `dpop_jkt` for an authorization request, which binds the code to the key as well (RFC 9449 section 10). */
export async function dpopThumbprintOf(context: StepContext): Promise<string | null> {
  return (await dpopKeyOf(context))?.thumbprint ?? null;
}

/** Made on first use; the private key stays in the process. Null where the profile asks for bearer tokens. */
async function dpopKeyOf(context: StepContext): Promise<DpopKey | null> {
  const { profile, state } = context;
  if (!profile.dpop) return null;
  state.dpop ??= await createKey(context, profile.dpop.alg);
  return state.dpop;
}

async function createKey(context: StepContext, alg: string): Promise<DpopKey> {
  const { tweaks } = context;
  const pair = await client.randomDPoPKeyPair(alg);
  const handle = client.getDPoPHandle(configurationOf(context), pair, {
    [client.modifyAssertion](header, claims) {
      // The library writes Ed25519 where a server of before RFC 9864 knows EdDSA.
      header['alg'] = alg;
      tweaks.modifyDpopProof?.(claims, header as Record<string, unknown>);
    },
  });
  const jwk = await exportJWK(pair.publicKey);
  const thumbprint = await calculateJwkThumbprint(jwk);
  context.artifact('dpop-key', 'json', JSON.stringify({ jwk: { ...jwk, alg }, jkt: thumbprint }));
  return { handle, thumbprint };
}
