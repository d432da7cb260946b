import type { SessionView } from '../../model/session';
import { findTokenExchanges, readForm } from '../run-facts';
import type { EvidenceRule } from './observation';

/** RFC 6749 section 4.1.2 recommends ten minutes at most; many providers allow one. */
const SHORT_CODE_AGE_MS = 60_000;

/** How old the code was when it was redeemed; past the usual lifetime that alone explains a refusal. */
export const observeCodeAge: EvidenceRule = ({ session }) => {
  const exchange = findTokenExchanges(session).at(-1);
  const code = readForm(exchange).get('code');
  const arrivedAt = code === null ? null : findArrival(session, code);
  if (!exchange || arrivedAt === null) return [];
  const ageMs = exchange.startedAt - arrivedAt;
  const isOld = ageMs > SHORT_CODE_AGE_MS;
  return [
    {
      seq: exchange.seq,
      statement: isOld
        ? 'The code waited long between its arrival and the token request (RFC 6749 section 4.1.2).'
        : 'The time between the arrival of the code and the token request (RFC 6749 section 4.1.2).',
      expected: 'within 60 s; RFC 6749 allows providers up to 10 min',
      actual: `${(ageMs / 1000).toFixed(1)} s`,
      decisive: isOld,
      ...(isOld
        ? { fix: 'Redeem the code as soon as the callback arrives: this one was most likely expired.' }
        : {}),
    },
  ];
};

/** When the code came back: at the listener, or in the browser of an imported recording. */
function findArrival({ steps }: SessionView, code: string): number | null {
  const carries = (url: string): boolean =>
    URL.canParse(url) && new URL(url).searchParams.get('code') === code;
  const hit = steps.flatMap(({ hits }) => hits).findLast(({ url }) => carries(url));
  if (hit) return hit.time;
  const page = steps
    .flatMap(({ exchanges }) => exchanges)
    .findLast(({ channel, request }) => channel === 'front' && carries(request.url));
  return page?.startedAt ?? null;
}
