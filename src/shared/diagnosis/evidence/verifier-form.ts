import { findTokenExchanges } from '../run-facts';
import { type Conclusion, type ConclusionRule, isCodeGrant, isRefusedWith } from './conclusion';
import { isMasked } from './masked';

/** The form that RFC 7636 section 4.1 gives a code_verifier; one that is hidden counts as good. */
export function isVerifierWellFormed(verifier: string): boolean {
  return isMasked(verifier) || /^[\w.~-]{43,128}$/.test(verifier);
}

/** Whether the verifier is there, well formed and asked for (RFC 7636 sections 4.1, 4.2 and 4.5). */
export const concludeVerifierForm: ConclusionRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || !isCodeGrant(facts)) return [];
  if (!isRefusedWith(facts, 'invalid_grant', 'invalid_code', 'invalid_request')) return [];
  const { seq } = exchange;
  const verifier = facts.token.get('code_verifier');
  const challenge = facts.authorize.get('code_challenge');
  if (verifier === null) return challenge === null ? [] : [describeMissing(seq)];
  if (!isVerifierWellFormed(verifier)) return [describeMalformed(seq, verifier)];
  return challenge === null && facts.authorize.has('client_id') ? [describeUnexpected(seq)] : [];
};

function describeMissing(seq: number): Conclusion {
  return {
    value: 'verifier-missing',
    seq,
    statement:
      'The authorization request had a code_challenge, and the token request has no code_verifier (RFC 7636 section 4.5).',
    expected: 'code_verifier',
    actual: 'no code_verifier',
  };
}

function describeMalformed(seq: number, verifier: string): Conclusion {
  const isLength = verifier.length < 43 || verifier.length > 128;
  return {
    value: 'verifier-malformed',
    seq,
    statement: isLength
      ? `The code_verifier has ${verifier.length} characters (RFC 7636 section 4.1).`
      : 'The code_verifier has a character that is not allowed in one (RFC 7636 section 4.1).',
    expected: '43 to 128 characters of A-Z a-z 0-9 - . _ ~',
    actual: isLength ? `${verifier.length} characters` : 'another character among them',
  };
}

function describeUnexpected(seq: number): Conclusion {
  return {
    value: 'verifier-unexpected',
    seq,
    statement:
      'The token request has a code_verifier, and the authorization request had no code_challenge (RFC 9700 section 2.1.1).',
    expected: 'no code_verifier, or a code_challenge before it',
    actual: 'a code_verifier alone',
  };
}
