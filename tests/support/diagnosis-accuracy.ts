import { diagnose } from '@shared/diagnosis/diagnose';
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

export interface Accuracy {
  /** Over the sessions that failed. */
  overall: Rate;
  families: [family: string, rate: Rate][];
  confusions: Confusion[];
  successes: { total: number; findings: number; errors: number };
}

/** Diagnoses every case. Successful sessions count apart: they have no entry that could come first. */
export function measureAccuracy(cases: readonly LabelledCase[]): Accuracy {
  const overall = createRate();
  const families = new Map<string, Rate>();
  const confusions: Confusion[] = [];
  const successes = { total: 0, findings: 0, errors: 0 };
  for (const { id, family, expected, session } of cases) {
    const findings = diagnose(session);
    const found = findings.slice(0, 3).map(({ entryId }) => entryId);
    if (expected === null) {
      successes.total += 1;
      successes.findings += findings.length;
      successes.errors += findings.filter(({ severity }) => severity === 'error').length;
      if (findings.length > 0) confusions.push({ id, expected, found });
      continue;
    }
    const rate = families.get(family) ?? createRate();
    families.set(family, rate);
    for (const each of [overall, rate]) {
      each.total += 1;
      each.top1 += found[0] === expected ? 1 : 0;
      each.top3 += found.includes(expected) ? 1 : 0;
    }
    if (found[0] !== expected) confusions.push({ id, expected, found });
  }
  const sorted = [...families].sort(([left], [right]) => left.localeCompare(right));
  return { overall, families: sorted, confusions, successes };
}

/** The right entry first in 98 of 100 and among the first three always; nothing said where nothing failed. */
export function isWithinBounds({ overall, successes }: Accuracy): boolean {
  return overall.top1 >= 0.98 * overall.total && overall.top3 === overall.total && successes.findings === 0;
}

export function formatRate({ total, top1, top3 }: Rate): string {
  const percent = (count: number) => `${((100 * count) / total).toFixed(1)} %`;
  return `top-1 ${percent(top1)}, top-3 ${percent(top3)} of ${total}`;
}

function createRate(): Rate {
  return { total: 0, top1: 0, top3: 0 };
}
