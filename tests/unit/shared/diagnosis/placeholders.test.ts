import { CATALOG } from '@shared/diagnosis/catalog/index';
import { fillPlaceholders, PLACEHOLDER_NAMES } from '@shared/diagnosis/placeholders';
import { expect, test } from 'vitest';

test('fills in the values of the run', () => {
  expect(
    fillPlaceholders('Register {redirectUri} for {clientId}.', {
      redirectUri: 'http://127.0.0.1/cb',
      clientId: 'client "web"',
    }),
  ).toBe('Register http://127.0.0.1/cb for client "web".');
});

test('a value that the run lacks is replaced by general words', () => {
  expect(fillPlaceholders('{redirectUri} of {clientId}.', {})).toBe('The redirect URI of this client.');
});

test('a value with a placeholder in it is not filled again', () => {
  expect(fillPlaceholders('Ask {host}.', { host: '{scope}' })).toBe('Ask {scope}.');
});

test('no fix of the catalog shows a brace, with no value known', () => {
  const left = CATALOG.flatMap(({ fixes }) => fixes.map((fix) => fillPlaceholders(fix, {}))).filter((fix) =>
    /\{\w+\}/.test(fix),
  );
  expect(left).toEqual([]);
});

test('every placeholder but the names of settings is of use somewhere', () => {
  const text = CATALOG.flatMap(({ fixes }) => fixes).join(' ');
  const names = PLACEHOLDER_NAMES.filter((name) => name !== 'provider' && !name.endsWith('Setting'));
  expect(names.filter((name) => !text.includes(`{${name}}`))).toEqual([]);
});
