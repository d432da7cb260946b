import type { Configuration, interactionPolicy } from 'oidc-provider';

/** Levels of authentication (OpenID Connect Core section 2, acr), weakest first. */
export const ACR_VALUES = ['urn:practice:password', 'urn:practice:second-factor'] as const;

export const STRONG_ACR = ACR_VALUES[1];

/** The level a practice user signs in at: the first wanted one that exists, or with a password. */
export function chooseAcr(parameters: Record<string, unknown>): string {
  const wanted = readWanted(parameters);
  return wanted.find((value) => ACR_VALUES.some((each) => each === value)) ?? ACR_VALUES[0];
}

/**
 * The usual prompts, and a new sign-in for a session at another level than is asked for; `acr_values` alone
 * is a wish that the provider would pass over.
 */
export function buildInteractionPolicy({
  base,
  Check,
}: typeof interactionPolicy): NonNullable<NonNullable<Configuration['interactions']>['policy']> {
  const policy = base();
  const description = 'a sign-in at another level is asked for';
  policy.get('login')?.checks.add(
    new Check('acr_values', description, ({ oidc }) => {
      const isMet = readWanted(oidc.params ?? {}).includes(String(oidc.session?.acr));
      const isAsked = readWanted(oidc.params ?? {}).length > 0 && !oidc.result?.login;
      return isAsked && !isMet ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}

function readWanted(parameters: Record<string, unknown>): string[] {
  return String(parameters['acr_values'] ?? '')
    .split(' ')
    .filter(Boolean);
}
