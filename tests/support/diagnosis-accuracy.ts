import { AMBIGUOUS_FAMILIES } from './ambiguous-families';
import type { LabelledCase } from './diagnosis-corpus';

export interface Rate {
  total: number;
  /** Cases whose entry came first, and whose entry was among the first three. */
  top1: number;
  top3: number;
}

interface Confusion {
  id: string;
  expected: string | null;
  /** The first three entries in place of it. */
  found: string[];
}

/** A case in which the right entry came first, and yet something else about the findings is wrong. */
interface Flaw {
  id: string;
  what: string;
}

export interface Accuracy {
  /** Over the sessions that failed. */
  overall: Rate;
  families: [family: string, rate: Rate][];
  /** By the families behind whose codes several causes hide. */
  ambiguous: [family: string, rate: Rate][];
  confusions: Confusion[];
  /** Near misses that were found all the same, and what was not found or not said. */
  flaws: Flaw[];
  successes: { total: number; findings: number; errors: number };
}

/** Diagnoses every case. Successful sessions count apart: they have no entry that could come first. */
export function measureAccuracy(cases: readonly LabelledCase[]): Accuracy {
  const overall = createRate();
  const families = new Map<string, Rate>();
  const ambiguous = new Map(Object.keys(AMBIGUOUS_FAMILIES).map((name) => [name, createRate()]));
  const confusions: Confusion[] = [];
  const flaws: Flaw[] = [];
  const successes = { total: 0, findings: 0, errors: 0 };
  for (const each of cases) {
    const { id, family, expected } = each;
    const findings = each.find();
    const found = findings.map(({ entryId }) => entryId);
    flaws.push(...findFlaws(each, findings).map((what) => ({ id, what })));
    if (found[0] !== (expected ?? undefined)) confusions.push({ id, expected, found: found.slice(0, 3) });
    if (expected === null) {
      successes.total += 1;
      successes.findings += findings.length;
      successes.errors += findings.filter(({ severity }) => severity === 'error').length;
      continue;
    }
    const rate = families.get(family) ?? createRate();
    families.set(family, rate);
    const groups = Object.entries(AMBIGUOUS_FAMILIES).filter(([, entryIds]) => entryIds.includes(expected));
    for (const counted of [overall, rate, ...groups.map(([name]) => ambiguous.get(name) ?? createRate())]) {
      counted.total += 1;
      counted.top1 += found[0] === expected ? 1 : 0;
      counted.top3 += found.slice(0, 3).includes(expected) ? 1 : 0;
    }
  }
  const sorted = [...families].sort(([left], [right]) => left.localeCompare(right));
  return { overall, families: sorted, ambiguous: [...ambiguous], confusions, flaws, successes };
}

function findFlaws(
  { beside = [], not = [], says }: LabelledCase,
  findings: ReturnType<LabelledCase['find']>,
) {
  const found = findings.map(({ entryId }) => entryId);
  const said = (findings[0]?.evidence ?? []).map(({ statement }) => statement).join('\n');
  return [
    ...not.filter((entryId) => found.includes(entryId)).map((entryId) => `found the near miss ${entryId}`),
    ...beside
      .filter((entryId) => !found.includes(entryId, 1))
      .map((entryId) => `did not find ${entryId} beside it, but ${found.join(', ')}`),
    ...(says === undefined || said.includes(says) ? [] : [`does not say "${says}", but: ${said}`]),
  ];
}

/**
 * The right entry first in 98 of 100 and among the first three always; nothing said where nothing failed,
 * and no near miss taken for what it looks like.
 */
export function isWithinBounds({ overall, successes, flaws }: Accuracy): boolean {
  const isRight = overall.top1 >= 0.98 * overall.total && overall.top3 === overall.total;
  return isRight && successes.findings === 0 && flaws.length === 0;
}

export function formatRate({ total, top1, top3 }: Rate): string {
  if (total === 0) return 'no case';
  const percent = (count: number) => `${((100 * count) / total).toFixed(1)} %`;
  return `top-1 ${percent(top1)}, top-3 ${percent(top3)} of ${total}`;
}

function createRate(): Rate {
  return { total: 0, top1: 0, top3: 0 };
}
