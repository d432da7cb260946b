import { parseProfile } from '@shared/model/parse-profile';
import { describe, expect, it } from 'vitest';

const parse = (redirectUri: string, browser: 'system' | 'capture' = 'system') =>
  parseProfile({
    name: 'Acme',
    issuer: 'https://id.acme.example',
    client: { id: 'web' },
    redirectUri,
    browser,
  })
    .problems.filter(({ path }) => path === 'redirectUri')
    .map(({ severity }) => severity);

describe('the redirect URI of a profile', () => {
  it.each([
    'http://127.0.0.1:0/callback',
    'https://app.acme.example/callback',
    'com.acme.app:/callback',
    'com.acme.app://auth/callback',
  ])('%s is taken by the capture window', (redirectUri) => {
    expect(parse(redirectUri, 'capture')).toEqual([]);
  });

  it.each(['https://app.acme.example/callback', 'com.acme.app:/callback'])(
    '%s can be run with another browser, and the callback must be pasted',
    (redirectUri) => {
      expect(parse(redirectUri)).toEqual(['warning']);
    },
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///callback',
    'ftp://acme.example/',
    'about:blank',
    'callback',
    'com.acme.app:/callback#x',
  ])('%s is none', (redirectUri) => {
    expect(parse(redirectUri, 'capture')).toEqual(['error']);
  });
});
