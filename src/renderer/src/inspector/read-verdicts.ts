import type { CheckView, StepView } from '@shared/model/session';
import { type ReadToken, readTokens } from './read-tokens';

/** The check rows about a token have ids made of one of these and the member they are about. */
const CHECK_PREFIXES: Record<string, readonly string[]> = {
  'id-token': ['id-token-', 'refresh-id-token-'],
  assertion: ['grant-assertion-'],
  'authorization-response': ['jarm-'],
};

/**
 * The row that judges each member of a token, by the member's name: `id-token-auth-time` is about
 * `auth_time`, `jarm-aud` about `aud`. Rows of later steps count until a step has another such token.
 */
export function readVerdicts(
  steps: readonly StepView[],
  from: StepView,
  token: ReadToken,
): ReadonlyMap<string, CheckView> {
  const prefixes = CHECK_PREFIXES[token.name] ?? [`${token.name}-`];
  const verdicts = new Map<string, CheckView>();
  for (const step of listStepsAbout(steps, from, token)) {
    const isOneOfSeveral = readTokens(step).filter(({ name }) => name === token.name).length > 1;
    for (const check of step.checks) {
      const prefix = prefixes.find((each) => check.id.startsWith(each));
      if (prefix === undefined || (isOneOfSeveral && !isAbout(check, token))) continue;
      const member = check.id.slice(prefix.length).replaceAll('-', '_');
      if (!verdicts.has(member)) verdicts.set(member, check);
    }
  }
  return verdicts;
}

function listStepsAbout(steps: readonly StepView[], from: StepView, token: ReadToken): StepView[] {
  const rest = steps.slice(steps.indexOf(from));
  const next = rest.findIndex(
    (step, index) =>
      index > 0 && readTokens(step).some(({ name, value }) => name === token.name && value !== token.value),
  );
  return next < 0 ? rest : rest.slice(0, next);
}

function isAbout({ exchangeId }: CheckView, { places }: ReadToken): boolean {
  return exchangeId === null || places.some((place) => place.exchangeId === exchangeId);
}
