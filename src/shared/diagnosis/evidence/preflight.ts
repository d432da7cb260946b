import type { EvidenceRule } from './observation';

/** What the metadata said against the request before it was sent (RFC 8414 section 2): a row of the preflight. */
export function observePreflight(rowId: string): EvidenceRule {
  return ({ session }) =>
    session.steps
      .flatMap(({ checks }) => checks)
      .filter(({ id, verdict }) => id === rowId && (verdict === 'warn' || verdict === 'info'))
      .map(({ seq, verdict, title, reference, expected, actual }) => ({
        seq,
        statement: `Already before the request, the rule "${title}" did not hold (${reference.label}).`,
        expected,
        actual,
        decisive: verdict === 'warn',
      }));
}
