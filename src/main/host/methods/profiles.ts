import type { HostMethods } from '@shared/contract/host-api';
import { fail, ok } from '@shared/contract/result';
import { parseProfile } from '@shared/model/parse-profile';
import type { Profile, StoredProfile } from '@shared/model/profile';
import { listSecretUses, mapSecrets } from '@shared/model/profile-secrets';
import { listFlowIds } from '../../flows/flows';
import type { HostContext } from '../host-context';
import { storageFailure } from '../storage-failure';

type ProfileMethods = Pick<
  HostMethods,
  'getCapabilities' | 'listProfiles' | 'saveProfile' | 'deleteProfile' | 'storeSecret'
>;

export function createProfileMethods({ services, shelf, emit }: HostContext): ProfileMethods {
  const { profiles, practice, vault, storage } = services;

  /** A secret typed in plain goes to the vault; only the reference is saved. */
  const withStoredSecrets = (profile: Profile): Profile =>
    mapSecrets(profile, (source) => (typeof source === 'string' ? { vault: putSecret(source) } : source));
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
        captureBrowser: services.captureBrowser.launch !== null,
        captureNote: services.captureBrowser.reason,
        pdf: services.printer.print !== null,
        pdfNote: services.printer.reason,
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
          profile: withStoredSecrets(profile),
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
      const secrets: { name: string; value: string }[] = [];
      try {
        profiles.delete(id);
        for (const name of listVaultNames(stored.profile)) {
          if (isSecretShared(services, name)) continue;
          const value = vault.get(name);
          if (value !== null) secrets.push({ name, value });
          vault.delete(name);
        }
      } catch (error) {
        return storageFailure(error);
      }
      emit({ type: 'profiles-changed' });
      return ok({ undoId: shelf.keep({ type: 'profile', profile: stored, secrets }) });
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
  return services.profiles.list().some(({ profile }) => listVaultNames(profile).includes(name));
}

function listVaultNames(profile: Profile): string[] {
  return listSecretUses(profile).flatMap(({ source }) =>
    typeof source === 'object' && 'vault' in source ? [source.vault] : [],
  );
}

function isPracticeProfile(practiceProfiles: StoredProfile[], id: string): boolean {
  return practiceProfiles.some((each) => each.id === id);
}
