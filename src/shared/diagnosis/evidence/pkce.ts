import { findArtifact, findTokenExchanges, type RunFacts } from '../run-facts';
import { isCodeGrant } from './conclusion';
import { isMasked } from './masked';
import type { EvidenceRule } from './observation';
import { hashToBase64Url } from './sha256';

/**
 * Whether the code_verifier belongs to the code_challenge (RFC 7636 section 4.6): from the check that
 * hashed what was really sent, else by hashing it here, as for a recording that was imported.
 */
export const observePkce: EvidenceRule = (facts) => {
  const { session, token } = facts;
  const exchange = findTokenExchanges(session).at(-1);
  const check = session.steps.flatMap((step) => step.checks).findLast(({ id }) => id === 'pkce-s256');
  const sent = token.get('code_verifier');
  if (!exchange || !isCodeGrant(facts) || check?.verdict === 'skip') return [];
  const isWrong = check?.verdict === 'fail' || isVerifierWrong(facts);
  if (!isWrong && check?.verdict !== 'pass') return [];
  const isTold = check?.verdict === 'fail';
  return [
    {
      seq: isTold ? check.seq : exchange.seq,
      statement: isWrong
        ? 'The code_verifier does not belong to the code_challenge (RFC 7636 section 4.6).'
        : 'The code_verifier belongs to the code_challenge (RFC 7636 section 4.6).',
      expected:
        isWrong && !isTold ? 'the code_verifier of this authorization request' : (check?.expected ?? null),
      actual:
        isWrong && !isTold
          ? sent === null
            ? 'no code_verifier'
            : `another one (${sent.length} characters)`
          : (check?.actual ?? null),
      decisive: isWrong,
      ...(isWrong
        ? {
            fix: 'Send the code_verifier whose hash was the code_challenge of this very authorization request.',
          }
        : {}),
    },
  ];
};

function isVerifierWrong({ session, token, authorize }: RunFacts): boolean {
  const sent = token.get('code_verifier');
  const challenge = authorize.get('code_challenge');
  if (sent === null) return challenge !== null;
  if (isMasked(sent)) return false;
  if (challenge !== null && !isMasked(challenge)) {
    // RFC 7636 section 4.3: without a method the challenge is the verifier itself.
    const isHashed = authorize.get('code_challenge_method') === 'S256';
    return (isHashed ? hashToBase64Url(sent) : sent) !== challenge;
  }
  const made = findArtifact(session, 'code-verifier')?.value;
  return made !== undefined && made !== sent;
}
