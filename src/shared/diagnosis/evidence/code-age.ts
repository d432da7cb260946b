import { findTokenExchanges, readForm } from '../run-facts';
import type { EvidenceRule } from './observation';

/** RFC 6749 section 4.1.2 recommends ten minutes at most; many providers allow one. */
const MAX_CODE_AGE_MS = 600_000;
const SHORT_CODE_AGE_MS = 60_000;

/** How old the code was when it was redeemed. */
export const observeCodeAge: EvidenceRule = ({ session }) => {
  const exchange = findTokenExchanges(session).at(-1);
  const code = readForm(exchange).get('code');
  const hit = session.steps
    .flatMap((step) => step.hits)
    .findLast(
      ({ url }) => code !== null && URL.canParse(url) && new URL(url).searchParams.get('code') === code,
    );
  if (!exchange || !hit) return [];
  const ageMs = exchange.startedAt - hit.time;
  const isOld = ageMs > SHORT_CODE_AGE_MS;
  return [
    {
      seq: exchange.seq,
      statement: isOld
        ? 'The code waited long between its arrival and the token request (RFC 6749 section 4.1.2).'
        : 'The time between the arrival of the code and the token request (RFC 6749 section 4.1.2).',
      expected: 'within 60 s; RFC 6749 allows providers up to 10 min',
      actual: `${(ageMs / 1000).toFixed(1)} s`,
      decisive: ageMs > MAX_CODE_AGE_MS,
      ...(isOld
        ? { fix: 'Redeem the code as soon as the callback arrives: this one was most likely expired.' }
        : {}),
    },
  ];
};
