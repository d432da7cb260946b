import type { HostInput, MutationRunView } from '@shared/contract/host-api';
import { type ProfileInput, profileSchema } from '@shared/model/profile';
import type { SessionView } from '@shared/model/session';
import { judgeSession } from '@shared/mutations/judge-session';
import { findMutation, findObstacle } from '@shared/mutations/mutations';
import type { Practice } from '../../src/main/host/services';
import { OWN_CLIENT, startOwnProvider } from './own-provider';
import { createTestHost, type TestHost } from './test-host';

/** The ids of the practice profiles that a mistake can be made with. */
export function findProfiles(practice: Practice, mutationId: string): string[] {
  const mutation = findMutation(mutationId);
  if (!mutation) throw new Error(`There is no mistake "${mutationId}".`);
  return practice
    .profiles()
    .filter(({ profile }) => {
      const facts = { profile, metadata: null, otherClientId: practice.findOtherClient(profile) };
      return findObstacle(mutation, facts) === null;
    })
    .map(({ id }) => id);
}

export interface MutatedRun {
  session: SessionView;
  judgement: NonNullable<ReturnType<typeof judgeSession>>;
}

/** Makes one mistake at the practice provider, over HTTP and with a user who agrees. */
export async function runMutation(
  practice: Practice,
  { mutation, profileId, changes = {}, fault = null, callbackTimeoutMs = 5_000 }: MutationRunOptions,
): Promise<MutatedRun> {
  const host = await createTestHost({ practice });
  const stored = practice.profiles().find(({ id }) => id === profileId);
  if (!stored) throw new Error(`There is no practice profile "${profileId}".`);
  const { session } = await host.run({
    profileId,
    profile: profileSchema.parse({ ...stored.profile, ...changes }),
    browser: 'practice',
    mutation,
    fault,
    callbackTimeoutMs,
  });
  const judgement = judgeSession(session);
  if (!judgement) throw new Error('The recording names no mistake.');
  return { session, judgement };
}

export interface MutationRunOptions {
  mutation: string;
  profileId: string;
  changes?: Partial<ProfileInput>;
  fault?: string | null;
  callbackTimeoutMs?: number;
}

/** A client whose redirect URI is https on a host of its own: it is refused before a browser would go anywhere. */
export async function runAtWebClient(mutation: string): Promise<MutatedRun> {
  const redirectUri = 'https://app.example/callback';
  const { issuer } = await startOwnProvider({
    client: { redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' },
  });
  const host = await createTestHost();
  const profile = { name: 'Web', issuer, client: { id: OWN_CLIENT }, redirectUri };
  const { session } = await host.run({ profile, browser: 'print', mutation, callbackTimeoutMs: 1_000 });
  const judgement = judgeSession(session);
  if (!judgement) throw new Error('The recording names no mistake.');
  return { session, judgement };
}

/** Runs a set and resolves with its table. */
export async function runSet(host: TestHost, input: HostInput<'startMutationRun'>): Promise<MutationRunView> {
  const { mutationRunId } = await host.expectOk('startMutationRun', input);
  return finishSet(host, mutationRunId);
}

/** Resolves with the table once the set has ended. */
export async function finishSet(host: TestHost, mutationRunId: string): Promise<MutationRunView> {
  for (;;) {
    // Listened for first: the set may end while its table is read.
    const changed = Promise.withResolvers<void>();
    const stop = host.subscribe(({ type }) => type === 'mutation-run-changed' && changed.resolve());
    const view = await host.expectOk('readMutationRun', { mutationRunId });
    if (view.isRunning) await changed.promise;
    stop();
    if (!view.isRunning) return view;
  }
}
