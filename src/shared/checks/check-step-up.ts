import type { CheckResult } from '../model/check';
import { defineCheck, showValue } from './build-check';
import { REFERENCES } from './references';

const row = defineCheck('step-up', 'The API asks for a stronger or fresher sign-in', REFERENCES.stepUp);

/** The challenge that the client now follows, as it came. */
export function checkStepUp(challenges: readonly string[]): CheckResult {
  return row('info', 'acr_values or max_age in the challenge', showValue(challenges.join(', ')));
}
