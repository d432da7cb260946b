import {
  type AlignedStep,
  type ComparedSession,
  type Difference,
  hasImportantDifference,
  type SessionComparison,
} from '@shared/compare/comparison';
import { countDifferences, describePlaces, describeSpelling } from '@shared/compare/comparison-words';
import { formatTime } from '@shared/report/result-json';
import type { Output } from './output';

/** Both heads, the ranked differences, the steps side by side, and how much was folded away. */
export function printComparison(output: Output, comparison: SessionComparison): void {
  const { left, right, steps, differences, noise } = comparison;
  printHead(output, 'left ', left);
  printHead(output, 'right', right);
  output.print('');
  if (!hasImportantDifference(comparison)) output.print('Nothing of importance differs.');
  differences.forEach((difference, index) => {
    printDifference(output, difference, index + 1, steps);
  });
  if (differences.length > 0) output.print('');
  for (const step of steps) printStep(output, step);
  output.print({
    style: 'dim',
    text: `${noise.length} values that differ between any two runs are left out.`,
  });
}

function printHead(output: Output, side: string, session: ComparedSession): void {
  const { id, name, flow, outcome, startedAt, firstFailure } = session;
  output.print(`${side}  `, { style: 'bold', text: name }, ` (${flow}): ${outcome}`);
  output.print({ style: 'dim', text: `       session ${id}, ${formatTime(startedAt)}` });
  if (!firstFailure) return;
  const check = firstFailure.checkId === null ? '' : ` (${firstFailure.checkId})`;
  output.print('       first failure: ', { style: 'red', text: firstFailure.stepTitle }, check);
  output.print(`       ${firstFailure.text}`);
}

function printDifference(
  output: Output,
  difference: Difference,
  rank: number,
  steps: readonly AlignedStep[],
): void {
  const { name, subject, left, right } = difference;
  output.print({ style: 'bold', text: `${rank}. ${subject}: ${name}` }, `  [${difference.class}]`);
  output.print('   left   ', showValue(left));
  output.print('   right  ', showValue(right));
  const words = describeSpelling(difference);
  if (words !== '') output.print(`   ${words}`);
  const where = describePlaces(difference, steps);
  if (where.length > 0) output.print({ style: 'dim', text: `   in ${where.join('; ')}` });
}

function showValue(value: string | null): { style: 'dim'; text: string } | string {
  return value ?? { style: 'dim', text: '(missing)' };
}

function printStep(output: Output, { left, right, differenceCount }: AlignedStep): void {
  const outcomes = [left, right].map((step) => (step?.outcome ?? '-').padEnd(10)).join(' ');
  const count = differenceCount === 0 ? '' : `  ${countDifferences(differenceCount)}`;
  output.print(`  ${outcomes} ${left?.title ?? right?.title}`, { style: 'dim', text: count });
}
