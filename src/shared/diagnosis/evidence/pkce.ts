import { findArtifact, findTokenExchanges } from '../run-facts';
import type { EvidenceRule } from './observation';

/**
 * Whether the code_verifier belongs to the code_challenge (RFC 7636 section 4.6): from the check that
 * hashed what was really sent, else by comparing the verifier with the one this run made.
 */
export const observePkce: EvidenceRule = ({ session, token, authorize }) => {
  const exchange = findTokenExchanges(session).at(-1);
  const check = session.steps.flatMap((step) => step.checks).findLast(({ id }) => id === 'pkce-s256');
  const sent = token.get('code_verifier');
  if (!exchange || check?.verdict === 'skip') return [];
  const isWrong = check?.verdict === 'fail' || isVerifierWrong();
  if (!isWrong && check?.verdict !== 'pass') return [];
  return [
    {
      seq: check?.seq ?? exchange.seq,
      statement: isWrong
        ? 'The code_verifier does not belong to the code_challenge (RFC 7636 section 4.6).'
        : 'The code_verifier belongs to the code_challenge (RFC 7636 section 4.6).',
      expected: check?.expected ?? 'the code_verifier of this run',
      actual:
        check?.actual ?? (sent === null ? 'no code_verifier' : `another one (${sent.length} characters)`),
      decisive: isWrong,
      ...(isWrong
        ? {
            fix: 'Send the code_verifier whose hash was the code_challenge of this very authorization request.',
          }
        : {}),
    },
  ];

  function isVerifierWrong(): boolean {
    const made = findArtifact(session, 'code-verifier')?.value;
    if (made !== undefined && sent !== null) return made !== sent;
    return sent === null && authorize.has('code_challenge');
  }
};
