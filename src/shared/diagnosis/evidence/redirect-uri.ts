import { findTokenExchanges } from '../run-facts';
import { isCodeGrant } from './conclusion';
import type { EvidenceRule } from './observation';

/** redirect_uri must be identical in both requests (RFC 6749 section 4.1.3). */
export const observeRedirectUri: EvidenceRule = (facts) => {
  const { session, authorize, token } = facts;
  const exchange = findTokenExchanges(session).at(-1);
  const asked = authorize.get('redirect_uri');
  if (!exchange || asked === null || !isCodeGrant(facts)) return [];
  const sent = token.get('redirect_uri');
  const isSame = sent === asked;
  return [
    {
      seq: exchange.seq,
      statement: isSame
        ? 'redirect_uri is the same in both requests (RFC 6749 section 4.1.3).'
        : 'redirect_uri differs between the authorization request and the token request (RFC 6749 section 4.1.3).',
      expected: asked,
      actual: sent ?? 'no redirect_uri',
      decisive: !isSame,
      ...(isSame ? {} : { fix: `Send redirect_uri=${asked} in the token request, character by character.` }),
    },
  ];
};
