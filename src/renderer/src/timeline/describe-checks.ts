import type { CheckView } from '@shared/model/session';
import { revealLine } from '@shared/text/invisible';
import { formatCount } from '../ui/format';

/** Checks without a failure or a warning among them, in a few words. */
export function describeQuietChecks(checks: readonly CheckView[]): string {
  const passed = checks.filter(({ verdict }) => verdict === 'pass').length;
  const rest = checks.length - passed;
  if (rest === 0) return `${formatCount(passed, 'check')} passed`;
  if (passed === 0) return `${formatCount(rest, 'check')} skipped or noted`;
  return `${formatCount(passed, 'check')} passed, ${rest} skipped or noted`;
}

const MOST_NAMED = 3;

/** What was checked, by name, for a line that has no room for all. */
export function nameChecks(checks: readonly CheckView[]): string {
  const names = checks.slice(0, MOST_NAMED).map(({ title }) => revealLine(title));
  const left = checks.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}
