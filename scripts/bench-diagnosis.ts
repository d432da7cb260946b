/**
 * Measures the diagnosis over the labelled corpus, and over any further case files named on the command
 * line. Exits 1 where it falls below the bounds, or where an entry has no case for it or none against it.
 */
import { formatRate, isWithinBounds, measureAccuracy } from '../tests/support/diagnosis-accuracy';
import { foldRecordedCase, loadCorpus, readRecordedFile } from '../tests/support/diagnosis-corpus';
import { isComplete, measureCoverage } from '../tests/support/diagnosis-coverage';

const MAX_MEDIAN_MS = 1;
/** Each session counts with the median of its runs: what else the machine does is not measured. */
const RUNS = 5;
/** The clock of the processor may be coarse. */
const REPEATS = 8;

const cases = [...loadCorpus(), ...process.argv.slice(2).flatMap(readRecordedFile).map(foldRecordedCase)];
const accuracy = measureAccuracy(cases);

console.log(`${cases.length} cases, ${accuracy.successes.total} of them successful sessions`);
console.log(`overall: ${formatRate(accuracy.overall)}`);
console.log('\nby family:');
for (const [family, rate] of accuracy.families) console.log(`  ${family.padEnd(24)} ${formatRate(rate)}`);
console.log('\nby ambiguous family:');
for (const [family, rate] of accuracy.ambiguous) console.log(`  ${family.padEnd(34)} ${formatRate(rate)}`);
console.log(`\nconfusions: ${accuracy.confusions.length === 0 ? 'none' : ''}`);
for (const { id, expected, found } of accuracy.confusions) {
  console.log(`  ${id}: expected ${expected ?? 'nothing'}, found ${found.join(', ') || 'nothing'}`);
}
console.log(`\nflaws: ${accuracy.flaws.length === 0 ? 'none' : ''}`);
for (const { id, what } of accuracy.flaws) console.log(`  ${id}: ${what}`);
const coverage = measureCoverage(cases);
report('entries without a case that leads to them', coverage.withoutFiring);
report('entries without a near miss', coverage.withoutNearMiss);
report('ambiguous families with too few cases', coverage.smallFamilies);
const { errors, findings } = accuracy.successes;
console.log(`\nsuccessful sessions: ${errors} errors, ${findings} findings of any severity`);

for (const each of cases) each.find();
const times = cases.map((each) => takeMedian(Array.from({ length: RUNS }, () => time(each))));
const median = takeMedian(times);
console.log(`time a session: median ${format(median)}, 95th percentile ${format(takeQuantile(times, 0.95))}`);

if (!isWithinBounds(accuracy) || median > MAX_MEDIAN_MS) {
  console.log('\nbelow the bounds: top-1 98 %, top-3 100 %, no finding on a success, no flaw, median 1 ms');
  process.exitCode = 1;
}

if (!isComplete(coverage)) {
  console.log('\nthe corpus is not complete: each entry needs a case that leads to it, and a near miss');
  process.exitCode = 1;
}

function report(what: string, list: string[]): void {
  console.log(`${what}: ${list.length === 0 ? 'none' : `${list.length}\n  ${list.join('\n  ')}`}`);
}

/** Milliseconds of the processor, so that waiting for other programs does not count. */
function time({ find }: (typeof cases)[number]): number {
  const before = process.threadCpuUsage();
  for (let count = 0; count < REPEATS; count += 1) find();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / REPEATS;
}

function takeMedian(values: number[]): number {
  return takeQuantile(values, 0.5);
}

function takeQuantile(values: number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function format(milliseconds: number): string {
  return `${milliseconds.toFixed(3)} ms`;
}
