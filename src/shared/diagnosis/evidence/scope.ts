import { parseJsonObject } from '../../model/read-message';
import { findTokenExchanges, type RunFacts, readMetadataList } from '../run-facts';
import type { EvidenceRule } from './observation';

/** Requested scopes that the provider does not list (RFC 8414 section 2, RFC 6749 section 3.3). */
export const observeRequestedScope: EvidenceRule = (facts) => {
  const requested = facts.authorize.get('scope') ?? facts.token.get('scope');
  const seq = facts.signals[0]?.seq;
  if (requested === null || seq === undefined) return [];
  const supported = readMetadataList(facts, 'scopes_supported');
  const unknown = supported ? splitScope(requested).filter((name) => !supported.includes(name)) : [];
  return [
    {
      seq,
      statement:
        unknown.length === 0
          ? 'The scope that was asked for (RFC 6749 section 3.3).'
          : `scopes_supported does not list: ${unknown.join(' ')} (RFC 8414 section 2).`,
      expected: supported?.join(' ') ?? null,
      actual: requested,
      decisive: unknown.length > 0,
      ...(unknown.length > 0
        ? { fix: `Correct or remove ${unknown.map((name) => `"${name}"`).join(', ')} in the scope.` }
        : {}),
    },
  ];
};

/** The scope that the challenge demands against the one that was granted (RFC 6750 section 3). */
export const observeGrantedScope: EvidenceRule = (facts) => {
  const granted = readGrantedScope(facts);
  const challenge = facts.signals.find((signal) => signal.kind === 'challenge');
  if (!challenge) return [];
  const required = challenge.details['scope'];
  const missing =
    typeof required === 'string' && granted !== null
      ? splitScope(required).filter((name) => !splitScope(granted.scope).includes(name))
      : [];
  const names = missing.map((name) => `"${name}"`).join(', ');
  const wasAsked = missing.every((name) => splitScope(facts.authorize.get('scope') ?? '').includes(name));
  return [
    {
      seq: challenge.seq,
      statement:
        missing.length > 0
          ? `The token lacks ${names}, which the resource demands (RFC 6750 section 3).`
          : 'The scope that the resource demands against the one that was granted (RFC 6750 section 3).',
      expected: typeof required === 'string' ? required : 'the resource does not say',
      actual: granted?.scope ?? 'unknown',
      decisive: missing.length > 0,
      ...(missing.length === 0
        ? {}
        : {
            fix: wasAsked
              ? `${names} was asked for but not granted: have the provider allow it for this client, or the user consent to it.`
              : `Add ${names} to the scope of the profile and sign in again.`,
          }),
    },
  ];
};

/** RFC 6749 section 5.1: without scope in the token response, what was asked for was granted. */
function readGrantedScope({ session, authorize }: RunFacts): { scope: string } | null {
  const answer = findTokenExchanges(session).findLast(({ response }) => response?.status === 200)?.response;
  const body = answer ? parseJsonObject(answer.body?.text ?? '') : null;
  const scope = typeof body?.['scope'] === 'string' ? body['scope'] : authorize.get('scope');
  return scope === null ? null : { scope };
}

function splitScope(scope: string): string[] {
  return scope.split(' ').filter((name) => name !== '');
}
