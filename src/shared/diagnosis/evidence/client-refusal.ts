import { type RunFacts, readAuthMethod, readForm } from '../run-facts';
import { type ConclusionRule, isCodeGrant, isRefusedWith, readClaims } from './conclusion';
import { observeRedirectUri } from './redirect-uri';

/**
 * RFC 6749 section 5.2 has invalid_client for a client that failed to authenticate. Some servers say
 * unauthorized_client, with a status that fits, or nothing at all.
 */
export function isAuthenticationInDoubt(facts: RunFacts): boolean {
  if (isRefusedWith(facts, 'invalid_client')) return true;
  const status = facts.exchange?.response?.status;
  if (status !== 401 && status !== 403) return false;
  return isRefusedWith(facts, 'unauthorized_client') || isSilent(facts);
}

function isSilent({ signals, exchange }: RunFacts): boolean {
  const own = signals.filter(({ exchangeId }) => exchangeId === exchange?.id);
  return (
    own.some(({ kind, value }) => kind === 'answer' && value === 'empty') &&
    !own.some(({ kind }) => kind === 'oauth-error' || kind === 'challenge')
  );
}

/**
 * unauthorized_client means that the client may not use the grant. One that was given a code may: a
 * refusal to redeem it that is no 400 is then about who asks.
 */
export const concludeUnauthenticated: ConclusionRule = (facts) => {
  const { exchange, session } = facts;
  const status = exchange?.response?.status;
  if (!exchange || (status !== 401 && status !== 403)) return [];
  if (!isCodeGrant(facts) || !isRefusedWith(facts, 'unauthorized_client')) return [];
  const hasCode = session.steps.some(({ name, outcome }) => name === 'callback' && outcome === 'succeeded');
  if (!hasCode || observeRedirectUri(facts).some(({ decisive }) => decisive)) return [];
  return [
    {
      value: 'unauthorized-after-code',
      seq: exchange.endSeq ?? exchange.seq,
      statement:
        'The authorization endpoint gave this client a code, so it may use the grant; what is refused is how it authenticates (RFC 6749 sections 4.1.2.1 and 5.2).',
      expected: 'invalid_client',
      actual: `HTTP ${status}, authenticated with ${readAuthMethod(exchange)}`,
    },
  ];
};

/** Servers of before RFC 7523bis may take nothing in aud but the address that they are called at. */
export const concludeAssertionAudience: ConclusionRule = (facts) => {
  const { exchange } = facts;
  if (!exchange || !isAuthenticationInDoubt(facts)) return [];
  const audience = readClaims(readForm(exchange).get('client_assertion') ?? '')?.['aud'];
  const endpoint = exchange.request.url;
  if (audience === undefined || [audience].flat().includes(endpoint)) return [];
  return [
    {
      value: 'assertion-audience-not-endpoint',
      seq: exchange.seq,
      statement:
        'The client assertion is addressed to something else than the endpoint it is sent to; some servers take no other audience (RFC 7523 section 3).',
      expected: endpoint,
      actual: [audience].flat().join(', '),
    },
  ];
};
