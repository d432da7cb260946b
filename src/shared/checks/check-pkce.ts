import type { CheckResult } from '../model/check';
import { encodeBase64Url } from '../text/base64';
import { defineCheck } from './build-check';
import { hashBytes } from './hash';
import { REFERENCES } from './references';

const pkce = defineCheck('pkce-s256', 'S256(code_verifier) equals code_challenge', REFERENCES.pkce);

/** What crossed the wire on both legs; null for what did not. */
export interface PkceValues {
  challenge: string | null;
  method: string | null;
  verifier: string | null;
}

/**
 * Compares the verifier that the token request really carried with the challenge that the
 * authorization request really carried (RFC 7636 section 4.6). The library never does.
 */
export async function checkPkce(sent: PkceValues): Promise<CheckResult> {
  const { method, verifier } = sent;
  return judgePkce(
    sent,
    method === 'S256' && verifier !== null ? await hashBytes('SHA-256', verifier) : null,
  );
}

/** For those who cannot wait for Web Crypto: `digest` is the SHA-256 of the verifier where the method is S256. */
export function judgePkce({ challenge, verifier }: PkceValues, digest: Uint8Array | null): CheckResult {
  if (challenge === null && verifier === null)
    return pkce('skip', 'PKCE off', 'no challenge and no verifier');
  if (challenge === null)
    return pkce('fail', 'a code_challenge first', 'a code_verifier without a challenge');
  if (verifier === null) return pkce('fail', challenge, 'no code_verifier was sent');
  const derived = digest ? encodeBase64Url(digest) : verifier;
  return pkce(derived === challenge ? 'pass' : 'fail', challenge, derived);
}
