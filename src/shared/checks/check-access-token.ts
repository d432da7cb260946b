import type { CheckResult } from '../model/check';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

const audience = defineCheck(
  'access-token-audience',
  'The access token is for the API asked for',
  REFERENCES.audience,
);
const details = defineCheck(
  'authorization-details',
  'The details asked for were granted',
  REFERENCES.authorizationDetails,
);

/** `resources` as requested (RFC 8707 section 2.2); `claims` null for an opaque token. */
export function checkAudience(
  resources: readonly string[],
  claims: Record<string, unknown> | null,
): CheckResult {
  const expected = resources.join(' or ');
  if (!claims) return audience('skip', expected, 'the access token is opaque');
  const isFor = [claims.aud].flat().some((each) => resources.includes(String(each)));
  return audience(isFor ? 'pass' : 'warn', expected, showValue(claims.aud));
}

/** The token response says what was granted, which the server may have narrowed (RFC 9396 section 7). */
export function checkAuthorizationDetails(requested: string, granted: unknown): CheckResult {
  const wanted = listTypes(parseList(requested));
  const given = Array.isArray(granted) ? listTypes(granted) : null;
  if (!given) return details('warn', showNames(wanted), showValue(granted));
  const missing = wanted.filter((type) => !given.includes(type));
  return details(missing.length === 0 ? 'pass' : 'warn', showNames(wanted), showNames(given));
}

function parseList(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function listTypes(items: unknown[]): string[] {
  return items.map((item) => showValue((item as { type?: unknown } | null)?.type));
}
