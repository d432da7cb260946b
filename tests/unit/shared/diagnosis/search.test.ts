import { CATALOG } from '@shared/diagnosis/catalog/index';
import { filterCatalog, searchCatalog } from '@shared/diagnosis/search';
import { expect, test } from 'vitest';

const idsOf = (text: string) => searchCatalog(text).map(({ id }) => id);

test('the entry whose code is the text comes first', () => {
  expect(idsOf('invalid_grant')[0]).toBe('invalid-grant');
  expect(idsOf('ECONNREFUSED')[0]).toBe('net-econnrefused');
  expect(idsOf('503')[0]).toBe('http-503');
});

test('blanks, hyphens, underscores and case make no difference', () => {
  expect(idsOf('Invalid Grant')).toEqual(idsOf('invalid_grant'));
  expect(idsOf('INVALID-grant')).toEqual(idsOf('invalid_grant'));
});

test('every word must occur', () => {
  const found = searchCatalog('self-signed development');
  expect(found.map(({ id }) => id)).toEqual(['tls-self-signed-leaf']);
  expect(searchCatalog('invalid_grant zebra')).toEqual([]);
});

test('an empty text finds all in the order of the catalog', () => {
  expect(searchCatalog('  ')).toEqual(CATALOG);
});

test('filters narrow the result together with the text', () => {
  const found = searchCatalog('invalid_request', { family: 'bearer' });
  expect(found[0]?.id).toBe('bearer-invalid-request');
  expect(found.every(({ family }) => family === 'bearer')).toBe(true);
  expect(filterCatalog({ core: true, family: 'http' })).toHaveLength(7);
  const local = filterCatalog({ where: 'local listener' });
  expect(local.length).toBeGreaterThan(0);
  expect(local.every(({ where }) => where.includes('local listener'))).toBe(true);
  expect(filterCatalog({ actor: 'user' }).every(({ actors }) => actors.includes('user'))).toBe(true);
});
