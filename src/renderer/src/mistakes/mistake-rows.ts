import type { MutationTableRow } from '@shared/mutations/judge-session';
import type { MutationOffer } from '@shared/mutations/mutations';

export interface MistakeGroup {
  title: string;
  rows: { offer: MutationOffer; result: MutationTableRow | null }[];
}

/** Every offer with its result in this set, group by group, in their order. */
export function groupMistakes(
  offers: readonly MutationOffer[],
  results: readonly MutationTableRow[],
): MistakeGroup[] {
  const byId = new Map(results.map((row) => [row.mutation, row]));
  return [...Map.groupBy(offers, ({ group }) => group)].map(([title, group]) => ({
    title,
    rows: group.map((offer) => ({ offer, result: byId.get(offer.id) ?? null })),
  }));
}

/** "5 of 28 done: 4 passed, 1 failed" */
export function describeSet(results: readonly MutationTableRow[]): string {
  const count = (verdict: MutationTableRow['verdict']) =>
    results.filter((row) => row.verdict === verdict).length;
  const open = count('waiting') + count('running');
  const parts = [
    `${count('pass')} passed`,
    `${count('fail')} failed`,
    ...(count('inconclusive') > 0 ? [`${count('inconclusive')} inconclusive`] : []),
    ...(count('not-applicable') > 0 ? [`${count('not-applicable')} not possible`] : []),
  ];
  return `${results.length - open} of ${results.length} done: ${parts.join(', ')}`;
}
