import { createServer } from 'node:http';
import type { Parameters } from '@shared/model/parameters';
import type { Profile } from '@shared/model/profile';
import { listSecretUses, type RunSecrets, type SecretMember } from '@shared/model/profile-secrets';
import type { Practice, PreparedRun } from '../host/services';
import { closeServer, listenOnLoopback } from '../loopback-server';
import { PRACTICE_PASSWORD } from './accounts';
import { buildBuiltInProfiles } from './built-in-profiles';
import { createCarelessProvider } from './careless/careless-provider';
import {
  CARELESS_CLIENT,
  type ClientSecrets,
  createClientSecrets,
  findOtherClient,
  isPracticeClient,
  isPracticeSecret,
} from './clients';
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
    findOtherClient,
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
  const notificationUri = await findNotificationUri(fault?.profile?.(profile, mainIssuer) ?? profile);
  const change = { ...fault?.provider, ...(notificationUri === null ? {} : { notificationUri }) };
  const isChanged = fault?.provider !== undefined || notificationUri !== null;
  const isCareless = profile.client.id === CARELESS_CLIENT;
  const own = isCareless
    ? await createCarelessProvider(shared)
    : isChanged
      ? await createPracticeProvider({ ...shared, change })
      : null;
  const issuer = own?.issuer ?? mainIssuer;
  const moved = moveToIssuer(profile, issuer);
  const faulty = fault?.profile?.(moved, issuer) ?? moved;
  const adjusted =
    notificationUri === null ? faulty : { ...faulty, ciba: { delivery: 'ping' as const, notificationUri } };
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

/**
 * Where this run listens for its ping; null for a run that gets none. A notification endpoint is registered
 * with its port, so a free one is picked here and registered at a provider of the run's own.
 */
async function findNotificationUri({ flow, ciba }: Profile): Promise<string | null> {
  if (flow !== 'ciba' || ciba?.delivery !== 'ping') return null;
  const url = new URL(ciba.notificationUri);
  if (url.port !== '0') return url.href;
  const server = createServer();
  url.port = String(await listenOnLoopback(server, 0));
  await closeServer(server);
  return url.href;
}

/** For a client whose secret nobody compares. */
const ANY_SECRET = 'any-secret-will-do-for-a-provider-that-compares-none';

/** What the references to the practice provider's own vault stand for; any other is the host's to resolve. */
function readSecrets(profile: Profile, fault: Fault | null, { keys, clientSecrets }: Shared): RunSecrets {
  const values: Partial<Record<SecretMember, string | undefined>> = {
    'client.secret': fault?.clientSecret?.() ?? clientSecrets[profile.client.id] ?? ANY_SECRET,
    'client.key.from': fault?.clientKey?.() ?? JSON.stringify(keys.client),
    'client.decryptionKey.from': fault?.decryptionKey?.() ?? JSON.stringify(keys.clientEncryption),
    'password.password': PRACTICE_PASSWORD,
  };
  const ours = listSecretUses(profile).filter(({ source, isUsed }) => isUsed && isPracticeSecret(source));
  return Object.fromEntries(
    ours.flatMap(({ member }) => (values[member] === undefined ? [] : [[member, values[member]]])),
  );
}

/**
 * The profile with its issuer, and resources at that issuer, moved to the provider of this run. Ports
 * change with each process and each fault, so what a saved copy says about them is out of date.
 */
function moveToIssuer(profile: Profile, issuer: string): Profile {
  const { resource, parameters } = profile;
  const before = URL.parse(profile.issuer ?? '')?.origin;
  const move = (text: string): string => {
    const url = URL.parse(text);
    return url && url.origin === before ? `${issuer}${url.pathname}${url.search}` : text;
  };
  const moveAll = (group: Parameters): Parameters =>
    Object.hasOwn(group, 'resource')
      ? { ...group, resource: [group['resource'] ?? []].flat().map(move) }
      : group;
  return {
    ...profile,
    issuer,
    resource: resource && { ...resource, url: move(resource.url) },
    parameters: { authorize: moveAll(parameters.authorize), token: moveAll(parameters.token) },
  };
}

/** Stands in where the provider cannot start, or is not wanted: everything else goes on without it. */
export const ABSENT_PRACTICE: Practice = {
  issuer: null,
  profiles: () => [],
  faults: () => [],
  owns: () => false,
  findOtherClient: () => null,
  prepareRun: async () => null,
  signIn: async () => {},
  close: async () => {},
};
