import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRedirectMatcher,
  hasOwnScheme,
  resolveLocation,
} from '../../../../../src/main/front-channel/capture/match-redirect';

const matches = (redirectUri: string, url: string) => createRedirectMatcher(redirectUri)(new URL(url));

describe('what leads to the redirect URI', () => {
  it.each([
    ['https://app.example.com/callback', 'https://app.example.com/callback?code=c&state=s'],
    ['https://app.example.com/callback', 'https://APP.example.com:443/callback#code=c'],
    ['https://app.example.com/callback?tenant=1', 'https://app.example.com/callback?code=c'],
    ['https://app.example.com', 'https://app.example.com/?code=c'],
    ['http://127.0.0.1:8400/callback', 'http://127.0.0.1:8400/a/../callback?code=c'],
    ['com.example.app:/callback', 'com.example.app:/callback?code=c'],
    ['com.example.app:/callback', 'COM.example.app:/callback#code=c'],
    ['com.example.app://auth/callback', 'com.example.app://auth/callback?code=c'],
    ['com.example.app:callback', 'com.example.app:callback?code=c'],
  ])('%s is led to by %s', (redirectUri, url) => {
    expect(matches(redirectUri, url)).toBe(true);
  });

  it.each([
    ['https://app.example.com/callback', 'https://app.example.com/callback-evil?code=c&state=s'],
    ['https://app.example.com/callback', 'https://app.example.com/callback/?code=c'],
    ['https://app.example.com/callback', 'https://app.example.com/callback/more?code=c'],
    ['https://app.example.com/callback', 'https://app.example.com/Callback?code=c'],
    ['https://app.example.com/callback', 'https://app.example.com.evil.example/callback?code=c'],
    ['https://app.example.com/callback', 'https://app.example.com@evil.example/callback?code=c'],
    ['https://app.example.com/callback', 'https://app.example.com:8443/callback?code=c'],
    ['https://app.example.com/callback', 'http://app.example.com/callback?code=c'],
    ['https://app.example.com/callback', 'https://evil.example/?next=https://app.example.com/callback'],
    ['https://app.example.com/callback', 'https://id.example.com/login?code=c&state=s'],
    ['com.example.app:/callback', 'com.example.app:/callback-evil?code=c'],
    ['com.example.app:/callback', 'com.example.app.evil:/callback?code=c'],
    ['com.example.app:/callback', 'com.example.app://callback?code=c'],
    ['com.example.app://auth/callback', 'com.example.app://other/callback?code=c'],
    ['com.example.app:/callback', 'https://com.example.app/callback?code=c'],
  ])('%s is not led to by %s', (redirectUri, url) => {
    expect(matches(redirectUri, url)).toBe(false);
  });

  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const redirectUris = fc.oneof(
    fc
      .tuple(word, word, fc.integer({ min: 1024, max: 65_535 }))
      .map(([host, path, port]) => `https://${host}.example:${port}/${path}`),
    fc.tuple(word, word).map(([scheme, path]) => `com.${scheme}:/${path}`),
  );

  it('does not depend on parameters', () => {
    fc.assert(
      fc.property(redirectUris, fc.dictionary(word, fc.string()), fc.string(), (redirectUri, query, hash) => {
        const url = new URL(redirectUri);
        url.search = new URLSearchParams(query).toString();
        url.hash = hash;
        expect(createRedirectMatcher(redirectUri)(url)).toBe(true);
      }),
    );
  });

  it('is no address that only begins with it, however it goes on', () => {
    const tails = fc.oneof(fc.stringMatching(/^[a-z0-9._~/-]{1,12}$/), fc.stringMatching(/^%[0-9a-f]{2}$/));
    fc.assert(
      fc.property(redirectUris, tails, (redirectUri, tail) => {
        const url = new URL(`${redirectUri}${tail}?code=c&state=s`);
        // A tail of dot segments can lead back to the same path; then it is the same address.
        fc.pre(url.pathname !== new URL(redirectUri).pathname);
        expect(createRedirectMatcher(redirectUri)(url)).toBe(false);
      }),
    );
  });

  it('is the same for two addresses only where a browser would ask the same server for the same path', () => {
    fc.assert(
      fc.property(redirectUris, redirectUris, (one, other) => {
        expect(matches(one, other)).toBe(new URL(one).href === new URL(other).href);
      }),
    );
  });
});

describe('the target of a redirect', () => {
  const from = new URL('https://id.example.com/auth?x=1#kept');

  it('keeps its own fragment, and inherits one where it has none', () => {
    expect(resolveLocation('https://app.example.com/cb#code=c', from)?.href).toBe(
      'https://app.example.com/cb#code=c',
    );
    expect(resolveLocation('/next', from)?.href).toBe('https://id.example.com/next#kept');
    expect(resolveLocation('/next#', from)?.hash).toBe('');
  });

  it('is nothing where it is no address', () => {
    expect(resolveLocation('https://', from)).toBeNull();
  });

  it('can have a scheme of its own', () => {
    expect(hasOwnScheme(new URL('com.example.app:/callback'))).toBe(true);
    expect(hasOwnScheme(from)).toBe(false);
  });
});
