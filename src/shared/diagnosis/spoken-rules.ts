import type { CatalogEntry, MatchRule } from './catalog-entry';
import { findRequiredLiterals } from './required-literals';

/** Words of this length are nobody else's: shorter ones need the code beside them. */
const MIN_WORDS = 15;

/** How a rule says that words follow some code, whichever it is. */
const ANY_CODE = /^\^\[a-z_\]\{1,40\} (?![^(]*\|)/;

/**
 * The rules that an entry has beyond its own, for failures that are told without their code. What one
 * provider says whatever the code is, is its own in any text; and a library prints the words of an error
 * also where whoever logged it dropped the code.
 */
export function deriveSpokenRules({ provider, match }: CatalogEntry): MatchRule[] {
  return match.flatMap((rule): MatchRule[] => {
    const { signal, value, where, details } = rule;
    const pattern = rule.pattern?.replace(ANY_CODE, '');
    if (pattern === undefined || details !== undefined || rule.strength !== undefined) return [];
    if (signal === 'oauth-error' && value === '*' && provider !== null && isDistinctive(pattern)) {
      return [{ signal: 'text', value: '*', pattern, ...(where && { where }) }];
    }
    const isOfLibrary = signal === 'error-code' && value.startsWith('OAUTH_');
    return isOfLibrary && isDistinctive(pattern) ? [{ signal, value: '*', pattern }] : [];
  });
}

/** Anchored patterns begin with the code, and a text does not. */
function isDistinctive(pattern: string): boolean {
  if (pattern.startsWith('^')) return false;
  const literals = findRequiredLiterals(pattern);
  return literals?.every(({ length }) => length >= MIN_WORDS) ?? false;
}
