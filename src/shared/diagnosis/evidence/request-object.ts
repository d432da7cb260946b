import type { EvidenceRule } from './observation';

/** The rows that compared the request object with what was meant: one that fails is why it was refused. */
export const observeRequestObject: EvidenceRule = ({ session }) =>
  session.steps
    .flatMap((step) => step.checks)
    .filter(({ id, verdict }) => id.startsWith('request-object-') && verdict === 'fail')
    .map(({ seq, title, expected, actual }) => ({
      seq,
      decisive: true,
      statement: `The request object breaks a rule before it is sent: "${title}" does not hold.`,
      expected,
      actual,
    }));
