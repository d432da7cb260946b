import { CATALOG } from '@shared/diagnosis/catalog/index';
import { AMBIGUOUS_FAMILIES } from './ambiguous-families';
import type { Label } from './diagnosis-corpus';

/** Less than that says nothing about telling causes apart. */
const MIN_CASES_OF_FAMILY = 6;

export interface Coverage {
  /** Entries that no case must lead to. */
  withoutFiring: string[];
  /** Entries that no case looks like and must not lead to. */
  withoutNearMiss: string[];
  /** Ambiguous families with too few cases. */
  smallFamilies: string[];
}

/** What the labels leave out: a catalog is only measured where each entry has a case for it and one against it. */
export function measureCoverage(cases: readonly Label[]): Coverage {
  const firing = new Set(cases.flatMap(({ expected, beside = [] }) => [expected, ...beside]));
  const nearMisses = new Set(cases.flatMap(({ not = [] }) => not));
  const ids = CATALOG.map(({ id }) => id);
  return {
    withoutFiring: ids.filter((id) => !firing.has(id)),
    withoutNearMiss: ids.filter((id) => !nearMisses.has(id)),
    smallFamilies: Object.entries(AMBIGUOUS_FAMILIES)
      .filter(([, entryIds]) => countCases(cases, entryIds) < MIN_CASES_OF_FAMILY)
      .map(([name]) => name),
  };
}

export function isComplete(coverage: Coverage): boolean {
  return Object.values(coverage).every((list) => list.length === 0);
}

function countCases(cases: readonly Label[], entryIds: readonly string[]): number {
  return cases.filter(({ expected }) => expected !== null && entryIds.includes(expected)).length;
}
