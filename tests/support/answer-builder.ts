import { createHash } from 'node:crypto';
import type { ScriptedProvider, SignOptions } from './scripted-provider';

/** The left half of a SHA-256 hash, as at_hash and c_hash have it (OpenID Connect Core section 3.3.2.11). */
function hashHalf(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}

export interface AnswerOptions extends SignOptions {
  /** Changes the claims of the JWT that the answer holds, or is. */
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Changes the parameters of the answer. */
  answer?: (answer: URLSearchParams) => void;
  /** Where they are put, in place of where they belong. */
  place?: 'query' | 'fragment';
}

/** What a provider sends through the browser for this response_type; a test may change any part of it. */
export function buildTokenAnswer(provider: ScriptedProvider, type: string, options: AnswerOptions = {}) {
  return async (callback: URL): Promise<URL> => {
    const words = type.split(' ');
    const state = callback.searchParams.get('state') ?? '';
    const claims = {
      ...buildClaims(provider),
      sub: 'alice',
      nonce: provider.asked().get('nonce'),
      ...(words.includes('code') ? { c_hash: hashHalf('code-1') } : {}),
      ...(words.includes('token') ? { at_hash: hashHalf('front-token-1') } : {}),
    };
    const answer = new URLSearchParams({
      ...(words.includes('code') ? { code: 'code-1' } : {}),
      id_token: await provider.sign(options.claims?.(claims) ?? claims, options),
      ...(words.includes('token') ? { access_token: 'front-token-1', token_type: 'Bearer' } : {}),
      state,
    });
    return place(callback, answer, options, 'fragment');
  };
}

/** A response JWT with a code in it (JARM section 2.1). */
export function buildResponseJwt(provider: ScriptedProvider, options: AnswerOptions = {}) {
  return async (callback: URL): Promise<URL> => {
    const { iss, aud, exp } = buildClaims(provider);
    const claims = { iss, aud, exp, code: 'code-1', state: callback.searchParams.get('state') ?? '' };
    const response = await provider.sign(options.claims?.(claims) ?? claims, options);
    return place(callback, new URLSearchParams({ response }), options, 'query');
  };
}

function buildClaims({ issuer }: ScriptedProvider) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: 'client-1', iat: now, exp: now + 300 };
}

function place(
  callback: URL,
  answer: URLSearchParams,
  options: AnswerOptions,
  usual: 'query' | 'fragment',
): URL {
  options.answer?.(answer);
  const placed = new URL(callback);
  const isFragment = (options.place ?? usual) === 'fragment';
  placed.search = isFragment ? '' : answer.toString();
  placed.hash = isFragment ? answer.toString() : '';
  return placed;
}
