import type { CheckResult } from '../model/check';
import { parseJsonObject } from '../model/read-message';
import { defineCheck, showNames, showValue } from './build-check';
import { REFERENCES } from './references';

const claimsRow = defineCheck('requested-claims', 'The claims asked for one by one came', REFERENCES.claims);
const acrRow = defineCheck('id-token-acr', 'acr is one that was asked for', REFERENCES.acr);

/**
 * What the `claims` parameter asked for of one place (OpenID Connect Core section 5.5): servers may leave out
 * even essential claims, so a missing one is a warning. Null where nothing was asked for there.
 */
export function checkRequestedClaims(
  parameter: string | undefined,
  place: 'id_token' | 'userinfo',
  claims: Record<string, unknown>,
): CheckResult | null {
  const wanted = parseJsonObject(parameter ?? '')?.[place];
  if (typeof wanted !== 'object' || wanted === null) return null;
  const names = Object.keys(wanted).filter((name) => name !== 'acr');
  if (names.length === 0) return null;
  const missing = names.filter((name) => !Object.hasOwn(claims, name));
  return claimsRow(
    missing.length === 0 ? 'pass' : 'warn',
    `in ${place}: ${showNames(names)}`,
    missing.length === 0 ? 'all of them' : `left out: ${showNames(missing)}`,
  );
}

/** `acr_values` is a wish (section 3.1.2.1), so another level is a warning. Null where none was asked for. */
export function checkAcr(acrValues: string | undefined, claims: Record<string, unknown>): CheckResult | null {
  const wanted = (acrValues ?? '').split(' ').filter((value) => value !== '');
  if (wanted.length === 0) return null;
  const isMet = wanted.includes(String(claims.acr));
  return acrRow(isMet ? 'pass' : 'warn', wanted.join(' or '), showValue(claims.acr));
}
