import type { CheckResult } from '../model/check';
import type { Evidence, Finding, Severity, TextDifference } from '../model/finding';
import type { StepView } from '../model/session';
import { describeDifference, findSpellingDifference } from './text-difference';

/**
 * What is said of a failure wherever it is said: at the failing step, on its mark, in the health banner and in
 * reports. Only what is made here is shown there, so that a ticket can quote the screen.
 */
export interface FailureWords {
  /** One sentence. */
  headline: string;
  /** The evidence that shows a difference by character, else the first piece. */
  proof: Proof | null;
  /** The first thing to do. */
  fix: string | null;
}

export interface Proof {
  statement: string;
  expected: string | null;
  actual: string | null;
  /** How the two differ, in words; null where they are not two spellings of one value. */
  difference: string | null;
  /** The same by character. */
  marks: TextDifference | null;
}

/** The finding that counts for health; notes of severity info are no matter of it. Findings come best first. */
export function findWorst(findings: readonly Finding[]): Finding | null {
  const first = (severity: Severity) => findings.find((finding) => finding.severity === severity);
  return first('error') ?? first('warning') ?? null;
}

/** The worst finding about a step; one about the whole run where the step has none of its own. */
export function findForStep(findings: readonly Finding[], stepId: string): Finding | null {
  return (
    findWorst(findings.filter((finding) => finding.stepId === stepId)) ??
    findWorst(findings.filter((finding) => finding.stepId === null))
  );
}

export function speakFinding({ title, evidence, fixes }: Finding): FailureWords {
  const piece = evidence.find(({ difference }) => difference !== undefined) ?? evidence[0];
  return { headline: title, proof: piece ? readProof(piece) : null, fix: fixes[0] ?? null };
}

/** Of a failed step; its raw error speaks while the diagnosis has nothing about it. */
export function speakFailedStep(step: Pick<StepView, 'error'>, finding: Finding | null): FailureWords {
  if (finding) return speakFinding(finding);
  const headline = step.error?.message ?? 'The step failed without saying why.';
  return { headline, proof: null, fix: null };
}

/** Evidence taken apart: its statement ends in the words about the difference, which have a place of their own. */
export function readProof({ statement, expected, actual, difference }: Evidence): Proof {
  if (!difference) return { statement, expected, actual, difference: null, marks: null };
  const words = describeDifference(difference);
  const isRepeated = words !== '' && statement.endsWith(words);
  return {
    statement: isRepeated ? statement.slice(0, -words.length).trim() : statement,
    expected,
    actual,
    difference: nameDifference(difference),
    marks: difference,
  };
}

/** The words for the row "Difference"; where no rule names it, the characters are told. */
export function nameDifference({ kinds, segments }: TextDifference): string {
  if (kinds.length > 0) return kinds.slice(0, 4).join('; ');
  const list = (kind: 'removed' | 'added') =>
    segments
      .filter((segment) => segment.kind === kind)
      .slice(0, 4)
      .map(({ text }) => `"${text}"`)
      .join(', ');
  const [missing, extra] = [list('removed'), list('added')];
  if (missing !== '' && extra !== '') return `${extra} in place of ${missing}`;
  return missing === '' ? `${extra} is too much` : `${missing} is missing`;
}

/** These are random: nothing is gained by comparing two of them, and each tells a little of the other. */
const RANDOM_VALUES = /(^|-)(state|nonce|hash)$/;

export function isAboutRandomValue(checkId: string): boolean {
  return RANDOM_VALUES.test(checkId);
}

/** A check as a proof: how far its two sides lie apart, where it did not pass and they can be compared. */
export function readCheckProof({ id, title, verdict, expected, actual }: CheckResult): Proof {
  const isBad = verdict === 'fail' || verdict === 'warn';
  const isComparable = isBad && !isAboutRandomValue(id);
  return { statement: title, ...compareSides(expected, actual, isComparable) };
}

/** Two sides with how far they lie apart, where they are spellings of one value. */
export function compareSides(
  expected: string,
  actual: string,
  isComparable = true,
): Omit<Proof, 'statement'> {
  const marks = isComparable ? findSpellingDifference(expected, actual) : null;
  return { expected, actual, difference: marks && nameDifference(marks), marks };
}
