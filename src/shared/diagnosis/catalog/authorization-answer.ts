import { openIdCore, rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const ANSWER: Where[] = ['authorization response', 'client-side validation'];
const JARM = { label: 'JARM section 2.4', url: 'https://openid.net/specs/oauth-v2-jarm-final.html' };
const CLAIM = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED';
const TIME = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
const ABSENT = '^\\(absent\\)$';

/** What goes wrong with an answer that is more than a code in the query, and with a request that is more than a query. */
export const AUTHORIZATION_ANSWER_ENTRIES: CatalogEntry[] = [
  {
    id: 'lib-jarm-iss',
    family: 'library',
    code: 'response JWT iss',
    core: false,
    title: 'The response JWT comes from another issuer',
    meaning: 'iss of the signed answer is not, character by character, the issuer that this run asked.',
    where: ANSWER,
    provider: null,
    match: [
      { signal: 'check', value: 'jarm-iss' },
      { signal: 'error-code', value: CLAIM, details: { claim: 'iss' }, where: ['authorization response'] },
    ],
    causes: [
      'The answer belongs to another provider: a mix-up, by accident or as an attack.',
      'The provider signs answers with another of its names: a tenant alias or an internal host name.',
    ],
    fixes: [
      'Throw the answer away, and compare iss in it with {issuer}.',
      'Set one fixed public issuer at the provider, for metadata, ID tokens and response JWTs alike.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: JARM,
  },
  {
    id: 'lib-jarm-aud',
    family: 'library',
    code: 'response JWT aud',
    core: false,
    title: 'The response JWT is meant for another client',
    meaning: 'aud of the signed answer does not hold the client_id, so its code must not be used.',
    where: ANSWER,
    provider: null,
    match: [
      { signal: 'check', value: 'jarm-aud' },
      { signal: 'error-code', value: CLAIM, details: { claim: 'aud' }, where: ['authorization response'] },
    ],
    causes: [
      'The answer of another client was slipped in.',
      'The client_id of the profile belongs to another environment.',
    ],
    fixes: ['Compare aud in the response JWT with {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: JARM,
  },
  {
    id: 'lib-jarm-expired',
    family: 'library',
    code: 'response JWT exp',
    core: false,
    title: 'The response JWT has expired',
    meaning:
      'exp of the signed answer lies in the past by more than the tolerance. Such answers live for minutes at most.',
    where: ANSWER,
    provider: null,
    match: [
      { signal: 'check', value: 'jarm-exp' },
      { signal: 'error-code', value: TIME, details: { claim: 'exp' }, where: ['authorization response'] },
    ],
    causes: [
      'The answer was opened again later, from the history or a bookmark.',
      'The clock of this machine is ahead, or that of the provider is behind.',
    ],
    fixes: [
      'Start a new sign-in; an answer is used once and at once.',
      'Set both clocks by the network (NTP), and compare with the Date header of a recorded answer.',
    ],
    actors: ['user', 'provider operator'],
    retry: 'after_fix',
    reference: JARM,
  },
  {
    id: 'callback-response-mode',
    family: 'oauth',
    code: 'response_mode',
    core: false,
    title: 'The answer came another way than asked',
    meaning:
      'The provider did not use the response_mode of the request. In the query, what it carries reaches logs and the browser history.',
    where: ANSWER,
    provider: null,
    match: [{ signal: 'check', value: 'callback-response-mode' }],
    causes: [
      'The provider does not know this response_mode and uses its default.',
      'The client is registered with a fixed response mode.',
    ],
    fixes: [
      'Take one of response_modes_supported in the metadata of {issuer}.',
      'Compare response_mode of the request with how the callback arrived.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: {
      label: 'OAuth 2.0 Multiple Response Types section 2.1',
      url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes',
    },
  },
  {
    id: 'access-token-in-front-channel',
    family: 'advice',
    code: 'response_type token',
    core: false,
    title: 'An access token comes through the browser',
    meaning:
      'The response_type asks for an access token in the answer, where it can leak and nothing binds it to this client.',
    where: ['authorization response'],
    provider: null,
    match: [{ signal: 'check', value: 'response-type-advice' }],
    severity: 'warning',
    causes: ['The client uses the implicit flow, or a hybrid one with "token" in it.'],
    fixes: [
      'Use response_type=code with PKCE; for an ID token at once, use code id_token.',
      'Switch the implicit flow off for {clientId} once nothing uses it.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'no',
    reference: rfc(9700, '2.1.2'),
  },
  {
    id: 'hybrid-id-tokens-differ',
    family: 'oidc',
    code: 'two ID tokens',
    core: false,
    title: 'The two ID tokens are not about the same user',
    meaning:
      'iss and sub must be the same in the ID token of the answer and in that of the token response; they are not.',
    where: ['token response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'id-tokens-iss' },
      { signal: 'check', value: 'id-tokens-sub' },
    ],
    causes: [
      'The code of another sign-in was slipped in.',
      'The provider uses pairwise subjects for one endpoint and public ones for the other.',
    ],
    fixes: [
      'Throw both tokens away and start again.',
      'If it happens again, report both values of sub to the provider at {issuer}.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.3.3.6', 'HybridIDToken2'),
  },
  {
    id: 'implicit-access-token-missing',
    family: 'oauth',
    code: 'no access_token',
    core: false,
    title: 'The answer has no access token',
    meaning: 'The response_type asked for an access token through the browser, and none came.',
    where: ANSWER,
    provider: null,
    match: [{ signal: 'check', value: 'callback-access-token' }],
    causes: ['The provider or a redirect in the application dropped access_token from the fragment.'],
    fixes: ['Look at the recorded callback, and use response_type=code in place of it.'],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.2.2.5', 'ImplicitAuthResponse'),
  },
  {
    id: 'par-response-invalid',
    family: 'extension',
    code: 'PAR response',
    core: false,
    title: 'The answer to the pushed request is incomplete',
    meaning: 'The PAR response must be 201 with request_uri and expires_in, and it is not.',
    where: ['PAR response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'par-request-uri' },
      { signal: 'check', value: 'par-expires-in', pattern: ABSENT },
      { signal: 'check', value: 'par-status', pattern: '^(200|202)$' },
    ],
    causes: [
      'Something in front of the endpoint rewrites its answers.',
      'The implementation is of before RFC 9126, which answered 200.',
    ],
    fixes: ['Have {issuer} answer as RFC 9126 section 2.2 says, or switch pushing off in the profile.'],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(9126, '2.2'),
  },
  {
    id: 'request-object-encryption',
    family: 'local',
    code: 'encryption_key_missing',
    core: false,
    title: 'The request object cannot be encrypted for this server',
    meaning: 'The server publishes no key for the wanted algorithm, or the algorithm is not known here.',
    where: ['client-side validation', 'JWKS response'],
    provider: null,
    match: [
      { signal: 'error-code', value: 'encryption_key_missing' },
      { signal: 'error-code', value: 'encryption_failed' },
    ],
    causes: [
      'The JWKS holds keys for signatures only.',
      'requestObject.encryption names another alg or enc than the server supports.',
    ],
    fixes: [
      'Compare the profile with request_object_encryption_alg_values_supported in the metadata of {issuer}.',
      'Send the request object signed only.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: rfc(9101, '6.1'),
  },
];
