import type { FlowStep } from '../flows/flow';
import { askAuthorizationStep, unlessAnswered } from '../flows/steps/mistakes/ask-authorization';
import { refreshStep } from '../flows/steps/refresh';

/** What a flow does with its tokens once it has them. */
const USES = /^(userinfo|resource|step-up-.*|refresh)$/;

/** The provider is asked before the user is: most refusals are there at once. */
export function askFirst(steps: readonly FlowStep[]): FlowStep[] {
  const at = steps.findIndex(({ name }) => name === 'callback');
  return [...steps.slice(0, at), askAuthorizationStep, ...steps.slice(at).map(unlessAnswered)];
}

/** The flow up to its tokens, and then these. */
export function endWith(...last: FlowStep[]): (steps: readonly FlowStep[]) => FlowStep[] {
  return (steps) => [...steps.filter(({ name }) => !USES.test(name)), ...last.map(unlessAnswered)];
}

/** The flow up to its tokens, one refresh that is in order, and then these. */
export function endWithRefresh(...last: FlowStep[]): (steps: readonly FlowStep[]) => FlowStep[] {
  return endWith(refreshStep, ...last);
}
