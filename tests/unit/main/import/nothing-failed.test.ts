import { describe, expect, test } from 'vitest';
import { buildHar, buildHarEntry } from '../../../support/har-builder';
import { readImported } from '../../../support/imported';

function readNote(text: string): string | undefined {
  const { session } = readImported(text);
  return session.steps.flatMap(({ notes }) => notes)[0]?.message;
}

describe('a text that tells of no failure says what it is', () => {
  test.each([
    ['{"keys":[{"kty":"RSA","kid":"k1","n":"AQAB","e":"AQAB"}]}', 'a JWKS'],
    ['{"access_token":"a","token_type":"Bearer"}', 'a token response'],
    ['access_token=a&token_type=bearer', 'a token response, form-encoded'],
    [
      '{"issuer":"https://id.acme.example","token_endpoint":"https://id.acme.example/t"}',
      'a discovery document',
    ],
    ['{"resource":"https://a.example","authorization_servers":[]}', 'the metadata of a protected resource'],
    ['{"device_code":"d","user_code":"u"}', 'a device authorization response'],
    ['{"error":null,"status":"ok"}', 'an answer that says all went well'],
    ['https://id.acme.example/a?client_id=web&response_type=code', 'the address of an authorization request'],
    ['Cache-Control: no-store\nDPoP-Nonce: abc', 'a list of HTTP header fields'],
    ['"POST /token HTTP/2.0" 200 214\n"GET /jwks HTTP/2.0" 304 0', 'an access log'],
    ['10:00:01 callback received, state ok\n10:00:02 signed in, errors=0', 'a log that ends in a success'],
    ['10:00:01 ready, errors: 0', 'a log'],
    ['poll: 400 authorization_pending\npoll: 200 token received', 'a log that ends in a success'],
    ['token expired, refreshing\ntoken refreshed, session established', 'a log that ends in a success'],
    [
      'token request failed: ECONNRESET, retry 1\ntoken received, login complete',
      'a log that ends in a success',
    ],
    [
      'Changelog 4.2.0\n- Better help for invalid_grant',
      'a text about releases or errors, and no record of any',
    ],
    ['(node:1) [DEP0040] DeprecationWarning: `punycode` is deprecated.', 'advice of a runtime about itself'],
  ])('%j', (text, name) => {
    const { kind, findings, session } = readImported(text);
    expect(kind).toBe('nothing-failed');
    expect(session.outcome).toBe('succeeded');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(readNote(text)).toBe(`This is ${name}; nothing failed in it.`);
  });

  test('also a redirect alone that starts a sign-in, or ends it', () => {
    const start =
      'HTTP/1.1 302 Found\nLocation: https://id.acme.example/a?client_id=w&response_type=code\n\n';
    const end = 'HTTP/1.1 302 Found\nLocation: https://app.acme.example/cb?code=abc&state=x\n\n';
    expect(readNote(start)).toContain('a redirect to the address of an authorization request');
    expect(readImported(end)).toMatchObject({ kind: 'callback-url', findings: [] });
  });

  test('also a HAR without a sign-in', () => {
    const har = buildHar([buildHarEntry({ url: 'https://a.example/app.js', status: 304 })]);
    expect(readImported(har).kind).toBe('nothing-failed');
  });
});

describe('what is not known to have gone well keeps the generic finding', () => {
  test.each([
    'all is well?',
    '{"name":"orders-ui","version":"1.0.0"}',
    'id;name\n1;Berger',
    '.error { color: red }',
    'build finished with 1 error',
    'login finished\nsession lost: access denied',
    'user lockout policy applied, 3 attempts, request rejected',
  ])('%j', (text) => {
    const { findings } = readImported(text);
    expect(findings[0]?.entryId).toBe('unrecognised-failure');
  });
});
