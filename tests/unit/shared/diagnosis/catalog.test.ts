import { CATALOG, findEntry } from '@shared/diagnosis/catalog/index';
import { catalogEntrySchema } from '@shared/diagnosis/catalog-entry';
import { ENTRIES_WITH_RULES } from '@shared/diagnosis/evidence/index';
import { expect, test } from 'vitest';

/** The 18 codes that the field knows, with the entries that cover each. */
const CORE: Record<string, string[]> = {
  '400': ['http-400'],
  '401': ['http-401'],
  '403': ['http-403'],
  '404': ['http-404'],
  '405': ['http-405'],
  '500': ['http-500'],
  '503': ['http-503'],
  invalid_request: ['authz-invalid-request', 'token-invalid-request'],
  invalid_client: ['invalid-client'],
  invalid_grant: ['invalid-grant'],
  unauthorized_client: ['authz-unauthorized-client', 'token-unauthorized-client'],
  unsupported_grant_type: ['unsupported-grant-type'],
  invalid_scope: ['authz-invalid-scope'],
  access_denied: ['access-denied'],
  server_error: ['server-error'],
  temporarily_unavailable: ['temporarily-unavailable'],
  invalid_token: ['bearer-invalid-token'],
  insufficient_scope: ['bearer-insufficient-scope'],
};

test.each(CATALOG.map((entry) => [entry.id, entry] as const))('%s has the form of an entry', (_id, entry) => {
  expect(catalogEntrySchema.safeParse(entry).error?.issues ?? []).toEqual([]);
});

test('no two entries share an id', () => {
  const ids = CATALOG.map((entry) => entry.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the core entries are those of the 18 core codes and no others', () => {
  expect(Object.keys(CORE)).toHaveLength(18);
  const core = CATALOG.filter((entry) => entry.core);
  expect(core.map(({ id }) => id).sort()).toEqual(Object.values(CORE).flat().sort());
  for (const [code, ids] of Object.entries(CORE)) {
    for (const id of ids) expect(findEntry(id)?.code).toBe(code);
  }
});

test('every entry but the generic one can be matched', () => {
  const silent = CATALOG.filter((entry) => entry.match.length === 0).map(({ id }) => id);
  expect(silent).toEqual(['unrecognised-failure']);
});

test('evidence rules belong to entries that exist', () => {
  expect(ENTRIES_WITH_RULES.filter((id) => !findEntry(id))).toEqual([]);
});

const PATTERNS = CATALOG.flatMap((entry) =>
  entry.match.flatMap(({ pattern }) => (pattern ? [[entry.id, pattern]] : [])),
);

test.each(PATTERNS)(
  'the pattern of %s compiles and cannot backtrack without bound: %s',
  (_id, pattern = '') => {
    expect(() => new RegExp(pattern, 'is')).not.toThrow();
    // No unbounded repetition at all, hence no nested one, and no reference back: linear in the text.
    expect(pattern.replaceAll(/\\./g, '')).not.toMatch(/[*+]|\{\d+,\}/);
    expect(pattern).not.toMatch(/\\[1-9]/);
  },
);

test('references lead to the section that their label names', () => {
  for (const { id, reference } of CATALOG) {
    const section = /^RFC (\d+) section (\S+)$/.exec(reference.label);
    if (!section) continue;
    expect(reference.url, id).toBe(
      `https://www.rfc-editor.org/rfc/rfc${section[1]}.html#section-${section[2]}`,
    );
  }
});
