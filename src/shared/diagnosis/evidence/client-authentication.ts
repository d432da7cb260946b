import { findTokenExchanges, readAuthMethod, readMetadataList } from '../run-facts';
import type { EvidenceRule } from './observation';

/** What cannot be told from the request is one of several methods. */
const METHODS_OF: Record<string, string[]> = {
  'a client assertion': ['private_key_jwt', 'client_secret_jwt'],
  'a client certificate': ['tls_client_auth', 'self_signed_tls_client_auth', 'none'],
};

/** The method used against the ones that the metadata lists (RFC 8414 section 2), and against one that worked before. */
export const observeClientAuthentication: EvidenceRule = (facts) => {
  const exchanges = findTokenExchanges(facts.session);
  const exchange = exchanges.at(-1);
  if (!exchange) return [];
  const used = readAuthMethod(exchange);
  // An absent list means client_secret_basic (RFC 8414 section 2), yet says little about what works.
  const supported = readMetadataList(facts, 'token_endpoint_auth_methods_supported');
  const isListed =
    supported === null || (METHODS_OF[used] ?? [used]).some((method) => supported.includes(method));
  const worked = exchanges.findLast(({ response }) => response?.status === 200);
  const earlier = worked && worked !== exchange ? readAuthMethod(worked) : null;
  return [
    {
      seq: exchange.seq,
      statement: isListed
        ? `The client authenticated with ${used} (RFC 6749 section 2.3).`
        : `The client authenticated with ${used}, which the metadata does not list (RFC 8414 section 2).`,
      expected: supported?.join(', ') ?? null,
      actual: used,
      decisive: !isListed,
      ...(isListed ? {} : { fix: `Use one of the methods the provider lists: ${supported.join(', ')}.` }),
    },
    ...(earlier === null || earlier === used || worked === undefined
      ? []
      : [
          {
            seq: worked.seq,
            statement:
              'An earlier token request of this recording went through with another method (RFC 6749 section 2.3).',
            expected: earlier,
            actual: used,
            decisive: true,
            fix: `Authenticate with ${earlier} in every token request.`,
          },
        ]),
  ];
};
