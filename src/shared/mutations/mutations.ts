import type { Reference } from '../model/check';
import { AUTHORIZATION_MUTATIONS } from './entries/authorization';
import { CLIENT_MUTATIONS } from './entries/client';
import { CODE_MUTATIONS } from './entries/code';
import { REDIRECT_URI_MUTATIONS } from './entries/redirect-uri';
import { REFRESH_MUTATIONS } from './entries/refresh';
import { TOKEN_MUTATIONS } from './entries/tokens';
import type { Mutation, MutationFacts, MutationSeverity } from './mutation';

/** A family of mistakes, by the place that they are made in. */
export interface MutationGroup {
  title: string;
  mutations: readonly Mutation[];
}

/** In the order in which a run meets them. */
export const MUTATION_GROUPS: readonly MutationGroup[] = [
  { title: 'Where the answer goes', mutations: REDIRECT_URI_MUTATIONS },
  { title: 'The authorization request', mutations: AUTHORIZATION_MUTATIONS },
  { title: 'The code', mutations: CODE_MUTATIONS },
  { title: 'Who the client is', mutations: CLIENT_MUTATIONS },
  { title: 'Using tokens', mutations: TOKEN_MUTATIONS },
  { title: 'Refreshing', mutations: REFRESH_MUTATIONS },
];

export const MUTATIONS: readonly Mutation[] = MUTATION_GROUPS.flatMap(({ mutations }) => mutations);

/** A mutation as a user chooses it, for one profile. */
export interface MutationOffer {
  id: string;
  group: string;
  title: string;
  mechanism: string;
  expected: string;
  severity: MutationSeverity;
  reference: Reference;
  /** Why it cannot be tried with this profile; null where it can. */
  reason: string | null;
}

export function findMutation(id: string): Mutation | null {
  return MUTATIONS.find((mutation) => mutation.id === id) ?? null;
}

/** Why this mistake cannot be made with this profile; null where it can. */
export function findObstacle({ flows, appliesTo }: Mutation, facts: MutationFacts): string | null {
  const { flow } = facts.profile;
  return flows.includes(flow) ? appliesTo(facts) : `The flow ${flow} has no place for it.`;
}

/** Every mutation, with what keeps it from being tried. */
export function listOffers(facts: MutationFacts): MutationOffer[] {
  return MUTATION_GROUPS.flatMap(({ title: group, mutations }) =>
    mutations.map((mutation) => {
      const { id, title, mechanism, expected, severity, reference } = mutation;
      return {
        id,
        group,
        title,
        mechanism,
        expected,
        severity,
        reference,
        reason: findObstacle(mutation, facts),
      };
    }),
  );
}
