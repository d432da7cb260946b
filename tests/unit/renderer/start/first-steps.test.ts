import { profileSchema, type StoredProfile } from '@shared/model/profile';
import type { SessionSummary } from '@shared/model/session';
import { describe, expect, it } from 'vitest';
import { findFault } from '../../../../src/main/practice/faults';
import { FIRST_FAULTS, readProgress } from '../../../../src/renderer/src/start/first-steps';
import { SAMPLE_OUTPUTS } from '../../../support/host-samples';

function buildProfile(
  overrides: Partial<StoredProfile> = {},
  issuer = 'http://127.0.0.1:4000',
): StoredProfile {
  const profile = profileSchema.parse({ name: 'Practice: public', issuer, client: { id: 'practice' } });
  return { id: 'practice:code', source: 'practice', updatedAt: 0, profile, ...overrides };
}

function buildSummary(overrides: Partial<SessionSummary> = {}): SessionSummary {
  const { fault: _fault, mutation: _mutation, ...summary } = SAMPLE_OUTPUTS.readSession.summary;
  return { ...summary, profileName: 'Practice: public', outcome: 'succeeded', ...overrides };
}

describe('the faults to try first', () => {
  it.each(FIRST_FAULTS)('$id is a fault that the practice provider has for the code flow', ({ id }) => {
    const fault = findFault(id);
    expect(fault).not.toBeNull();
    expect(fault?.flows ?? ['authorization-code']).toContain('authorization-code');
  });

  it('fail for three different reasons', () => {
    const entries = FIRST_FAULTS.map(({ id }) => findFault(id)?.entryId);
    expect(new Set(entries).size).toBe(FIRST_FAULTS.length);
  });
});

describe('the progress of the first steps', () => {
  it('begins with nothing done', () => {
    const progress = { hasSignedIn: false, triedFaults: [], hasOwnProfile: false };
    expect(readProgress([], [buildProfile()])).toEqual(progress);
  });

  it('counts a practice sign-in that succeeded, and none that was broken on purpose', () => {
    const profiles = [buildProfile()];
    const hasSignedIn = (overrides: Partial<SessionSummary>) =>
      readProgress([undefined, buildSummary(overrides)], profiles).hasSignedIn;
    expect(hasSignedIn({})).toBe(true);
    expect(hasSignedIn({ outcome: 'cancelled' })).toBe(false);
    expect(hasSignedIn({ outcome: 'running' })).toBe(false);
    expect(hasSignedIn({ fault: 'par-not-used' })).toBe(false);
    expect(hasSignedIn({ mutation: 'code-reuse' })).toBe(false);
    expect(hasSignedIn({ profileName: 'Acme' })).toBe(false);
  });

  it('counts a fault once it has failed, in the order of the faults', () => {
    const sessions = [
      buildSummary({ fault: 'expired-id-token', outcome: 'failed' }),
      buildSummary({ fault: 'expired-code', outcome: 'cancelled' }),
      buildSummary({ fault: 'unregistered-redirect-uri', outcome: 'failed' }),
      buildSummary({ fault: 'wrong-secret', outcome: 'failed' }),
    ];
    expect(readProgress(sessions, [buildProfile()]).triedFaults).toEqual([
      'unregistered-redirect-uri',
      'expired-id-token',
    ]);
  });

  it('takes a saved profile for the own provider, and a copy of a practice profile for none', () => {
    const practice = buildProfile();
    const copy = buildProfile({ id: 'copy', source: 'saved' });
    const own = buildProfile({ id: 'own', source: 'saved' }, 'https://id.acme.example');
    expect(readProgress([], [practice, copy]).hasOwnProfile).toBe(false);
    expect(readProgress([], [practice, own]).hasOwnProfile).toBe(true);
  });
});
