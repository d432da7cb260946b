import { isSensitiveName } from '@shared/redact/classify-name';
import { findSensitiveSpans } from '@shared/redact/find-sensitive-spans';
import type { TextPlace } from '@shared/redact/span';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function show(text: string, place?: TextPlace): string[] {
  return findSensitiveSpans(text, place).map(
    ({ start, end, secret }) => `${secret}=${text.slice(start, end)}`,
  );
}

describe('findSensitiveSpans', () => {
  it('finds the parameters of a URL, in the coordinates of the text', () => {
    expect(show('https://a.example/cb?code=a%20b&iss=x#access_token=t1', { kind: 'url' })).toEqual([
      'code=a%20b',
      'access_token=t1',
    ]);
  });

  it('finds the values of cookies and leaves their attributes', () => {
    expect(show('SID=abc; Path=/; Secure', { kind: 'header', name: 'Set-Cookie' })).toEqual(['cookie=abc']);
    expect(show('a=1; b=2', { kind: 'header', name: 'cookie' })).toEqual(['cookie=1', 'cookie=2']);
  });

  it('takes the scheme of an authorization header for public', () => {
    expect(show('Bearer abc', { kind: 'header', name: 'Authorization' })).toEqual(['access_token=abc']);
  });

  it('finds members of JSON at any depth, with the escapes of the text', () => {
    expect(show('{"a":[{"client_secret":"x\\"y"}]}')).toEqual(['client_secret=x\\"y']);
  });

  it('calls ordinary words personal only among claims', () => {
    expect(show('{"name":"Ann"}')).toEqual([]);
    expect(show('{"name":"Ann"}', { kind: 'claims' })).toEqual(['name=Ann']);
    expect(show('{"sub":"a1","name":"Ann"}')).toEqual(['subject=a1', 'name=Ann']);
  });

  it('finds hidden and password fields of a page', () => {
    expect(
      show(
        '<input type=hidden name=code value="c1"><input type="password" value=\'p\'><input name=q value=z>',
      ),
    ).toEqual(['code=c1', 'password=p']);
  });

  it('answers sorted ranges within any text, without overlaps', () => {
    const places: TextPlace[] = [
      { kind: 'text' },
      { kind: 'url' },
      { kind: 'form' },
      { kind: 'claims' },
      { kind: 'header', name: 'cookie' },
    ];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...places), (text, place) => {
        let last = 0;
        for (const { start, end } of findSensitiveSpans(text, place)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('isSensitiveName', () => {
  it.each([
    'access_token',
    'Authorization',
    'Set-Cookie',
    'clientSecret',
    'code',
    'state',
    'acme_refresh_token',
    'X-Partner-Secret',
    'request_uri',
  ])('holds for %s', (name) => {
    expect(isSensitiveName(name)).toBe(true);
  });

  it.each([
    'token_type',
    'client_id',
    'scope',
    'token_endpoint',
    'code_challenge',
    'expires_in',
    'grant_type',
    'x-request-id',
    'token_endpoint_auth_method',
  ])('does not hold for %s', (name) => {
    expect(isSensitiveName(name)).toBe(false);
  });
});
