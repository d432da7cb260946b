import type { CheckView } from '../../model/session';
import type { RunFacts } from '../run-facts';
import { type ConclusionRule, isRefusedWith } from './conclusion';
import type { EvidenceRule } from './observation';

/** What to change where a row about the proof fails. */
const FIXES: Record<string, string> = {
  'dpop-proof-form': 'Sign the proof with the key in its own header, with typ dpop+jwt.',
  'dpop-proof-htm': 'Make the proof for the HTTP method of this request.',
  'dpop-proof-htu':
    'Make the proof for the address that is requested, or have the proxy pass the public one on.',
  'dpop-proof-iat':
    'Synchronise the clock of the machine that signs, and make each proof right before its request.',
  'dpop-proof-jti': 'Give each proof a random jti of its own.',
  'dpop-proof-ath': 'Hash the very token that the request presents.',
  'dpop-proof-nonce': 'Put the nonce of the last DPoP-Nonce header of this server into the proof.',
};

/** The rules that the refused proof breaks (RFC 9449 sections 4.2 and 4.3). */
export const observeDpopProof: EvidenceRule = (facts) =>
  findBrokenRows(facts).map(({ id, seq, title, expected, actual }) => ({
    seq,
    statement: `The DPoP proof breaks a rule: "${title}" (RFC 9449 section 4.3).`,
    expected,
    actual,
    decisive: true,
    ...(FIXES[id] === undefined ? {} : { fix: FIXES[id] }),
  }));

/** Servers that see a used or foreign proof often call the grant or the token bad instead. */
export const concludeDpopProof: ConclusionRule = (facts) => {
  const isTokenBlamed =
    isRefusedWith(facts, 'invalid_grant', 'invalid_token') ||
    facts.signals.some(({ kind, value }) => kind === 'challenge' && value === 'invalid_token');
  if (!isTokenBlamed) return [];
  return findBrokenRows(facts).map(({ seq, title, expected, actual }) => ({
    value: 'dpop-proof-broken',
    seq,
    statement: `The DPoP proof of the refused request breaks a rule: "${title}" (RFC 9449 section 4.3).`,
    expected,
    actual,
  }));
};

function findBrokenRows({ step, exchange }: RunFacts): CheckView[] {
  return (step?.checks ?? []).filter(
    ({ id, verdict, exchangeId }) =>
      id.startsWith('dpop-proof-') && verdict === 'fail' && exchangeId === exchange?.id,
  );
}
