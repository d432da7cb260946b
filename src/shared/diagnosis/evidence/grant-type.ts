import { readHeader } from '../../model/read-message';
import { findTokenExchanges, readMetadataList } from '../run-facts';
import type { EvidenceRule } from './observation';

const FORM = 'application/x-www-form-urlencoded';

/** The grant type sent against those listed (RFC 8414 section 2), and the format of the body (RFC 6749 appendix B). */
export const observeGrantType: EvidenceRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange) return [];
  const sent = facts.token.get('grant_type');
  const supported = readMetadataList(facts, 'grant_types_supported');
  const isListed = supported === null || (sent !== null && supported.includes(sent));
  const type = readHeader(exchange.request.headers, 'content-type') ?? '(none)';
  const isForm = type.toLowerCase().startsWith(FORM);
  return [
    {
      seq: exchange.seq,
      statement: isListed
        ? 'The grant type of the token request (RFC 6749 section 4.1.3).'
        : 'The metadata does not list the grant type of the token request (RFC 8414 section 2).',
      expected: supported?.join(', ') ?? null,
      actual: sent ?? 'no grant_type',
      decisive: !isListed,
    },
    ...(isForm
      ? []
      : [
          {
            seq: exchange.seq,
            statement: 'The token request is not sent as a form (RFC 6749 section 4.1.3).',
            expected: FORM,
            actual: type,
            decisive: true,
          },
        ]),
  ];
};
