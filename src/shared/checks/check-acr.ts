import type { CheckResult } from '../model/check';
import { type Parameters, readParameter } from '../model/parameters';
import { parseJsonObject } from '../model/read-message';
import { openIdCore } from '../model/reference';
import { defineCheck, showNames, showValue } from './build-check';

const acr = defineCheck(
  'id-token-acr',
  'acr is a class that the request asked for',
  openIdCore('5.5.1.1', 'acrSemantics'),
);

/**
 * Compares acr with what the authorization request asked for, which the library does not. acr_values is
 * a wish, so another class is a warning; acr as an essential claim is a demand. No row without either.
 */
export function checkAcr(claims: Record<string, unknown>, authorize: Parameters): CheckResult[] {
  const demanded = readDemand(readParameter(authorize, 'claims'));
  const wished = (readParameter(authorize, 'acr_values') ?? '').split(/\s+/).filter((each) => each !== '');
  if (demanded === null && wished.length === 0) return [];
  const wanted = demanded ?? wished;
  const expected = wanted.length === 0 ? 'any class' : `one of: ${showNames(wanted)}`;
  const isMet = typeof claims['acr'] === 'string' && (wanted.length === 0 || wanted.includes(claims['acr']));
  const verdict = isMet ? 'pass' : demanded === null ? 'warn' : 'fail';
  return [acr(verdict, expected, showValue(claims['acr']))];
}

/** The values of acr as an essential claim of the ID token, an empty list for any; null where it is not one. */
function readDemand(claimsText: string | undefined): string[] | null {
  const idToken = readObject(parseJsonObject(claimsText ?? '')?.['id_token']);
  const request = readObject(idToken['acr']);
  if (request['essential'] !== true) return null;
  const values = Array.isArray(request['values']) ? request['values'] : [request['value']];
  return values.filter((each): each is string => typeof each === 'string');
}

function readObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
