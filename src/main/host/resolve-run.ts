import type { ParsedHostInput } from '@shared/contract/host-api';
import { fail, ok, type Result } from '@shared/contract/result';
import { checkClientMembers, isRedirectNeeded } from '@shared/model/check-flow-members';
import type { FollowUp } from '@shared/model/grant-options';
import { parseProfile } from '@shared/model/parse-profile';
import { type Profile, profileSchema } from '@shared/model/profile';
import { mapSecrets, type RunSecrets } from '@shared/model/profile-secrets';
import type { OutgoingRequest } from '@shared/model/run-control';
import type { ExchangeView, SessionView } from '@shared/model/session';
import type { MutationFacts } from '@shared/mutations/mutation';
import { findMutation, findObstacle } from '@shared/mutations/mutations';
import { clientAuthProbe } from '../flows/client-auth-probe';
import type { Flow, FlowTweaks } from '../flows/flow';
import { findFlow, listFlowIds } from '../flows/flows';
import { createFollowUpFlow } from '../flows/follow-ups';
import { createResendFlow } from '../flows/resend';
import { applyMutation } from '../mutations/apply-mutation';
import type { NetworkOptions } from '../recorder/network';
import { resolveSecrets } from './resolve-secrets';
import { createRunNetwork } from './run-network';
import type { HostServices } from './services';

/** Everything a run needs that may be refused before a session exists, or goes on. */
export interface ResolvedRun extends RunInput {
  flow: Flow<string>;
  network: NetworkOptions;
}

interface RunInput {
  profile: Profile;
  secrets: RunSecrets;
  tweaks: FlowTweaks;
  /** Closes what was started for this run alone (a practice provider with a fault). */
  release(): Promise<void>;
}

/** What decides on what is run; how it is stepped through does not. */
type RunChoice = Omit<ParsedHostInput<'startRun'>, 'drive'>;

export async function resolveRun(services: HostServices, input: RunChoice): Promise<Result<ResolvedRun>> {
  const resolved = await resolveInput(services, input);
  if (!resolved.ok) return resolved;
  const { profile, release } = resolved.value;
  const flow = findFlow(profile.flow);
  const network = await createRunNetwork(services, profile);
  if (flow && network.ok) {
    const run = { ...resolved.value, flow, network: network.value };
    if (input.task === 'probe-client-auth') return ok({ ...run, flow: clientAuthProbe });
    const mutated = addMutation(services, run, input.mutation);
    if (!mutated.ok) await release();
    return mutated;
  }
  await release();
  if (!network.ok) return network;
  const known = listFlowIds().join(', ');
  return fail('not-supported', `The flow "${profile.flow}" cannot be run yet; these can: ${known}.`);
}

/** The profile that an input names or brings along, null where there is none (any more). */
export function findGivenProfile(
  { practice, profiles }: HostServices,
  { profile, profileId }: Pick<ParsedHostInput<'startRun'>, 'profile' | 'profileId'>,
): Profile | null {
  const builtIn = practice.profiles().find((each) => each.id === profileId);
  return profile ?? builtIn?.profile ?? profiles.get(profileId ?? '')?.profile ?? null;
}

/** Makes the mistake part of the run, or says why it cannot be made. */
function addMutation(
  services: HostServices,
  run: ResolvedRun & { flow: Flow },
  id: string | null,
): Result<ResolvedRun> {
  if (id === null) return ok(run);
  const mutation = findMutation(id);
  if (!mutation) return fail('not-found', `There is no deliberate mistake named "${id}".`);
  const facts = readMutationFacts(services, run.profile);
  const reason = findObstacle(mutation, facts);
  return reason === null
    ? ok(applyMutation(id, run, facts))
    : fail('not-supported', `${mutation.title}: ${reason}`);
}

/** What is known of a profile before it is run. */
export function readMutationFacts(services: HostServices, profile: Profile): MutationFacts {
  return { profile, metadata: null, otherClientId: services.practice.findOtherClient(profile) };
}

async function resolveInput(services: HostServices, input: RunChoice): Promise<Result<RunInput>> {
  const practice = services.practice.profiles().find((each) => each.id === input.profileId);
  const given = findGivenProfile(services, input);
  if (!given) return fail('not-found', 'This profile no longer exists.');
  const profile = input.browser ? { ...given, browser: input.browser } : given;

  const { reason } = services.captureBrowser;
  if (profile.browser === 'capture' && reason !== null && isRedirectNeeded(profile)) {
    return fail('not-supported', reason, { capability: 'capture' });
  }
  const errors = parseProfile(profile).problems.filter((problem) => problem.severity === 'error');
  if (errors[0]) {
    const { path, message } = errors[0];
    return fail('invalid-argument', `${path}: ${message}`, { problems: errors });
  }
  if (practice || services.practice.owns(profile)) return resolvePracticeRun(services, profile, input.fault);
  if (input.fault !== null) {
    return fail('not-supported', 'A fault can only be switched on for a practice profile.');
  }
  if (profile.browser === 'practice') {
    return fail('not-supported', 'The practice browser signs in at the practice provider only.');
  }
  return withSecrets(services, { profile, secrets: {}, tweaks: {}, release: async () => {} });
}

async function resolvePracticeRun(
  services: HostServices,
  profile: Profile,
  fault: string | null,
): Promise<Result<RunInput>> {
  const known = services.practice.faults().find((each) => each.id === fault);
  if (known && !known.flows.includes(profile.flow)) {
    return fail('not-supported', `The fault "${fault}" cannot happen in the flow "${profile.flow}".`);
  }
  const prepared = await services.practice.prepareRun(profile, fault);
  if (!prepared) return fail('not-found', `There is no fault named "${fault}".`);
  return withSecrets(services, prepared);
}

/** Adds what is not given yet. */
async function withSecrets(services: HostServices, input: RunInput): Promise<Result<RunInput>> {
  const secrets = await resolveSecrets(services, input.profile, input.secrets);
  if (secrets.ok) return ok({ ...input, secrets: secrets.value });
  await input.release();
  return secrets;
}

/**
 * What a follow-up on a recorded session needs: the profile as it was run, its client's secrets resolved anew.
 * A practice provider that is gone, or a secret that was given in plain and so not kept, is refused.
 */
export async function resolveFollowUp(
  services: HostServices,
  recorded: Profile,
  action: FollowUp,
): Promise<Result<ResolvedRun>> {
  // What the grant of the run was made of is spent; only the client has to authenticate again.
  const profile = mapSecrets(recorded, (source, member) =>
    member.startsWith('client.') ? source : undefined,
  );
  const problems: string[] = [];
  checkClientMembers(profile, (path, message, severity = 'error') => {
    if (severity === 'error') problems.push(`${path}: ${message}`);
  });
  if (problems[0] !== undefined) {
    return fail('unset-secret', `${problems[0]} One that stands in plain in a profile is not kept.`);
  }
  const input = await resolveFollowUpInput(services, profile);
  if (!input.ok) return input;
  const network = await createRunNetwork(services, profile);
  if (network.ok) {
    return ok({ ...input.value, flow: createFollowUpFlow(profile.flow, action), network: network.value });
  }
  await input.value.release();
  return network;
}

/** What sending a recorded request again needs: the way to the network, and nothing secret beyond the recording. */
export async function resolveResend(
  services: HostServices,
  session: SessionView,
  exchange: ExchangeView,
  edited: OutgoingRequest | null,
): Promise<Result<ResolvedRun>> {
  const profile =
    session.profile ?? profileSchema.parse({ name: 'Imported recording', client: { id: 'unknown' } });
  const network = await createRunNetwork(services, profile);
  if (!network.ok) return network;
  const flow = createResendFlow(session.flow, exchange, edited);
  return ok({ flow, profile, secrets: {}, tweaks: {}, network: network.value, release: async () => {} });
}

/** Never the practice provider of today for one of yesterday: it would not know the tokens. */
async function resolveFollowUpInput(services: HostServices, profile: Profile): Promise<Result<RunInput>> {
  const { practice } = services;
  if (!practice.owns(profile)) {
    return withSecrets(services, { profile, secrets: {}, tweaks: {}, release: async () => {} });
  }
  if (profile.issuer !== practice.issuer) {
    return fail(
      'conflict',
      'The practice provider of this session is gone: it lived as long as its run, or as the app that ran it.',
    );
  }
  return resolvePracticeRun(services, profile, null);
}
