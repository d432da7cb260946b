import { openIdCore, rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const CLAIM = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED';
const TIME = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
const INVALID_RESPONSE = 'OAUTH_INVALID_RESPONSE';
const PRESENT = '^(?!\\(absent\\)$)';
const ABSENT = '^\\(absent\\)$';
const WHERE: Where[] = ['token response', 'client-side validation'];
/** Errors about the response JWT of JARM have entries of their own. */
const ID_TOKEN: Where[] = ['client-side validation'];
const VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Why an ID token is refused: its presence, its claims, its times. Keys and signatures are in library-keys.ts. */
export const ID_TOKEN_ENTRIES: CatalogEntry[] = [
  {
    id: 'lib-missing-id-token',
    family: 'library',
    code: 'no id_token',
    core: false,
    title: 'No ID token came back',
    meaning: 'The request asked for OpenID Connect, and the answer has no id_token.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-present', pattern: ABSENT },
      { signal: 'check', value: 'callback-id-token', pattern: ABSENT },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'does not contain an ID Token' },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: '"id_token" property' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\b(no|missing|without( an)?) id[_ ]?token (in|from|field|was|found|present|returned|received)|\\bid[_ ]?token\\b.{0,30}(not present|is missing|was missing|not returned|missing (from|in))|\\bresponse (does not|did not) (contain|include) an? .{0,1}id[_ ]token|\\bmissing_id_token\\b|\\bIDX21334\\b',
      },
    ],
    causes: [
      'The scope openid was not asked for, or was not granted.',
      'The provider does plain OAuth 2.0 and has no ID tokens, as GitHub.',
      'A nonce or max_age was sent, which makes the ID token mandatory.',
    ],
    fixes: [
      'Ask for openid: this run asked for {scope}. Compare the granted scope of the token response.',
      'For a plain OAuth 2.0 provider, take openid out of the scope.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.1.3.3', 'TokenResponse'),
  },
  {
    id: 'lib-id-token-iss',
    family: 'library',
    code: 'ID token iss',
    core: false,
    title: 'The ID token names another issuer',
    meaning: 'iss of the ID token is not, character by character, the issuer that this run asked.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-iss', pattern: PRESENT },
      { signal: 'error-code', value: CLAIM, details: { claim: 'iss' }, where: ID_TOKEN },
      { signal: 'error-code', value: 'InvalidIssuerError' },
      { signal: 'error-code', value: 'ERR_JWT_CLAIM_VALIDATION_FAILED', details: { claim: 'iss' } },
      { signal: 'error-code', value: 'JsonWebTokenError', pattern: '^jwt issuer invalid' },
      { signal: 'error-code', value: 'RPError', pattern: '^unexpected iss value' },
      { signal: 'error-code', value: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', pattern: '^unexpected JWT "iss"' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX10205\\b|id token issued by a different provider|unexpected JWT issuer|\\binvalid issuer\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\b(invalid|wrong|unexpected|incorrect) (issuer|.{0,1}iss\\b.{0,1})( claim| value)?\\b(?! parameter)|\\bjwt issuer invalid\\b|\\b(issuer|iss) claim .{0,80}(is not (valid|trusted|allowed|equal)|does not match|doesn.{1,6}t match|not valid)|\\binvalid claim.{0,5}\\biss\\b|\\bissuer validation failed\\b|\\bThe iss claim is not valid\\b',
      },
    ],
    causes: [
      'The provider is known under several names: a tenant alias, another version, an internal host name.',
      'Discovery used the default domain, and the tokens use a custom one.',
    ],
    fixes: [
      'Use the issuer that the token names in the profile; it uses {issuer} now.',
      'Set one fixed public host name at the provider.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-id-token-aud',
    family: 'library',
    code: 'ID token aud',
    core: false,
    title: 'The ID token is meant for another client',
    meaning: 'aud of the ID token does not hold the client_id, so the token must not be accepted.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-aud', pattern: PRESENT },
      {
        signal: 'error-code',
        value: CLAIM,
        details: { claim: 'aud' },
        pattern: '^(?!.{0,100}untrusted audiences)',
        where: ID_TOKEN,
      },
      { signal: 'error-code', value: 'InvalidAudienceError' },
      { signal: 'error-code', value: 'ERR_JWT_CLAIM_VALIDATION_FAILED', details: { claim: 'aud' } },
      { signal: 'error-code', value: 'JsonWebTokenError', pattern: '^jwt audience invalid' },
      { signal: 'error-code', value: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', pattern: '^unexpected JWT "aud"' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX10214\\b|oidc: expected audience|unexpected JWT audience|audience doesn.{1,6}t match|JWT audience rejected',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\baudience( claim)?s?\\b.{0,80}(does not match|doesn.{1,6}t match|do not match|invalid|not (valid|allowed|accepted|contain)|rejected|mismatch)|\\b(invalid|wrong|unexpected|incorrect) (audience|.{0,1}aud\\b.{0,1})( claim| value)?|\\binvalid claim.{0,5}\\baud\\b|\\bThe aud claim is not valid\\b|\\baud(ience)? (mismatch|claim .{0,40}does not contain)|\\baudience validation failed\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\baud(ience)?\\b.{0,12}(mismatch|check failed|verification failed|validation failed)|\\bexpected audience\\b|\\baudience claims \\[.{1,60}\\] do not exist',
      },
    ],
    causes: [
      'The client_id belongs to another environment.',
      'A token of another application was slipped in.',
    ],
    fixes: ['Compare aud with the client_id of {clientId}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-id-token-azp',
    family: 'library',
    code: 'ID token azp',
    core: false,
    title: 'The ID token was issued to another party',
    meaning: 'The ID token has several audiences, and azp does not name this client.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-azp' },
      { signal: 'error-code', value: CLAIM, details: { claim: 'azp' } },
      {
        signal: 'error-code',
        value: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
        pattern: 'untrusted audiences|^unexpected ID Token "azp"',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\binvalid claim.{0,5}\\bazp\\b|\\bazp\\b.{0,40}(mismatch|(does|did) not match|is not|missing|invalid)|\\b(invalid|unexpected|wrong) .{0,1}azp\\b',
      },
    ],
    causes: ['The provider adds audiences to the ID token without setting azp to the client.'],
    fixes: ['Take the extra audiences out of the ID token, or set azp to the client_id of {clientId}.'],
    actors: ['provider admin', 'provider operator'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-id-token-nonce',
    family: 'library',
    code: 'ID token nonce',
    core: false,
    title: 'The nonce is not the one this run sent',
    meaning: 'The ID token belongs to another request: it may be replayed.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-nonce', pattern: PRESENT },
      { signal: 'error-code', value: CLAIM, details: { claim: 'nonce' } },
      { signal: 'error-code', value: '*', pattern: '\\[invalid_nonce\\]|^nonce mismatch' },
      { signal: 'error-code', value: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', pattern: '"nonce" claim value' },
      {
        signal: 'error-code',
        value: '*',
        pattern: '\\bIDX21323\\b|\\bnonce (claim )?(did not|does not|doesn.{1,6}t) match|\\binvalid nonce\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bnonce( claim| value| cookie)?.{0,60}(mismatch|(does|did) not match|doesn.{1,6}t match|not equal|is different|is invalid|not valid)|\\b(unexpected|wrong|incorrect) nonce\\b|\\binvalid claim.{0,5}\\bnonce\\b|\\bnonce (check|verification|validation) failed\\b|\\bInvalidNonce\\b',
      },
    ],
    causes: [
      'The nonce belongs to another attempt.',
      'A nonce was sent, and the application did not tell its library to expect it.',
    ],
    fixes: [
      'Compare nonce in the authorization URL with the claim in the ID token.',
      'Keep the nonce per attempt, and hand it to the library with the callback.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-id-token-nonce-missing',
    family: 'library',
    code: 'ID token nonce missing',
    core: false,
    title: 'The ID token has no nonce',
    meaning: 'A nonce was sent, and the provider must put it into the ID token.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-nonce', pattern: ABSENT },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'JWT "nonce" .{0,40}claim missing' },
    ],
    causes: ['The provider ignores nonce.', 'A redirect on the way to the login page lost the parameter.'],
    fixes: [
      'Check that the recorded authorization URL has nonce and that the provider received it.',
      'If it did, report the fault to the provider at {issuer}.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'lib-jwt-claim-missing',
    family: 'library',
    code: 'claim missing',
    core: false,
    title: 'A required claim is missing',
    meaning: 'The ID token lacks a claim that it must have, or has it in another type.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-sub' },
      { signal: 'check', value: 'id-token-iss', pattern: ABSENT },
      { signal: 'check', value: 'id-token-aud', pattern: ABSENT },
      { signal: 'check', value: 'id-token-exp', pattern: ABSENT },
      { signal: 'check', value: 'id-token-iat', pattern: ABSENT },
      { signal: 'check', value: 'id-token-auth-time', pattern: ABSENT },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'JWT "\\w{1,20}" .{0,40}claim (missing|type)',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bmissing (required )?(jwt |id token )?(property|claim):? .{0,2}(iss|sub|aud|exp|iat)\\b|\\b(claim|property) .{0,2}(iss|sub|aud|exp|iat).{0,2} (is |was )?(missing|required)|\\bmissing_claim\\b|\\bMissingRequiredClaimError\\b|\\btoken is missing (the )?.{0,3}(iss|sub|aud|exp|iat)\\b|\\brequired (jwt property|claim) (iss|sub|aud|exp|iat) missing|\\bmissing required jwt property (iss|sub|aud|exp|iat)',
      },
    ],
    causes: [
      'max_age was sent, and the provider does not send auth_time.',
      'The provider leaves out sub, iat, exp, aud or iss.',
    ],
    fixes: [
      'Have the provider at {issuer} send the claim.',
      'For auth_time, leave max_age out of the request.',
    ],
    actors: ['provider operator', 'provider admin'],
    retry: 'after_fix',
    reference: openIdCore('2', 'IDToken'),
  },
  {
    id: 'lib-jwt-expired',
    family: 'library',
    code: 'exp has passed',
    core: false,
    title: 'The ID token has expired',
    meaning: 'exp lies in the past by more than the tolerance. When the token is new, the two clocks differ.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-exp', pattern: PRESENT },
      { signal: 'error-code', value: TIME, details: { claim: 'exp' }, where: ID_TOKEN },
      { signal: 'error-code', value: 'ERR_JWT_EXPIRED' },
      { signal: 'error-code', value: 'ExpiredSignatureError' },
      { signal: 'error-code', value: 'TokenExpiredError' },
      { signal: 'error-code', value: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', pattern: '"exp" ' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX10223\\b|oidc: token is expired|\\bJWT expired\\b|\\btoken is expired by\\b|\\bToken used too late\\b|\\bsignature has expired\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bexpired (jwt|id[ _]?token)\\b|\\b(jwt|id[ _]?token|the token) (has |is |was )?(already )?expired\\b|\\bexpired_token: The token is expired\\b|\\btoken expired (at|on|by|since)\\b|\\binvalid claim.{0,5}\\bexp\\b|\\bexp\\b.{0,12}(claim )?(timestamp check failed|has passed|is in the past)|\\bid_token expired\\b|\\btoken lifetime .{0,20}expired|\\bThe token expired at\\b',
      },
    ],
    causes: ['The clock of this machine is ahead.', 'An old ID token was presented again.'],
    fixes: [
      'Compare the Date header of the recorded token response with the time of this machine.',
      'Set the clock by the network (NTP), here or at the provider.',
    ],
    actors: ['user', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(7519, '4.1.4'),
  },
  {
    id: 'lib-jwt-not-before',
    family: 'library',
    code: 'nbf has not come',
    core: false,
    title: 'The ID token is not valid yet',
    meaning: 'By the clock of this machine, the time in nbf has not come yet, even with some tolerance.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-nbf' },
      { signal: 'error-code', value: TIME, details: { claim: 'nbf' } },
      { signal: 'error-code', value: 'ImmatureSignatureError' },
      { signal: 'error-code', value: 'NotBeforeError' },
      { signal: 'error-code', value: 'ERR_JWT_CLAIM_VALIDATION_FAILED', details: { claim: 'nbf' } },
      { signal: 'error-code', value: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', pattern: '"nbf" ' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bIDX10222\\b|token is not (yet valid|valid yet)|\\bToken used too early\\b|\\bused before\\b.{0,40}\\bnbf\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bjwt (not active|before use)\\b|\\bnot valid before\\b|\\bJWT before use time\\b|\\b(nbf|iat)\\b.{0,30}(in the future|timestamp check failed)|\\b(issued|used) (in|before) (the future|its time|nbf|iat)\\b|\\bissued in the future\\b|\\bissued at time .{0,60}(in the future|before or after)|\\bnot yet valid \\((iat|nbf)\\)',
      },
    ],
    causes: ['The clock of this machine is behind that of the provider.'],
    fixes: [
      'Set the clock by the network (NTP); the Date header of the token response shows the difference.',
    ],
    actors: ['user', 'provider operator'],
    retry: 'after_delay',
    reference: rfc(7519, '4.1.5'),
  },
  {
    id: 'lib-auth-time-too-old',
    family: 'library',
    code: 'auth_time too old',
    core: false,
    title: 'The login is older than max_age allows',
    meaning: 'auth_time shows that the provider reused an older login than the request allowed.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-auth-time', pattern: PRESENT },
      { signal: 'error-code', value: TIME, details: { claim: 'auth_time' } },
      {
        signal: 'error-code',
        value: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
        pattern: 'since the last End-User authentication',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bauth_time\\b.{0,60}(too (old|far|long)|max_age|exceed|older)|\\b(exceed|older).{0,40}\\bmax_age\\b|\\btoo much time has (elapsed|passed) since the last\\b',
      },
    ],
    causes: ['The provider continued a session and did not look at max_age.'],
    fixes: [
      'Send prompt=login to force a new login.',
      'Report to the provider at {issuer} that it ignores max_age.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: openIdCore('3.1.2.1', 'AuthRequest'),
  },
  {
    id: 'lib-jwt-timestamp',
    family: 'library',
    code: TIME,
    core: false,
    title: 'A time in the token is out of range',
    meaning: 'A time claim of a JWT lies outside of what the clock of this machine allows.',
    where: WHERE,
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-iat', pattern: PRESENT },
      { signal: 'error-code', value: TIME, strength: 'weak' },
    ],
    causes: ['The clocks of this machine and of the provider differ.'],
    fixes: ['Set both clocks by the network (NTP), and compare with the Date header of the recorded answer.'],
    actors: ['user', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(7519, '4.1.6'),
  },
  {
    id: 'lib-jwt-claim-comparison',
    family: 'library',
    code: CLAIM,
    core: false,
    title: 'A claim is not what it must be',
    meaning: 'A claim of a JWT has another value than the one that the client must see.',
    where: WHERE,
    provider: null,
    match: [{ signal: 'error-code', value: CLAIM, strength: 'weak' }],
    causes: ['The token belongs to another issuer, client or request.'],
    fixes: ['Compare the expected value with the claim in the recorded token.'],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: VALIDATION,
  },
  {
    id: 'lib-hash-claim-mismatch',
    family: 'library',
    code: 'hash claim',
    core: false,
    title: 'The ID token belongs to another code or token',
    meaning:
      'at_hash, c_hash or s_hash does not fit the access token, code or state that came with the ID token.',
    where: [...WHERE, 'authorization response'],
    provider: null,
    match: [
      { signal: 'check', value: 'id-token-at-hash' },
      { signal: 'check', value: 'id-token-c-hash' },
      { signal: 'check', value: 'id-token-s-hash' },
      { signal: 'error-code', value: CLAIM, details: { claim: 'c_hash' } },
      { signal: 'error-code', value: CLAIM, details: { claim: 's_hash' } },
      { signal: 'error-code', value: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', pattern: '"(c|s|at)_hash"' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\b(at|c|s)_hash\\b.{0,60}(mismatch|does not match|did not match|invalid|missing|not valid|not equal)|\\b(invalid|wrong) (at|c|s)_hash\\b|\\b(access token|code) hash\\b.{0,40}(mismatch|does not match|invalid|not valid)',
      },
    ],
    causes: [
      'A code or token was exchanged for another, possibly by an attacker.',
      'The provider computes the hash wrongly.',
    ],
    fixes: [
      'Throw the response away and start again.',
      'If it happens again, report it to the provider at {issuer}.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: openIdCore('3.3.2.11', 'HybridIDToken'),
  },
];
