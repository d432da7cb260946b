import { profileSchema, type StoredProfile } from '@shared/model/profile';
import { describe, expect, it } from 'vitest';
import {
  groupProfiles,
  listProfileRows,
  matchesRow,
} from '../../../../src/renderer/src/profiles/group-profiles';
import { createDraft } from '../../../../src/renderer/src/profiles/profile-draft';

function buildStored(id: string, overrides: Partial<StoredProfile['profile']> = {}): StoredProfile {
  const source = id.startsWith('practice:') ? 'practice' : 'saved';
  const profile = profileSchema.parse({
    name: id,
    issuer: 'https://id.acme.example',
    client: { id: 'web' },
    ...overrides,
  });
  return { id, source, profile, updatedAt: 0 };
}

const PROFILES = [
  buildStored('practice:authorization-code'),
  buildStored('practice:client-credentials', { flow: 'client-credentials' }),
  buildStored('mine', { flow: 'client-credentials' }),
  buildStored('practice:oauth'),
];

describe('groupProfiles', () => {
  it('has the own profiles first, unsaved ones at the top, and the practice profiles by flow', () => {
    const rows = listProfileRows(PROFILES, { 'draft-1': { ...createDraft(), name: 'Draft' } });
    const groups = groupProfiles(rows).map((group) => [group.title, group.rows.map(({ id }) => id)]);
    expect(groups).toEqual([
      ['Yours', ['draft-1', 'mine']],
      ['Authorization code', ['practice:authorization-code', 'practice:oauth']],
      ['Client credentials', ['practice:client-credentials']],
    ]);
  });

  it('has no group without a profile', () => {
    expect(groupProfiles([])).toEqual([]);
  });
});

describe('matchesRow', () => {
  const [row] = listProfileRows([buildStored('mine', { name: 'Acme staging' })], {});

  it.each(['', 'acme', 'STAGING acme', 'authorization', 'id.acme.example'])('finds "%s"', (query) => {
    expect(row && matchesRow(row, query)).toBe(true);
  });

  it('wants every word', () => {
    expect(row && matchesRow(row, 'acme production')).toBe(false);
  });
});
