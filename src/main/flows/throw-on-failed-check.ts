import type { CheckResult } from '@shared/model/check';
import { CheckFailedError } from './flow-errors';

/** Ends the step on the first failed row: for the rules that the library leaves out. */
export function throwOnFailedCheck(rows: readonly CheckResult[]): void {
  const failed = rows.find((row) => row.verdict === 'fail');
  if (failed) throw new CheckFailedError(failed);
}
