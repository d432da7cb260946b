import type { Profile } from '@shared/model/profile';
import { listSecretUses, type RunSecrets, type SecretMember } from '@shared/model/profile-secrets';
import type { Practice, PreparedRun } from '../host/services';
import { PRACTICE_PASSWORD } from './accounts';
import { buildBuiltInProfiles } from './built-in-profiles';
import { type ClientSecrets, createClientSecrets, isPracticeClient, isPracticeSecret } from './clients';
import { findFault, listFaults } from './faults';
import type { Fault } from './faults/fault';
import { loadPracticeKeys, type PracticeKeys } from './keys';
import { createPracticeProvider } from './practice-provider';
import { signInAtPractice } from './practice-sign-in';

export interface PracticeOptions {
  /** Port of the provider that stays up; 0, the default, means any free one. */
  port?: number;
  /** A fault whose provider side is in force there from the start. Runs prepared with a fault are not affected. */
  faultId?: string | null;
}

/** Everything that providers of one process share. */
interface Shared {
  keys: PracticeKeys;
  clientSecrets: ClientSecrets;
}

/**
 * Starts the practice provider. Rejects with the system's error where the port is taken, and with a
 * RangeError for an unknown `faultId`.
 */
export async function createPractice(options: PracticeOptions = {}): Promise<Practice> {
  const fault = options.faultId == null ? null : findFault(options.faultId);
  if (options.faultId != null && !fault) throw new RangeError(`There is no fault "${options.faultId}".`);
  const shared: Shared = { keys: await loadPracticeKeys(), clientSecrets: createClientSecrets() };
  const provider = await createPracticeProvider({
    ...shared,
    port: options.port ?? 0,
    change: fault?.provider ?? {},
  });
  const running = new Set<PreparedRun>();

  return {
    issuer: provider.issuer,
    profiles: () => buildBuiltInProfiles(provider.issuer),
    faults: listFaults,
    owns: isPracticeClient,
    async prepareRun(profile, faultId) {
      const chosen = faultId === null ? null : findFault(faultId);
      if (faultId !== null && !chosen) return null;
      const run = await prepareRun(profile, chosen, provider.issuer, shared, (ended) =>
        running.delete(ended),
      );
      running.add(run);
      return run;
    },
    signIn: signInAtPractice,
    async close() {
      await Promise.all([...running].map((run) => run.release()));
      await provider.close();
    },
  };
}

async function prepareRun(
  profile: Profile,
  fault: Fault | null,
  mainIssuer: string,
  shared: Shared,
  onRelease: (run: PreparedRun) => void,
): Promise<PreparedRun> {
  const own = fault?.provider ? await createPracticeProvider({ ...shared, change: fault.provider }) : null;
  const issuer = own?.issuer ?? mainIssuer;
  const moved = moveToIssuer(profile, issuer);
  const adjusted = fault?.profile?.(moved, issuer) ?? moved;
  const run: PreparedRun = {
    profile: adjusted,
    secrets: readSecrets(adjusted, fault, shared),
    tweaks: fault?.tweaks ?? {},
    async release() {
      onRelease(run);
      await own?.close();
    },
  };
  return run;
}

/** What the references to the practice provider's own vault stand for; any other is the host's to resolve. */
function readSecrets(profile: Profile, fault: Fault | null, { keys, clientSecrets }: Shared): RunSecrets {
  const values: Partial<Record<SecretMember, string | undefined>> = {
    'client.secret': fault?.clientSecret?.() ?? clientSecrets[profile.client.id],
    'client.key.from': JSON.stringify(keys.client),
    'password.password': PRACTICE_PASSWORD,
  };
  const ours = listSecretUses(profile).filter(({ source, isUsed }) => isUsed && isPracticeSecret(source));
  return Object.fromEntries(
    ours.flatMap(({ member }) => (values[member] === undefined ? [] : [[member, values[member]]])),
  );
}

/**
 * The profile with its issuer, and a resource at that issuer, moved to the provider of this run. Ports
 * change with each process and each fault, so what a saved copy says about them is out of date.
 */
function moveToIssuer(profile: Profile, issuer: string): Profile {
  const { resource } = profile;
  const url = resource && URL.parse(resource.url);
  if (!url || url.origin !== URL.parse(profile.issuer ?? '')?.origin) return { ...profile, issuer };
  return { ...profile, issuer, resource: { ...resource, url: `${issuer}${url.pathname}${url.search}` } };
}

/** Stands in where the provider cannot start, or is not wanted: everything else goes on without it. */
export const ABSENT_PRACTICE: Practice = {
  issuer: null,
  profiles: () => [],
  faults: () => [],
  owns: () => false,
  prepareRun: async () => null,
  signIn: async () => {},
  close: async () => {},
};
