import { profileSchema } from '@shared/model/profile';
import { listSecretUses, mapSecrets } from '@shared/model/profile-secrets';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toProfileInput } from '../../../../src/renderer/src/profiles/draft-to-profile';
import { listFieldPaths } from '../../../../src/renderer/src/profiles/field-paths';
import { toDraft } from '../../../../src/renderer/src/profiles/profile-draft';
import { arbitraryProfile } from '../../../support/arbitrary-profile';

it('turns any profile into a draft and back without a change', () => {
  fc.assert(
    fc.property(arbitraryProfile, (profile) => {
      expect(profileSchema.parse(toProfileInput(toDraft(profile)))).toEqual(profile);
    }),
    { numRuns: 200 },
  );
});

it('replaces each secret in plain by what it has become in the vault, and changes nothing else', () => {
  fc.assert(
    fc.property(arbitraryProfile, (referring) => {
      const plain = mapSecrets(referring, (_source, member) => `plain ${member}`);
      const uses = listSecretUses(plain);
      const stored = Object.fromEntries(uses.map(({ member }) => [member, { vault: `of ${member}` }]));
      const saved = profileSchema.parse(toProfileInput(toDraft(plain), stored));
      expect(saved).toEqual(mapSecrets(plain, (_source, member) => ({ vault: `of ${member}` })));
      expect(JSON.stringify(saved)).not.toContain('plain ');
    }),
  );
});

it('looks at every other flow without a loss', () => {
  fc.assert(
    fc.property(arbitraryProfile, arbitraryProfile, (profile, { flow }) => {
      const away = toDraft(profileSchema.parse(toProfileInput({ ...toDraft(profile), flow })));
      expect(profileSchema.parse(toProfileInput({ ...away, flow: profile.flow }))).toEqual(profile);
    }),
  );
});

it('shows the fields that a profile needs, whatever the profile', () => {
  fc.assert(
    fc.property(arbitraryProfile, (profile) => {
      const shown = listFieldPaths(toDraft(profile));
      expect(shown).toEqual(expect.arrayContaining(['issuer', 'flow', 'client.id', 'client.auth']));
      expect(shown.includes('redirectUri')).toBe(shown.includes('par'));
      expect(shown.includes('password.username')).toBe(profile.flow === 'password');
    }),
  );
});
