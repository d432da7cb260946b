import type { CheckView } from '../../model/session';
import { findTokenExchanges, readForm } from '../run-facts';
import { type ConclusionRule, isRefusedWith, readJoseHeader } from './conclusion';
import type { EvidenceRule } from './observation';

/** A rule that the refused assertion breaks (RFC 7523 section 3), under the id of its row. */
export const concludeClientAssertion: ConclusionRule = (facts) => {
  if (!isRefusedWith(facts, 'invalid_client')) return [];
  return findAssertionRows(facts)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ id, seq, title, expected, actual }) => ({
      value: id,
      seq,
      statement: `The client assertion breaks a rule: "${title}" (RFC 7523 section 3).`,
      expected,
      actual,
    }));
};

/** Where every claim of the assertion is in order, what is left is its key and the registration. */
export const observeAssertionKey: EvidenceRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  const assertion = readForm(exchange).get('client_assertion');
  const header = assertion && readJoseHeader(assertion);
  const rows = findAssertionRows(facts);
  if (!exchange || !header || rows.length === 0) return [];
  if (rows.some(({ verdict }) => verdict === 'fail')) return [];
  const isMac = /^HS\d/.test(String(header['alg']));
  return [
    {
      seq: exchange.seq,
      statement: `The claims of the client assertion are in order, which leaves its ${isMac ? 'secret' : 'key'} and the registration (RFC 7523 section 3).`,
      expected: isMac
        ? 'an HMAC with the registered secret'
        : 'a signature by a key registered for the client',
      actual: `alg ${header['alg']}, kid ${header['kid'] ?? '(none)'}`,
      decisive: true,
      fix: isMac
        ? 'Check the client secret, and that the client is registered for client_secret_jwt.'
        : 'Register the public key that this run shows as client-jwks, and private_key_jwt as the method of the client.',
    },
  ];
};

function findAssertionRows({ step, exchange }: Parameters<ConclusionRule>[0]): CheckView[] {
  return (step?.checks ?? []).filter(
    ({ id, exchangeId }) => id.startsWith('client-assertion-') && exchangeId === (exchange?.id ?? null),
  );
}
