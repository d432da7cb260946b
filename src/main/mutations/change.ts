import type { Profile } from '@shared/model/profile';
import type { RunSecrets } from '@shared/model/profile-secrets';
import type { MutationFacts } from '@shared/mutations/mutation';
import type { FlowStep, FlowTweaks } from '../flows/flow';

/** How one mistake is made: what differs from the run that the profile asks for. */
export interface MutationChange {
  profile?(profile: Profile): Profile;
  secrets?(secrets: RunSecrets): RunSecrets;
  tweaks?: FlowTweaks | ((facts: MutationFacts) => FlowTweaks);
  steps?(steps: readonly FlowStep[], facts: MutationFacts): FlowStep[];
}

/** By the id of the mutation. */
export type MutationChanges = Record<string, MutationChange>;
