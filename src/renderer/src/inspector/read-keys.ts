import { parseJsonObject } from '@shared/model/read-message';
import type { StepView } from '@shared/model/session';
import type { ReadToken } from './read-tokens';

export interface KeyRow {
  kid: string;
  kty: string;
  crv: string;
  alg: string;
  use: string;
  /** Names of the tokens whose header fits this key. */
  fits: string[];
}

export interface KeySet {
  title: string;
  keys: KeyRow[];
  /** Tokens that should be among them and fit none. */
  missing: ReadToken[];
}

/** Tokens that this client signs itself; the others carry a signature of the server. */
const OWN_TOKENS = new Set(['client-assertion', 'assertion', 'request-object']);

/** The key sets of a step, each key with the tokens that it fits. */
export function readKeySets(step: StepView, tokens: readonly ReadToken[]): KeySet[] {
  const signed = tokens.filter(({ claims, name }) => claims !== null && name !== 'dpop-proof');
  const ofServer = step.exchanges
    .filter(({ purpose }) => purpose === 'jwks')
    .map(({ response }) => ({ title: 'Key set of the server', text: response?.body?.text ?? '' }));
  const ofClient = step.artifacts
    .filter(({ name }) => name === 'client-jwks')
    .map(({ value }) => ({ title: 'Public keys of this client', text: value }));
  return [
    ...ofServer.flatMap(({ title, text }) =>
      readKeySet(
        title,
        text,
        signed.filter(({ name }) => !OWN_TOKENS.has(name)),
      ),
    ),
    ...ofClient.flatMap(({ title, text }) =>
      readKeySet(
        title,
        text,
        signed.filter(({ name }) => OWN_TOKENS.has(name)),
      ),
    ),
  ];
}

function readKeySet(title: string, text: string, tokens: readonly ReadToken[]): KeySet[] {
  const keys = parseJsonObject(text)?.['keys'];
  if (!Array.isArray(keys)) return [];
  const members = keys.filter((key) => typeof key === 'object' && key !== null) as Record<string, unknown>[];
  const rows = members.map((key) => ({
    kid: show(key['kid']),
    kty: show(key['kty']),
    crv: show(key['crv']),
    alg: show(key['alg']),
    use: show(key['use']),
    fits: tokens.filter(({ header }) => fitsHeader(key, header)).map(({ name }) => name),
  }));
  // An HMAC or no signature at all needs no published key.
  const expected = tokens.filter(
    ({ name, header }) => name === 'id-token' && keyTypeOf(header['alg']) !== null,
  );
  return [
    {
      title,
      keys: rows,
      missing: expected.filter(({ name }) => !rows.some((row) => row.fits.includes(name))),
    },
  ];
}

/** By kid where the header names one, else by what the algorithm needs (RFC 7515 section 6). */
function fitsHeader(key: Record<string, unknown>, header: Record<string, unknown>): boolean {
  const kty = keyTypeOf(header['alg']);
  if (kty === null || key['kty'] !== kty || key['use'] === 'enc') return false;
  if (header['kid'] !== undefined) return key['kid'] === header['kid'];
  return key['alg'] === undefined || key['alg'] === header['alg'];
}

function keyTypeOf(alg: unknown): string | null {
  const text = String(alg);
  if (/^[RP]S\d/.test(text)) return 'RSA';
  if (/^ES\d/.test(text)) return 'EC';
  return /^Ed/.test(text) ? 'OKP' : null;
}

function show(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
