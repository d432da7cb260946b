import { openIdCore, rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const INVALID_RESPONSE = 'OAUTH_INVALID_RESPONSE';
const KEY = 'OAUTH_KEY_SELECTION_FAILED';
const WHERE: Where[] = ['token response', 'client-side validation'];
const VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Why a signature, a key or an algorithm is refused. */
export const KEY_ENTRIES: CatalogEntry[] = [
  {
    id: 'lib-jwt-alg-not-allowed',
    family: 'library',
    code: 'alg not allowed',
    core: false,
    title: 'The token is signed with another algorithm than announced',
    meaning:
      'alg of the JWT is not among those the provider announces; where it announces none, only RS256 is accepted.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-alg' },
      { signal: 'check', value: 'jarm-alg' },
      { signal: 'check', value: 'id-token-signature', pattern: 'alg none' },
      { signal: 'check', value: 'jarm-signature', pattern: 'alg none' },
      { signal: 'check', value: 'userinfo-format', pattern: 'does not announce' },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'unexpected JWT "alg" header parameter' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\balg(orithm)?\\b.{0,60}(not (allowed|supported|permitted|accepted|expected)|mismatch)|\\b(unexpected|invalid|disallowed) (signing |signature |jws |jwt )?(alg\\b|algorithm)|\\bsigned with unsupported algorithm|\\bunexpected (signature|JWT) .{0,3}alg\\b|\\bInvalidAlgorithmError\\b|\\balgorithm .{0,20} is not whitelisted',
      },
    ],
    causes: [
      'The provider signs with HS256, ES256 or another algorithm than this client is set to.',
      'The metadata lacks id_token_signing_alg_values_supported.',
    ],
    fixes: [
      'Set the signing algorithm of {clientId} at the provider to one that it announces.',
      'Never accept the algorithm none.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-jwt-signature-invalid',
    family: 'library',
    code: 'signature invalid',
    core: false,
    title: 'The signature does not verify',
    meaning:
      'The published key does not fit the signature: the token was changed, or signed with another key.',
    where: [...WHERE, 'JWKS response'],
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-signature' },
      { signal: 'check', value: 'jarm-signature' },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'JWT signature verification failed' },
      { signal: 'error-code', value: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' },
      { signal: 'error-code', value: 'InvalidSignatureError' },
      { signal: 'error-code', value: 'JsonWebTokenError', pattern: '^invalid signature' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX10(508|511)\\b|failed to verify (id token )?signature|signed JWT rejected: invalid signature|JWT signature does not match|\\bsignature verification failed\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          "\\b(invalid|bad) (jwt |jws |token |id[ _]?token )?signature\\b(?! algorithm)|\\b(jwt|jws|token|id[ _]?token)('s)? signature (is |was )?(invalid|not valid|could not be verified|verification failed|validation failed|mismatch)|\\bsignature (is |was )?(invalid|not valid|could not be verified|did not verify)\\b|\\bsignature validation failed\\b|\\bJWSInvalidSignature\\b|\\bsignature verification error\\b|\\bfailed to validate .{0,30}signature\\b|\\bBadSignatureError\\b|\\bcould not verify (the )?(jwt |token )?signature\\b",
      },
    ],
    causes: [
      'Another key is published under the same kid.',
      'The token was changed on its way.',
      'The JWKS belongs to another environment.',
      'An HS256 token was made with another client secret than the profile has, or for a client without one.',
    ],
    fixes: [
      'Compare kid and key of the token with the JWKS of {issuer}.',
      'Clear caches of the JWKS between the provider and this machine.',
    ],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(7515, '5.2'),
  },
  {
    id: 'lib-jwks-no-key',
    family: 'library',
    code: 'no key fits',
    core: false,
    title: 'The JWKS has no key for this token',
    meaning: 'None of the published keys has the kid and algorithm that the header of the token names.',
    where: [...WHERE, 'JWKS response'],
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-signature', pattern: 'the JWKS holds only' },
      { signal: 'check', value: 'jarm-signature', pattern: 'the JWKS holds only' },
      { signal: 'error-code', value: KEY, pattern: 'no applicable keys found' },
      { signal: 'error-code', value: 'ERR_JWKS_NO_MATCHING_KEY' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX1050[013]\\b|SignatureKeyNotFound|or no matching key\\(?s?\\)? found|unable to find a (signing )?key that matches|no matching (signing )?key\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bno (valid|suitable|matching|applicable|usable|such) (signing |verification |public |jwk )?keys?\\b|\\b(signing |verification |public )?key .{0,60}(not found|not present|missing) in (the )?(jwks|jwk set|key ?set|keys)|\\b(kid|key id)\\b.{0,80}(not found|unknown|does not exist|no match|not in)|\\bunknown (kid|key id)\\b|\\bno key (found )?(for|with) (the )?(kid|key id)|\\bSigningKeyNotFoundError\\b|\\b(unable|could not|failed) (to )?find .{0,40}(kid|signing key|public key|jwk)\\b',
      },
    ],
    causes: [
      'The keys were rotated a moment ago.',
      'The JWKS comes from an old cache, or from another tenant.',
    ],
    fixes: [
      'Try again after a minute.',
      'Check that jwks_uri in the metadata of {issuer} is the right one, and how long its answer may be cached.',
    ],
    actors: ['provider operator'],
    retry: 'after_delay',
    reference: rfc(7517, '4.5'),
  },
  {
    id: 'lib-jwks-multiple-keys',
    family: 'library',
    code: 'several keys fit',
    core: false,
    title: 'Several keys fit the token',
    meaning: 'The token has no kid, and more than one published key fits it.',
    where: [...WHERE, 'JWKS response'],
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-signature', pattern: 'several keys fit' },
      { signal: 'error-code', value: KEY, pattern: 'multiple applicable keys found' },
      { signal: 'error-code', value: 'ERR_JWKS_MULTIPLE_MATCHING_KEYS' },
    ],
    causes: ['The provider does not name the key in the token, for example while it rotates keys.'],
    fixes: ['Have {issuer} put kid into its tokens, or publish one key per algorithm.'],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(7515, '4.1.4'),
  },
  {
    id: 'lib-key-selection',
    family: 'library',
    code: KEY,
    core: false,
    title: 'No single key could be chosen',
    meaning: 'The header of the JWT and the published keys do not lead to exactly one key.',
    where: [...WHERE, 'JWKS response'],
    provider: null,
    match: [{ signal: 'error-code', value: KEY, strength: 'weak' }],
    causes: ['The JWKS and the token differ in kid, alg, use or curve.'],
    fixes: ['Compare the header of the token with the recorded JWKS.'],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(7517, '4'),
  },
];
