import { observeCodeAge } from './code-age';
import { observeCodeReuse } from './code-reuse';
import { type ConclusionRule, isCodeGrant, isRefusedWith, toConclusions } from './conclusion';
import { observePkce } from './pkce';
import { observeRedirectUri } from './redirect-uri';
import { isVerifierWellFormed } from './verifier-form';

/**
 * Why a code was refused (RFC 6749 sections 4.1.2 and 4.1.3, RFC 7636 section 4.6). Its age counts only
 * where nothing else explains the refusal: an old code may still be a good one.
 */
export const concludeRefusedCode: ConclusionRule = (facts) => {
  if (!isRefusedWith(facts, 'invalid_grant', 'invalid_code') || !isCodeGrant(facts)) return [];
  const verifier = facts.token.get('code_verifier');
  const isComparable = verifier !== null && isVerifierWellFormed(verifier);
  const found = [
    ...toConclusions('code-reused', observeCodeReuse(facts)),
    ...toConclusions('redirect-uri-differs', observeRedirectUri(facts)),
    ...(isComparable && facts.authorize.has('code_challenge')
      ? toConclusions('verifier-differs', observePkce(facts))
      : []),
  ];
  return found.length > 0 || (verifier === null && facts.authorize.has('code_challenge'))
    ? found
    : toConclusions('code-expired', observeCodeAge(facts));
};
