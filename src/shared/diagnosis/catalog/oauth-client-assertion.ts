import { rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

/** Where a client authenticates with an assertion. */
const AUTHENTICATED: Where[] = [
  'token response',
  'PAR response',
  'device authorization response',
  'CIBA response',
  'introspection response',
  'revocation response',
];

/**
 * Why a server that answers invalid_client may have refused a client assertion. Servers rarely say; the
 * assertion that was sent does.
 */
export const CLIENT_ASSERTION_ENTRIES: CatalogEntry[] = [
  {
    id: 'client-assertion-expired',
    family: 'extension',
    code: 'invalid_client',
    core: false,
    title: 'The client assertion had expired when it was sent',
    meaning: 'exp of the client assertion lies in the past, so the server must refuse it.',
    where: AUTHENTICATED,
    provider: null,
    match: [{ signal: 'evidence', value: 'client-assertion-exp' }],
    causes: [
      'The clock of the client is slow.',
      'The assertion was made once and kept, instead of being made for each request.',
    ],
    fixes: [
      'Make a new assertion for each request, with exp about a minute ahead.',
      'Synchronise the clock of the machine that signs.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'client-assertion-audience',
    family: 'extension',
    code: 'invalid_client',
    core: false,
    title: 'The client assertion is addressed to another server',
    meaning:
      'aud of the client assertion is neither the issuer nor the token endpoint of this server, or not the one of them that it takes.',
    where: AUTHENTICATED,
    provider: null,
    match: [
      { signal: 'evidence', value: 'client-assertion-aud' },
      { signal: 'evidence', value: 'assertion-audience-not-endpoint', strength: 'weak' },
    ],
    causes: [
      'aud was copied from another environment, tenant or realm.',
      'aud has a path or a trailing slash that the issuer does not have.',
    ],
    fixes: [
      'Set aud to {issuer}; for a server that still wants its token endpoint, to {tokenEndpoint} ("assertionAudience": "token-endpoint").',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'client-assertion-replayed',
    family: 'extension',
    code: 'invalid_client',
    core: false,
    title: 'The client assertion was used before',
    meaning:
      'The jti of the client assertion was sent in an earlier request, and this server takes each one once.',
    where: AUTHENTICATED,
    provider: null,
    match: [{ signal: 'evidence', value: 'client-assertion-jti' }],
    causes: [
      'A request is repeated (a retry, a DPoP nonce) with the assertion of the first attempt.',
      'jti is no random value, so two assertions share one.',
    ],
    fixes: ['Sign a new assertion with a random jti for every request, repeated ones too.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'client-assertion-issuer',
    family: 'extension',
    code: 'invalid_client',
    core: false,
    title: 'The client assertion is about another client',
    meaning: 'iss and sub of a client assertion must both be the client_id, and here one of them is not.',
    where: AUTHENTICATED,
    provider: null,
    match: [
      { signal: 'evidence', value: 'client-assertion-iss' },
      { signal: 'evidence', value: 'client-assertion-sub' },
    ],
    causes: ['The assertion was made for another client, or for a user or service account in place of one.'],
    fixes: ['Set iss and sub to the client_id of {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
];
