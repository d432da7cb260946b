import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { parseProfile } from '@shared/model/parse-profile';
import type { Profile, StoredProfile } from '@shared/model/profile';
import { listFlowIds } from '../../flows/flows';
import type { HostContext } from '../host-context';
import { createNavigators } from '../navigators';
import { storageFailure } from '../storage-failure';

type ProfileMethods = Pick<
  HostMethods,
  'getCapabilities' | 'listProfiles' | 'saveProfile' | 'deleteProfile' | 'storeSecret'
>;

export function createProfileMethods({ services, emit }: HostContext): ProfileMethods {
  const { profiles, practice, vault, storage } = services;

  /** A secret typed in plain goes to the vault; only the reference is saved. */
  const withStoredSecret = (profile: Profile): Profile => {
    const { secret } = profile.client;
    if (typeof secret !== 'string') return profile;
    const name = putSecret(secret);
    return { ...profile, client: { ...profile.client, secret: { vault: name } } };
  };
  const putSecret = (value: string): string => {
    const name = `secret-${services.randomId(9)}`;
    vault.put(name, value);
    return name;
  };

  return {
    async getCapabilities() {
      return ok({
        appVersion: services.appVersion,
        systemBrowser: services.openBrowser !== null,
        captureBrowser: createNavigators(services).capture !== null,
        flows: listFlowIds(),
        persistentStorage: storage.persistent,
        storageNote: storage.note,
        vault: storage.vault,
        practiceIssuer: practice.issuer,
      });
    },
    async listProfiles() {
      return ok([...practice.profiles(), ...profiles.list()]);
    },
    async saveProfile({ id, profile }) {
      if (id !== undefined && isPracticeProfile(services.practice.profiles(), id)) {
        return fail('not-supported', 'Practice profiles are built in. Duplicate it to change it.');
      }
      if (id !== undefined && !profiles.get(id)) return fail('not-found', 'This profile no longer exists.');
      const errors = parseProfile(profile).problems.filter((problem) => problem.severity === 'error');
      if (errors.length > 0) {
        return fail('invalid-argument', errors[0]?.message ?? 'The profile is not valid.', {
          problems: errors,
        });
      }
      try {
        const stored: StoredProfile = {
          id: id ?? `profile-${services.randomId(9)}`,
          source: 'saved',
          profile: withStoredSecret(profile),
          updatedAt: services.now(),
        };
        profiles.save(stored);
        emit({ type: 'profiles-changed' });
        return ok(stored);
      } catch (error) {
        return storageFailure(error);
      }
    },
    async deleteProfile({ id }) {
      const stored = profiles.get(id);
      if (!stored) return fail('not-found', 'This profile no longer exists.');
      try {
        profiles.delete(id);
        const { secret } = stored.profile.client;
        if (typeof secret === 'object' && 'vault' in secret && !isSecretShared(services, secret.vault)) {
          vault.delete(secret.vault);
        }
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'profiles-changed' });
      return ok(null);
    },
    async storeSecret({ value }) {
      try {
        return ok({ vault: putSecret(value) });
      } catch (error) {
        return storageFailure(error);
      }
    },
  };
}

/** A duplicated profile refers to the same secret as its original. */
function isSecretShared(services: HostContext['services'], name: string): boolean {
  return services.profiles.list().some(({ profile }) => {
    const { secret } = profile.client;
    return typeof secret === 'object' && 'vault' in secret && secret.vault === name;
  });
}

function isPracticeProfile(practiceProfiles: StoredProfile[], id: string): boolean {
  return practiceProfiles.some((each) => each.id === id);
}
