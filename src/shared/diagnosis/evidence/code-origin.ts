import type { SessionView } from '../../model/session';
import { findArtifact, findTokenExchanges, readForm } from '../run-facts';
import { isCodeGrant } from './conclusion';
import { isBlurred } from './masked';
import type { EvidenceRule } from './observation';

/** The code redeemed must be the one that the callback brought (RFC 6749 section 4.1.3). */
export const observeCodeOrigin: EvidenceRule = (facts) => {
  const { session } = facts;
  if (!isCodeGrant(facts)) return [];
  const exchange = findTokenExchanges(session).at(-1);
  const redeemed = readForm(exchange).get('code');
  const callback = findCallback(session);
  if (!exchange || !callback || !URL.canParse(callback.url)) return [];
  const received = new URL(callback.url).searchParams.get('code');
  if (received === null || received === redeemed) return [];
  if (isBlurred(received) || (redeemed !== null && isBlurred(redeemed))) return [];
  return [
    {
      seq: exchange.seq,
      statement: 'The token request carries another code than the callback brought (RFC 6749 section 4.1.3).',
      expected: `the code of event ${callback.seq} (${received.length} characters)`,
      actual: redeemed === null ? 'no code' : `another code (${redeemed.length} characters)`,
      decisive: true,
      fix: 'Send the code exactly as the callback brought it, decoded once.',
    },
  ];
};

/** As it arrived, or as an imported recording holds it. */
function findCallback(session: SessionView): { url: string; seq: number } | null {
  const hit = session.steps.flatMap((step) => step.hits).findLast(({ verdict }) => verdict === 'accepted');
  if (hit) return hit;
  const artifact = findArtifact(session, 'callback-url');
  return artifact && { url: artifact.value, seq: artifact.seq };
}
