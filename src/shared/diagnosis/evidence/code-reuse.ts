import { parseJsonObject } from '../../model/read-message';
import type { ExchangeView } from '../../model/session';
import { findTokenExchanges, readForm } from '../run-facts';
import { isBlurred } from './masked';
import type { EvidenceRule } from './observation';

/** A code may be redeemed once only (RFC 6749 section 4.1.2). */
export const observeCodeReuse: EvidenceRule = ({ session }) => {
  const exchanges = findTokenExchanges(session);
  const last = exchanges.at(-1);
  const code = readForm(last).get('code');
  if (!last || code === null || isBlurred(code)) return [];
  const uses = exchanges.filter((exchange) => readForm(exchange).get('code') === code);
  const first = uses.find((exchange) => exchange !== last && mayHaveUsedCode(exchange));
  if (!first) return [];
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

/** A refusal of the client or of the proof comes before the code is looked at (RFC 9449 section 8). */
function mayHaveUsedCode({ response, error }: ExchangeView): boolean {
  if (error?.code === 'ECONNREFUSED' || error?.code === 'ENOTFOUND') return false;
  const body = parseJsonObject(response?.body?.text ?? '');
  return !['use_dpop_nonce', 'invalid_dpop_proof', 'invalid_client'].includes(String(body?.['error'] ?? ''));
}
