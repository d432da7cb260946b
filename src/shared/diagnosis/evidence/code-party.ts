import { readHeader } from '../../model/read-message';
import { findArtifact, findTokenExchanges, type RunFacts } from '../run-facts';
import { isCodeGrant } from './conclusion';
import type { EvidenceRule, Observation } from './observation';

/** A code belongs to the client and to the server that issued it (RFC 6749 section 4.1.3). */
export const observeCodeParty: EvidenceRule = (facts) => {
  const exchange = findTokenExchanges(facts.session).at(-1);
  if (!exchange || !isCodeGrant(facts)) return [];
  return [...compareClient(facts, exchange.seq), ...compareServer(facts, exchange.seq)];
};

function compareClient(facts: RunFacts, seq: number): Observation[] {
  const asked = facts.authorize.get('client_id');
  const sent = facts.token.get('client_id') ?? readBasicClient(facts);
  if (asked === null || sent === null || sent === asked) return [];
  return [
    {
      seq,
      statement:
        'The client_id differs between the authorization request and the token request (RFC 6749 section 4.1.3).',
      expected: asked,
      actual: sent,
      decisive: true,
      fix: 'Redeem the code with the client_id that asked for it.',
    },
  ];
}

/** Decoded as a form value (RFC 6749 section 2.3.1); only the name before the colon is read. */
function readBasicClient({ session }: RunFacts): string | null {
  const exchange = findTokenExchanges(session).at(-1);
  const field = exchange ? (readHeader(exchange.request.headers, 'authorization') ?? '') : '';
  if (!/^basic\b/i.test(field)) return null;
  try {
    const [name = '', rest] = atob(field.trim().split(/\s+/, 2)[1] ?? '').split(':', 2);
    return rest === undefined ? null : decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** Large providers serve the two endpoints from two hosts, which their metadata then says. */
function compareServer({ session, metadata }: RunFacts, seq: number): Observation[] {
  const exchange = findTokenExchanges(session).at(-1);
  const awaited = session.steps.findLast(({ wait }) => wait)?.wait?.authorizationUrl;
  const issued = readOrigin(awaited ?? findArtifact(session, 'authorization-url')?.value ?? '');
  const asked = readOrigin(exchange?.request.url ?? '');
  // Without the metadata nobody can tell two hosts of one provider from two providers.
  const isKnown = awaited !== undefined || typeof metadata['token_endpoint'] === 'string';
  if (issued === null || asked === null || issued === asked || !isKnown) return [];
  const isPublished =
    readOrigin(metadata['authorization_endpoint']) === issued &&
    readOrigin(metadata['token_endpoint']) === asked;
  if (isPublished) return [];
  return [
    {
      seq,
      statement:
        'The code was issued at one server and redeemed at another (RFC 6749 section 4.1.3, RFC 9700 section 4.4).',
      expected: issued,
      actual: asked,
      decisive: true,
      fix: `Redeem the code at the token endpoint of ${issued}.`,
    },
  ];
}

function readOrigin(url: unknown): string | null {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : null;
}
