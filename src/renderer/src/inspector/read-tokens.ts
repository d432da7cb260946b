import { decodeJwt, decodeJwtHeader } from '@shared/model/read-jwt';
import { parseJsonObject } from '@shared/model/read-message';
import type { ExchangeView, StepView } from '@shared/model/session';

export interface ReadToken {
  /** What it is called where it was found: id-token, access_token. */
  name: string;
  value: string;
  header: Record<string, unknown>;
  /** Null where they are encrypted. */
  claims: Record<string, unknown> | null;
  signature: string;
}

/** Every JWT that a step made or received, each value once; opaque tokens are none. */
export function readTokens(step: StepView): ReadToken[] {
  const named = [
    ...step.artifacts.map(({ name, value }) => ({ name, value })),
    ...step.exchanges.flatMap(readTokenMembers),
  ];
  const tokens = new Map<string, ReadToken>();
  for (const { name, value } of named) {
    const token = tokens.has(value) ? null : readToken(name, value);
    if (token) tokens.set(value, token);
  }
  return [...tokens.values()];
}

/** The tokens of a step; of the last step before it that has any, where it only works with them. */
export function findTokens(
  steps: readonly StepView[],
  step: StepView,
): { from: StepView; tokens: ReadToken[] } | null {
  for (const from of steps.slice(0, steps.indexOf(step) + 1).reverse()) {
    const tokens = readTokens(from);
    if (tokens.length > 0) return { from, tokens };
  }
  return null;
}

function readTokenMembers(exchange: ExchangeView): { name: string; value: string }[] {
  const text = exchange.response?.body?.text ?? '';
  return Object.entries(parseJsonObject(text) ?? {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, value]) => ({ name, value }));
}

function readToken(name: string, value: string): ReadToken | null {
  if (!/^[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/.test(value)) return null;
  const header = decodeJwtHeader(value);
  const parts = value.split('.');
  const isEncrypted = parts.length === 5;
  const claims = isEncrypted ? null : (decodeJwt(value)?.claims ?? null);
  if (!header || (!claims && !isEncrypted)) return null;
  return { name, value, header, claims, signature: parts[2] ?? '' };
}

/** NumericDate claims (RFC 7519 section 2), in seconds since the epoch. */
const TIME_CLAIMS = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);

/** Epoch milliseconds of a claim that is a time, else null. */
export function readClaimTime(name: string, value: unknown): number | null {
  return TIME_CLAIMS.has(name) && typeof value === 'number' && Number.isFinite(value) ? value * 1000 : null;
}
