import { findEntry } from '@shared/diagnosis/catalog/index';
import type { CatalogEntry } from '@shared/diagnosis/catalog-entry';
import { matchSignal } from '@shared/diagnosis/match';
import { createSignal } from '@shared/diagnosis/signals/signal';
import { deriveSpokenRules } from '@shared/diagnosis/spoken-rules';
import { expect, test } from 'vitest';

const someEntry = (changes: Partial<CatalogEntry>): CatalogEntry => {
  const entry = findEntry('auth0-refresh-token-invalid');
  if (!entry) throw new Error('The catalog lacks an entry.');
  return { ...entry, ...changes };
};

const find = (kind: 'text' | 'error-code', text: string, value = 'said'): string[] =>
  matchSignal(
    createSignal({ kind, value, text, where: 'other response', seq: 1, stepId: null, statement: '' }),
  ).map(({ entry }) => entry.id);

test('the words of a provider are known without the code that they came with', () => {
  expect(find('text', 'refresh of kim: Unknown or invalid refresh token.')).toEqual([
    'auth0-refresh-token-invalid',
  ]);
});

test('the words of a library are known without its code, and not half of them', () => {
  expect(find('error-code', 'cannot sign in: no applicable keys found')).toEqual(['lib-jwks-no-key']);
  expect(find('error-code', 'cannot sign in: no applicable coupons found')).toEqual([]);
});

test('the words of a library count for nothing beside another of its codes', () => {
  const words = '"response" body "sub" property must be a string';
  expect(find('error-code', words)).toEqual(['lib-userinfo-sub-mismatch']);
  expect(find('error-code', words, 'OAUTH_INVALID_RESPONSE')).toEqual(['lib-invalid-response']);
});

test.each([
  ['are short', { match: [{ signal: 'oauth-error' as const, value: '*', pattern: 'token gone' }] }],
  [
    'begin with the code',
    { match: [{ signal: 'oauth-error' as const, value: '*', pattern: '^invalid_grant The token is gone' }] },
  ],
  [
    'belong to one code',
    {
      match: [
        { signal: 'oauth-error' as const, value: 'invalid_grant', pattern: 'the token is gone for good' },
      ],
    },
  ],
  [
    'may be anybody\u2019s',
    {
      provider: null,
      match: [{ signal: 'oauth-error' as const, value: '*', pattern: 'the token is gone for good' }],
    },
  ],
  [
    'have a short alternative',
    { match: [{ signal: 'oauth-error' as const, value: '*', pattern: 'the token is gone for good|gone' }] },
  ],
])('words that %s need their code', (_name, changes) => {
  expect(deriveSpokenRules(someEntry(changes))).toEqual([]);
});
