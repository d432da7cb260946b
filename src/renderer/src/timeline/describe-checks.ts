import type { CheckView } from '@shared/model/session';
import { formatCount } from '../ui/format';

/** Checks without a failure or a warning among them, in a few words. */
export function describeQuietChecks(checks: readonly CheckView[]): string {
  const passed = checks.filter(({ verdict }) => verdict === 'pass').length;
  const rest = checks.length - passed;
  if (rest === 0) return `${formatCount(passed, 'check')} passed`;
  if (passed === 0) return `${formatCount(rest, 'check')} skipped or noted`;
  return `${formatCount(passed, 'check')} passed, ${rest} skipped or noted`;
}
