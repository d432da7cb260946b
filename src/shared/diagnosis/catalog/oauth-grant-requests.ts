import { openIdCore, rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const TOKEN: Where[] = ['token response'];

/** Grants that are no authorization code: assertions (RFC 7523), passwords, and what a refresh brings. */
export const OAUTH_GRANT_REQUEST_ENTRIES: CatalogEntry[] = [
  {
    id: 'grant-assertion-expired',
    family: 'extension',
    code: 'invalid_grant',
    core: false,
    title: 'The assertion had expired when it was sent',
    meaning: 'exp of the assertion lay in the past, so the server must refuse it as a grant.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'evidence', value: 'grant-assertion-exp' },
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '\\b(assertion|jwt)\\b.{0,60}\\b(has )?expired\\b|\\bexpired (assertion|jwt)\\b',
      },
    ],
    causes: [
      'The assertion was made ahead of time, or kept and used again.',
      'The clock of the machine that signs is slow.',
    ],
    fixes: [
      'Sign a new assertion right before each request, with exp a few minutes ahead.',
      'Synchronise the clock of the machine that signs.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'grant-assertion-audience',
    family: 'extension',
    code: 'invalid_grant',
    core: false,
    title: 'The assertion is addressed to another server',
    meaning:
      'aud of the assertion names neither the issuer nor the token endpoint of the server that was asked.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'evidence', value: 'grant-assertion-aud' },
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '\\b(assertion|jwt)\\b.{0,60}\\baud(ience)?\\b|\\baud(ience)? (of|in) the (assertion|jwt)\\b',
      },
    ],
    causes: [
      'aud is that of another environment or tenant.',
      'aud is the address of the API, which only reads the token that the assertion buys.',
    ],
    fixes: ['Set aud of the assertion to {issuer}, or to {tokenEndpoint} where the provider documents that.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'grant-assertion-replayed',
    family: 'extension',
    code: 'invalid_grant',
    core: false,
    title: 'The assertion was used before',
    meaning: 'The server remembers the jti of each assertion and takes it once.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'evidence', value: 'grant-assertion-repeated' },
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '\\bjti\\b.{0,40}(used|replay|already|unique)|\\b(assertion|jwt)\\b.{0,40}(replay|already (been )?used|used (before|already))',
      },
    ],
    causes: [
      'A retry, a proxy or a second worker sent the same assertion again.',
      'jti is no random value, so that two assertions share one.',
    ],
    fixes: ['Sign a new assertion with a random jti for every request, retries too.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'grant-assertion-signature',
    family: 'extension',
    code: 'invalid_grant',
    core: false,
    title: 'The signature of the assertion does not verify',
    meaning: 'No key that the server has for the issuer of the assertion fits its signature.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '\\b(assertion|jwt)\\b.{0,60}\\b(signature|key is not registered|not signed)\\b|\\bsignature\\b.{0,40}\\b(assertion|jwt)\\b',
      },
    ],
    causes: [
      'The assertion is signed with a key that is not registered, or was rotated away.',
      'kid names another key than the one that signed.',
      'The assertion was changed after it was signed.',
    ],
    fixes: [
      'Register the public key of the signer at {issuer}, under the kid that the assertion names.',
      'Check that the private key in use belongs to the registered one.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: rfc(7523, '3'),
  },
  {
    id: 'invalid-grant-assertion',
    family: 'extension',
    code: 'invalid_grant',
    core: false,
    title: 'The assertion was not accepted as a grant',
    meaning: 'The server does not take this assertion: for its issuer, its subject, its times or its form.',
    where: TOKEN,
    provider: null,
    match: [{ signal: 'evidence', value: 'grant-assertion-refused' }],
    causes: [
      'iss is not known to the server, or not trusted for this subject.',
      'sub names nobody there, or somebody who has not agreed to this client.',
      'A claim that the server demands is missing.',
    ],
    fixes: [
      'Compare iss, sub and aud of the assertion with what {issuer} has registered.',
      'Read error_description, and the log of the provider at the time of the request.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: rfc(7523, '3.1'),
  },
  {
    id: 'invalid-grant-password',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The username or the password was not accepted',
    meaning:
      'The server refused what the client sent for the user. It says the same where the account is locked or needs another step.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'evidence', value: 'password-refused' },
      {
        signal: 'text',
        value: '*',
        pattern:
          '\\bLOGIN_ERROR\\b.{0,600}\\berror=\\"?(invalid_user_credentials|user_not_found|user_disabled|user_temporarily_disabled)\\b.{0,300}\\bgrant_type=\\"?password\\b',
      },
    ],
    causes: [
      'The username or the password is wrong.',
      'The account is locked, expired, needs a second factor or a new password, which this grant has no place for.',
      'The user belongs to a federated directory, whose passwords this server does not check.',
    ],
    fixes: [
      'Sign in once as that user on the page of the provider: it tells what is missing.',
      'Move to the authorization code flow; the password grant must not be used any more (RFC 9700 section 2.4).',
    ],
    actors: ['user', 'app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.3.2'),
  },
  {
    id: 'refresh-token-missing',
    family: 'oauth',
    code: 'no refresh_token',
    core: false,
    title: 'There is no refresh token',
    meaning: 'The answer to the sign-in carried no refresh token, so there is nothing to refresh with.',
    where: ['client-side validation'],
    provider: null,
    match: [{ signal: 'check', value: 'refresh-token-present' }],
    causes: [
      'offline_access was not asked for, or not granted: many providers want prompt=consent beside it.',
      'The client is not allowed the grant refresh_token.',
      'The provider names the scope or the parameter otherwise (access_type=offline at Google).',
    ],
    fixes: [
      'Add offline_access to the scope, and "prompt": "consent" to the parameters of the authorization request.',
      'Have refresh_token allowed for {clientId} at {issuer}.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: openIdCore('11', 'OfflineAccess'),
  },
  {
    id: 'refresh-id-token-changed',
    family: 'oidc',
    code: 'ID token after refresh',
    core: false,
    title: 'The ID token of the refresh is about somebody else',
    meaning:
      'An ID token that comes with a refresh must name the issuer, user, client and sign-in of the first one; this one differs.',
    where: TOKEN,
    provider: null,
    match: ['iss', 'sub', 'aud', 'azp', 'auth-time', 'nonce', 'iat'].map((claim) => ({
      signal: 'check' as const,
      value: `refresh-id-token-${claim}`,
    })),
    causes: [
      'The provider mixes up sessions, or merged two accounts in between.',
      'Pairwise identifiers changed because the client or its sector was registered anew.',
      'auth_time is set to the time of the refresh.',
    ],
    fixes: [
      'Do not use these tokens: end the session, and have the user sign in again.',
      'Report the two ID tokens to the operator of {issuer}.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: openIdCore('12.2', 'RefreshTokenResponse'),
  },
];
