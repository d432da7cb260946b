import { parseJsonObject, withoutQuery } from '../../model/read-message';
import type { ExchangeView, SessionView } from '../../model/session';
import type { RunFacts } from '../run-facts';
import { isMcpRequest } from '../signals/exchange-signals';
import type { Conclusion, ConclusionRule } from './conclusion';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/**
 * Why a client of MCP stops after the first 401: the documents that it was led to do not allow it to go on
 * (MCP authorization, RFC 9728 section 3.3).
 */
export const concludeMcpDocuments: ConclusionRule = (facts) => {
  const { session, exchange } = facts;
  const isStopped = exchange !== null && isMcpRequest(exchange) && exchange.response?.status === 401;
  if (!isStopped || facts.authorize.size > 0) return [];
  return [...compareResource(session), ...lookForPkce(facts)];
};

function compareResource(session: SessionView): Conclusion[] {
  for (const { request, response, seq, endSeq } of listExchanges(session)) {
    const named = parseJsonObject(response?.body?.text ?? '')?.['resource'];
    const expected = deriveResource(request.url);
    if (expected === null || typeof named !== 'string') continue;
    if (named.replace(/\/$/, '') === expected.replace(/\/$/, '')) continue;
    return [
      {
        value: 'resource-metadata-differs',
        seq: endSeq ?? seq,
        statement:
          'The metadata is about another resource than the one it was fetched for (RFC 9728 section 3.3).',
        expected,
        actual: named,
      },
    ];
  }
  return [];
}

/** The resource whose metadata stands at an address (RFC 9728 section 3.1). */
function deriveResource(url: string): string | null {
  const address = withoutQuery(url);
  const at = address.indexOf(WELL_KNOWN);
  return at < 0 ? null : address.slice(0, at) + address.slice(at + WELL_KNOWN.length);
}

function lookForPkce({ session, metadata }: RunFacts): Conclusion[] {
  const document = listExchanges(session).findLast(
    ({ purpose, response }) => purpose === 'discovery' && response?.status === 200,
  );
  const isKnown = Object.hasOwn(metadata, 'authorization_endpoint');
  if (!document || !isKnown || Object.hasOwn(metadata, 'code_challenge_methods_supported')) return [];
  return [
    {
      value: 'pkce-not-advertised',
      seq: document.endSeq ?? document.seq,
      statement:
        'The metadata of the authorization server lists no PKCE method, without which a client of MCP must not go on.',
      expected: 'code_challenge_methods_supported with S256',
      actual: '(absent)',
    },
  ];
}

function listExchanges({ steps }: SessionView): ExchangeView[] {
  return steps.flatMap(({ exchanges }) => exchanges);
}
