import type { Profile } from '@shared/model/profile';
import type { RunSecrets } from '@shared/model/profile-secrets';
import type { MutationFacts } from '@shared/mutations/mutation';
import type { Flow, FlowTweaks } from '../flows/flow';
import { mergeTweaks } from '../flows/tweaks/merge-tweaks';
import { AUTHORIZATION_CHANGES } from './authorization-changes';
import type { MutationChanges } from './change';
import { CLIENT_CHANGES, CODE_CHANGES, REFRESH_CHANGES, TOKEN_CHANGES } from './token-changes';

/** How each mistake is made, by its id. */
export const MUTATION_CHANGES: MutationChanges = {
  ...AUTHORIZATION_CHANGES,
  ...CODE_CHANGES,
  ...CLIENT_CHANGES,
  ...TOKEN_CHANGES,
  ...REFRESH_CHANGES,
};

/** What a run is made of, as far as a mistake can change it. */
export interface MutableRun {
  profile: Profile;
  secrets: RunSecrets;
  tweaks: FlowTweaks;
  flow: Flow;
}

/** The run with the mistake in it. What the profile does with its tokens afterwards is left out: one mistake, one run. */
export function applyMutation<Run extends MutableRun>(id: string, run: Run, facts: MutationFacts): Run {
  const change = MUTATION_CHANGES[id] ?? {};
  const { profile, secrets, tweaks, flow } = run;
  const own = typeof change.tweaks === 'function' ? change.tweaks(facts) : (change.tweaks ?? {});
  const changed = change.profile?.(profile) ?? profile;
  return {
    ...run,
    profile: { ...changed, followUps: [] },
    secrets: change.secrets?.(secrets) ?? secrets,
    tweaks: mergeTweaks(tweaks, own),
    flow: {
      ...flow,
      steps: (each) => change.steps?.(flow.steps(each), facts) ?? flow.steps(each),
    },
  };
}
