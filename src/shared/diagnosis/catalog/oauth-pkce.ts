import { rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const AUTHORIZATION: Where[] = ['authorization response', 'authorization page', 'PAR response'];

/** invalid_request about PKCE, told by its description: RFC 7636 section 4.4.1 has no codes of its own. */
export const OAUTH_PKCE_ENTRIES: CatalogEntry[] = [
  {
    id: 'authz-pkce-required',
    family: 'oauth',
    code: 'invalid_request',
    core: false,
    title: 'The provider demands PKCE',
    meaning: 'The provider takes no authorization request of this client without a code_challenge.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          'code[_ ]challenge\\b.{0,60}(required|missing|must\\b(?! (be|have) (a |at |between|base64|exactly|valid|\\d)))|missing.{0,30}code[_ ]challenge\\b|(pkce|proof key).{0,60}(required|missing)|requires (the use of )?pkce',
        where: AUTHORIZATION,
      },
    ],
    causes: [
      'The request has no code_challenge, and the provider demands one, of public clients at least.',
      'code_challenge_method is missing: it then counts as plain, which many providers refuse.',
    ],
    fixes: [
      'Set "pkce": "S256" in the profile, so that the request carries code_challenge and code_challenge_method=S256.',
      'In the application, keep the code_verifier of {clientId} for the token request.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.4.1'),
  },
  {
    id: 'authz-pkce-method-unsupported',
    family: 'oauth',
    code: 'invalid_request',
    core: false,
    title: 'The provider does not take this code_challenge_method',
    meaning: 'The request has a code_challenge, made by a method that the provider does not accept.',
    where: AUTHORIZATION,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          '(code_challenge_method|transform algorithm).{0,60}(not supported|unsupported|not allowed|invalid)|(not supported|unsupported|invalid).{0,60}(code_challenge_method|transform algorithm)',
        where: AUTHORIZATION,
      },
    ],
    causes: [
      'The method is plain, and the provider takes S256 only.',
      'The name of the method is misspelt; its case counts.',
    ],
    fixes: [
      'Use code_challenge_method=S256 in the request to {authorizationEndpoint}; in the profile, "pkce": "S256".',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.4.1'),
  },
];
