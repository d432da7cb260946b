import type { MutationTableRow } from '@shared/mutations/judge-session';
import type { MutationOffer } from '@shared/mutations/mutations';
import type { Output, StyleName } from './output';

const STYLE: Partial<Record<MutationTableRow['verdict'], StyleName>> = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
};

export function printMutationRow(output: Output, row: MutationTableRow): void {
  const verdict = { style: STYLE[row.verdict] ?? ('dim' as const), text: row.verdict.padEnd(14) };
  output.print(verdict, ` ${row.title}`, { style: 'dim', text: `  ${row.mutation}` });
  const remark = row.remark === null ? '' : ` ${row.remark}`;
  if (row.seen !== '') output.print(`               ${row.seen}${remark}`);
  if (row.verdict !== 'fail') return;
  output.print(`               Expected: ${row.expected} (${row.severity}, ${row.reference.label})`);
  if (row.sessionId !== null) output.print({ style: 'dim', text: `               session ${row.sessionId}` });
}

/** What there is, by family; what cannot be tried says why. */
export function printOffers(output: Output, offers: readonly MutationOffer[]): void {
  let group = '';
  for (const offer of offers) {
    if (offer.group !== group) output.print({ style: 'bold', text: offer.group });
    group = offer.group;
    const style =
      offer.reason === null ? [] : [{ style: 'dim' as const, text: `  not here: ${offer.reason}` }];
    output.print(`  ${offer.id.padEnd(32)} ${offer.title}`, ...style);
  }
}
