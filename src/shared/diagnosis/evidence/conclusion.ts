import type { Evidence } from '../../model/finding';
import type { RunFacts } from '../run-facts';
import type { Observation } from './observation';

/**
 * What a rule concludes from comparing parts of a run: `value` is the name that catalog entries listen
 * to. Whether it proves the entry, or only suggests it, is the strength of the entry's rule.
 */
export interface Conclusion extends Evidence {
  value: string;
}

/** Pure: reads the run and says what follows from it, or nothing. Must not state a secret, only compare it. */
export type ConclusionRule = (facts: RunFacts) => Conclusion[];

/** The decisive observations of a rule, under a name that an entry listens to. */
export function toConclusions(value: string, observations: Observation[]): Conclusion[] {
  return observations
    .filter(({ decisive }) => decisive)
    .map(({ seq, statement, expected, actual }) => ({ value, seq, statement, expected, actual }));
}

/** True where the provider refused the step with one of these OAuth errors. */
export function isRefusedWith({ signals }: RunFacts, ...errors: string[]): boolean {
  return signals.some(({ kind, value }) => kind === 'oauth-error' && errors.includes(value));
}

/** True where the last token request redeems an authorization code (RFC 6749 section 4.1.3). */
export function isCodeGrant({ token }: RunFacts): boolean {
  return token.get('grant_type') === 'authorization_code' || (!token.has('grant_type') && token.has('code'));
}

/** A field of the request that tells of the failure. */
export function readRequestField({ exchange }: RunFacts, name: string): string {
  return exchange?.request.headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
}

/** The claims of a JWT without a look at its signature; null for what is no JWT (RFC 7519 section 7.2). */
export function readClaims(token: string): Record<string, unknown> | null {
  return readPart(token, 1);
}

export function readJoseHeader(token: string): Record<string, unknown> | null {
  return readPart(token, 0);
}

const MAX_TOKEN = 32_768;

function readPart(token: string, index: number): Record<string, unknown> | null {
  const parts = token.slice(0, MAX_TOKEN).split('.');
  const part = parts[index];
  if (parts.length !== 3 || part === undefined) return null;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
