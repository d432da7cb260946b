import { rfc } from '../../model/reference';
import type { CatalogEntry, Where } from '../catalog-entry';

const TOKEN: Where[] = ['token response'];

/**
 * The causes of invalid_grant, told by the words of the provider or proven by comparing the requests of
 * the run; without either the entry invalid-grant stands for all of them.
 */
export const OAUTH_GRANT_ENTRIES: CatalogEntry[] = [
  {
    id: 'invalid-grant-code-expired',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The code was too old when it was redeemed',
    meaning:
      'An authorization code lives a short time: ten minutes at most by the specification, a minute or less at many providers. This one reached the token endpoint after its time.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        // "Invalid or expired" tells neither.
        pattern:
          '\\bcode\\b(. parameter)?,?( (is|has|was|had|has been))? (already )?expired\\b(?!,? or\\b)|(?<!\\bor )\\bexpired (authorization |auth )?code\\b|\\bcode_expired\\b|\\bcode\\b.{0,20}(too old|past its lifetime|timed out)',
      },
      { signal: 'evidence', value: 'code-expired' },
    ],
    causes: [
      'The application, or a person with a debugger, waited between the callback and the token request.',
      'The code was copied by hand, or queued for another process.',
      'The clock of the provider and that of its store disagree.',
    ],
    fixes: [
      'Have the user sign in again, and send the token request as soon as the callback arrives.',
      'Take breakpoints and slow work, such as loading the user, out of the way between callback and token request.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'invalid-grant-code-reused',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The code was redeemed twice',
    meaning:
      'An authorization code works once. The second request is refused, and the provider may revoke the tokens that the first one got.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern:
          '\\bcode\\b(?:(?! or ).){0,40}(already|previously).{0,20}(used|redeemed|consumed|exchanged)\\b(?!,? or\\b)|code (has been|was) used\\b(?!,? or\\b)|code_already_used|\\bcode\\b(?:(?! or ).){0,30}(reused|only be used once)',
      },
      { signal: 'evidence', value: 'code-reused' },
    ],
    causes: [
      'The callback page was reloaded, opened twice, or fetched ahead by the browser.',
      'Two handlers, workers or effects of a page each redeem the same code.',
      'An HTTP client or a proxy repeated the token request after a timeout.',
    ],
    fixes: [
      'Redeem each code in one place only, and redirect away from {redirectUri} right after.',
      'Never repeat a token request with the same code: begin a new sign-in instead.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'invalid-grant-redirect-uri-mismatch',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The redirect_uri of the two requests differs',
    meaning:
      'The token request must repeat the redirect_uri of the authorization request, character by character; it did not.',
    where: TOKEN,
    provider: null,
    match: [
      { signal: 'oauth-error', value: 'invalid_grant', pattern: 'redirect[_ ]?ur[il]|callback url' },
      { signal: 'evidence', value: 'redirect-uri-differs' },
    ],
    causes: [
      'A reverse proxy hides the public address, and the application rebuilds redirect_uri from an inner one: host, port or http in place of https.',
      'One of them has a trailing slash, a query, or localhost where the other has 127.0.0.1.',
      'A library left the query of the registered redirect_uri out.',
    ],
    fixes: [
      'Send {redirectUri} as redirect_uri in the token request as well, from one setting for both.',
      'Behind a proxy, pass the public callback URL to the library, or have the proxy send X-Forwarded-Proto and X-Forwarded-Host and trust them.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.3'),
  },
  {
    id: 'invalid-grant-pkce-mismatch',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The code_verifier does not fit the code_challenge',
    meaning:
      'The provider hashed the code_verifier, and the result is not the code_challenge of the authorization request.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: '\\bpkce\\b|code[_ ]?verifier|code[_ ]?challenge|proof key',
      },
      { signal: 'evidence', value: 'verifier-differs' },
    ],
    causes: [
      'The verifier of another tab or attempt was sent, since one storage key holds only the last.',
      'The challenge was made with plain in one place and S256 in the other.',
      'The challenge is padded base64, or is the hex of the hash, not base64url.',
    ],
    fixes: [
      'Keep the code_verifier under the state of its own authorization request, and read it by that state.',
      'Make the challenge as base64url without padding of SHA-256 of the verifier, and send code_challenge_method=S256.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.6'),
  },
  {
    id: 'invalid-grant-refresh-token',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The refresh token is not in force',
    meaning:
      'The refresh token was replaced, has expired, was revoked, or belongs to another client: the session behind it is over.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_grant',
        pattern: 'refresh[_ ]?token|session not active|token is not active',
      },
      { signal: 'evidence', value: 'refresh-token-reused' },
      { signal: 'evidence', value: 'refresh-token-idle' },
      { signal: 'evidence', value: 'refresh-token-revoked' },
      { signal: 'evidence', value: 'refresh-token-rate' },
      { signal: 'evidence', value: 'refresh-token-refused' },
    ],
    causes: [
      'The provider rotates refresh tokens, and an old one was sent: two refreshes ran side by side, or the new one was not stored.',
      'It was not used for longer than the idle time, or its whole lifetime is over.',
      'The user signed out, changed the password or withdrew consent; or the provider holds only so many tokens for each user.',
      'It was issued to another client than the one that sent it.',
    ],
    fixes: [
      'Send the user through a new sign-in at {authorizationEndpoint}.',
      'Store the newest refresh token before anything else uses the answer, and let only one refresh of a session run at a time.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: rfc(6749, '6'),
  },
  {
    id: 'token-code-verifier-missing',
    family: 'oauth',
    code: 'code_verifier missing',
    core: false,
    title: 'The token request has no code_verifier',
    meaning:
      'The code was asked for with a code_challenge, so it can be redeemed only with the code_verifier behind it, and none was sent.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          '(missing|required|no|without|empty).{0,40}code[_ ]?verifier|code[_ ]?verifier.{0,40}(missing|required|not (provided|specified|present)|must\\b(?! (be|have) (a |at |between|\\d|well)))',
        where: TOKEN,
      },
      { signal: 'evidence', value: 'verifier-missing' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\b(pkce|code)[ _]?(code)?[ _]?verifier\\b.{0,40}(missing|could not be (parsed|found|read)|not (found|set|available)|undefined|(is|was) (null|required|empty|lost))|\\b(missing|no|lost) (pkce |the )?code[ _]?verifier\\b|\\bpkce cookie (was |is )?missing\\b',
      },
    ],
    causes: [
      'The application lost the verifier between the two requests: another instance, a new tab, a cleared session.',
      'One library makes the authorization request and another one the token request.',
    ],
    fixes: [
      'Store the code_verifier under the state, where the code that handles {redirectUri} can read it, and send it to {tokenEndpoint}.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.5'),
  },
  {
    id: 'token-code-verifier-malformed',
    family: 'oauth',
    code: 'code_verifier malformed',
    core: false,
    title: 'The code_verifier is not well formed',
    meaning:
      'A code_verifier has 43 to 128 characters, of letters, digits, "-", ".", "_" and "~"; this one does not.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          'code[_ ]?verifier.{0,60}(length|character|too (short|long)|malformed|format|43)|(length|malformed|format).{0,30}code[_ ]?verifier',
        where: TOKEN,
      },
      { signal: 'evidence', value: 'verifier-malformed' },
    ],
    causes: [
      'The verifier is made of too few random bytes: 32 of them give 43 characters in base64url.',
      'It is plain base64, with "+", "/" or "=", or was encoded for a URL twice.',
    ],
    fixes: ['Make the code_verifier as base64url without padding of 32 random bytes, and encode it once.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.1'),
  },
  {
    id: 'token-code-verifier-unexpected',
    family: 'oauth',
    code: 'code_verifier unexpected',
    core: false,
    title: 'A code_verifier without a code_challenge before it',
    meaning:
      'The token request has a code_verifier, and the authorization request had no code_challenge: a server must refuse that, since it may be an attack.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          'code[_ ]?verifier.{0,60}(unexpected|not expected|without|no code[_ ]?challenge)|unexpected.{0,20}code[_ ]?verifier',
        where: TOKEN,
      },
      { signal: 'evidence', value: 'verifier-unexpected' },
    ],
    causes: [
      'The challenge was lost on the way to the provider: a page or a proxy built the authorization URL anew.',
      'The two requests are made by different code, of which only one knows PKCE.',
    ],
    fixes: [
      'Send code_challenge and code_challenge_method=S256 to {authorizationEndpoint}, or leave the code_verifier out.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(9700, '2.1.1'),
  },
  {
    id: 'authz-code-challenge-malformed',
    family: 'oauth',
    code: 'code_challenge malformed',
    core: false,
    title: 'The code_challenge is not well formed',
    meaning:
      'The provider reads a code_challenge that no S256 can give: it must have exactly 43 characters of base64url.',
    where: ['authorization response', 'authorization page'],
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern:
          'code[_ ]challenge\\b.{0,50}(length|character|malformed|format|43|not valid base64|too (short|long))|(malformed|length of).{0,30}code[_ ]challenge\\b',
        where: ['authorization response', 'authorization page'],
      },
    ],
    causes: [
      'The challenge keeps its padding "=", or is plain base64 with "+" and "/".',
      'It is the hex of the hash, or the verifier itself.',
    ],
    fixes: [
      'Make code_challenge as base64url without padding of SHA-256 of the code_verifier: 43 characters.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(7636, '4.2'),
  },
  {
    id: 'unsupported-response-mode',
    family: 'oauth',
    code: 'unsupported_response_mode',
    core: false,
    title: 'Unsupported response mode',
    meaning:
      'The provider does not know the response_mode, or does not allow it for this client or response_type. The code is a common extension of RFC 6749.',
    where: ['authorization response', 'authorization page'],
    provider: null,
    match: [
      { signal: 'oauth-error', value: 'unsupported_response_mode' },
      {
        signal: 'oauth-error',
        value: 'invalid_request',
        pattern: 'response_mode\\b.{0,60}(not (allowed|supported|permitted)|unsupported|invalid)',
        where: ['authorization response', 'authorization page', 'PAR response'],
      },
    ],
    causes: [
      'form_post, jwt or query.jwt is not offered by this server.',
      'query is asked for although the response carries tokens, which belong in the fragment.',
    ],
    fixes: ['Leave response_mode out, or take one of response_modes_supported in the metadata of {issuer}.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: {
      label: 'OAuth 2.0 Multiple Response Type Encoding Practices section 2.1',
      url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes',
    },
  },
  {
    id: 'device-code-unknown',
    family: 'oauth',
    code: 'invalid_grant',
    core: false,
    title: 'The device code is not known',
    meaning:
      'The token endpoint does not know the device_code: it was used before, belongs to another client or server, or is not the one that was issued.',
    where: TOKEN,
    provider: null,
    match: [
      {
        signal: 'oauth-error',
        value: '*',
        pattern:
          '^invalid_(grant|request)\\b.{0,80}device[_ ]?code|^(invalid_device_code|bad_device_code|unknown_device_code)\\b',
        where: TOKEN,
      },
      { signal: 'evidence', value: 'device-code-refused' },
    ],
    causes: [
      'user_code was sent in place of device_code.',
      'Polling went on after the tokens had been issued, or after a new device code was asked for.',
      'The code was issued to another client, or by another server.',
    ],
    fixes: [
      'Send device_code exactly as the device authorization endpoint gave it, with the same client_id.',
      'Stop polling after the first answer that is neither authorization_pending nor slow_down.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(8628, '3.5'),
  },
];
