import { checkAcr } from '@shared/checks/check-acr';
import { describe, expect, it } from 'vitest';

function buildClaims(request: object): Record<string, string> {
  return { claims: JSON.stringify({ id_token: { acr: request } }) };
}

describe('checkAcr', () => {
  it('makes no row where the request asked for no class', () => {
    expect(checkAcr({ acr: 'urn:mfa' }, {})).toEqual([]);
    expect(checkAcr({ acr: 'urn:mfa' }, { acr_values: ' ' })).toEqual([]);
    expect(checkAcr({}, buildClaims({ value: 'urn:mfa' }))).toEqual([]);
    expect(checkAcr({}, { claims: 'no JSON' })).toEqual([]);
  });

  it.each([
    ['urn:mfa', 'pass'],
    ['urn:otp', 'pass'],
    ['urn:password', 'warn'],
    [undefined, 'warn'],
    [1, 'warn'],
  ])('judges %s against acr_values, which are a wish: %s', (acr, verdict) => {
    expect(checkAcr({ acr }, { acr_values: 'urn:mfa urn:otp' })).toMatchObject([
      { id: 'id-token-acr', verdict, expected: 'one of: urn:mfa, urn:otp' },
    ]);
  });

  it.each([
    [{ essential: true, values: ['urn:mfa', 'urn:otp'] }, 'urn:otp', 'pass'],
    [{ essential: true, values: ['urn:mfa'] }, 'urn:otp', 'fail'],
    [{ essential: true, value: 'urn:mfa' }, undefined, 'fail'],
    [{ essential: true }, 'urn:otp', 'pass'],
    [{ essential: true }, undefined, 'fail'],
  ])('judges the essential claim %j with %s: %s', (request, acr, verdict) => {
    expect(checkAcr({ acr }, buildClaims(request))).toMatchObject([{ verdict }]);
  });
});
