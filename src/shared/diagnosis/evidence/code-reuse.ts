import { findTokenExchanges, readForm } from '../run-facts';
import type { EvidenceRule } from './observation';

/** A code may be redeemed once only (RFC 6749 section 4.1.2). */
export const observeCodeReuse: EvidenceRule = ({ session }) => {
  const exchanges = findTokenExchanges(session);
  const last = exchanges.at(-1);
  const code = readForm(last).get('code');
  if (!last || code === null) return [];
  const uses = exchanges.filter((exchange) => readForm(exchange).get('code') === code);
  const first = uses[0];
  if (!first || uses.length < 2) return [];
  return [
    {
      seq: last.seq,
      statement: `The same code was sent in ${uses.length} token requests, first in event ${first.seq} (RFC 6749 section 4.1.2).`,
      expected: 'one token request with this code',
      actual: `${uses.length} token requests`,
      decisive: true,
      fix: 'Send each code once: do not repeat the token request, and leave the callback URL after the exchange so that a reload cannot do it.',
    },
  ];
};
