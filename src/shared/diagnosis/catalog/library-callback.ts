import { rfc } from '../../model/reference';
import type { CatalogEntry } from '../catalog-entry';

const INVALID_RESPONSE = 'OAUTH_INVALID_RESPONSE';

/** What the client finds wrong with the callback before it redeems the code. */
export const CALLBACK_ENTRIES: CatalogEntry[] = [
  {
    id: 'lib-state-mismatch',
    family: 'library',
    code: 'state mismatch',
    core: false,
    title: 'The state is not the one this run sent',
    meaning:
      'The callback carries the state of something else. It may belong to another attempt, or be forged; its code must not be used.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'state', pattern: '^(?!\\(absent\\)$)' },
      { signal: 'callback', value: 'wrong-state' },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'unexpected "state" response parameter value',
      },
      { signal: 'error-code', value: 'MismatchingStateError' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '^state mismatch, expected|unable to verify authorization request state|\\[invalid_state_parameter\\]',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bmismatching_state\\b|\\bcsrf_detected\\b|\\bCSRF detected\\b|\\bstate (parameter )?(mismatch|does not match|did not match|doesn.{1,6}t match)|\\binvalid (oauth )?state( parameter)?\\b(?! transition)|no matching state found|\\[authorization_request_not_found\\]',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bcorrelation (failed|cookie .{0,40}not found)|\\bunable to (obtain|restore|find|verify|validate) (the )?(csrf (cookie|token)|(saved |stored |login |oauth )?state\\b)|\\b(missing|no|lost) (saved|stored|session) state\\b|\\bInvalidStateException\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bstate (cookie|parameter|value)?\\b.{0,20}(is different|differs|not equal|was missing|was not found|not found|could not be (parsed|found|verified|restored)|is not the (same|one))|\\bstate not equal\\b|\\binvalid authorization request state\\b|\\bfailed to verify request state\\b|\\b(could ?n.t|could not|cannot|failed to) (find|locate|verify|match|validate|decode|restore) (the )?(oauth |request |login |authorization )?state\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bAuthInvalidStateParam\\b|\\bno matching (login|auth(entication|orization)? )?(state|request|session) (found|in)\\b|\\bcsrf (token|check|cookie|state) .{0,30}(invalid|mismatch|not match|fail|missing|not found)|\\binvalid csrf (token|cookie|state)\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '(?:oidc|oauth2?|openid|oic|login|sign-?in|callback|sso)\\w{0,30}\\b[^\\n]{0,60}\\bstate (?:is |was )?(?:invalid|wrong|not valid)\\b',
        strength: 'weak',
      },
    ],
    causes: [
      'The callback belongs to an older tab or an earlier attempt.',
      'The application lost the state it had stored, for example at a restart.',
      'Somebody made the user open a forged callback (cross-site request forgery).',
      'The provider or a proxy changed the state on its way.',
    ],
    fixes: [
      'Throw this response away and start again.',
      'Find the attempt that the received state belongs to: compare it with earlier sessions.',
      'Store the state per browser session, and do not start two logins in one.',
    ],
    actors: ['app developer', 'user'],
    retry: 'after_fix',
    reference: rfc(6749, '10.12'),
  },
  {
    id: 'lib-state-missing',
    family: 'library',
    code: 'state missing',
    core: false,
    title: 'The callback has no state',
    meaning:
      'A state was sent, and the provider must send it back. A client that checks it first never gets to see an error that came along.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'state', pattern: '^\\(absent\\)$' },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'response parameter "state" missing' },
      { signal: 'error-code', value: '*', pattern: '^state missing from the response' },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bmissing (the )?(required )?(oauth )?state( parameter)?\\b|\\bstate (parameter )?is missing\\b',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\bAuthMissingStateParam\\b|\\bstate (parameter |value )?(is |was )?(absent|empty|not (provided|present|returned)) (in|from|by)\\b',
      },
    ],
    causes: ['The provider leaves state out of error responses.', 'The callback URL was opened by hand.'],
    fixes: [
      'Look for error in the recorded callback first: it is the real reason.',
      'Have the provider at {issuer} return state in every response.',
    ],
    actors: ['provider operator', 'app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'lib-state-unexpected',
    family: 'library',
    code: 'state unexpected',
    core: false,
    title: 'A state came back that was never sent',
    meaning: 'The callback has a state, but the client does not expect one.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'unexpected "state" response parameter encountered',
      },
    ],
    causes: [
      'The application did not hand the state it sent to its library.',
      'Another flow uses the same redirect URI.',
    ],
    fixes: ['Pass the stored state to the library when the callback is handled.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'lib-iss-missing',
    family: 'library',
    code: 'iss missing',
    core: false,
    title: 'The callback has no iss although the provider promises it',
    meaning:
      'The metadata sets authorization_response_iss_parameter_supported, so a callback without iss must be refused.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'iss', pattern: '^(\\(absent\\))?$' },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'response parameter "iss" \\(issuer\\) missing',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\biss\\b.{0,20}\\bmissing from the (authorization )?response\\b|\\bmissing .{0,20}\\biss\\b.{0,20}(response )?parameter\\b|\\bauthorization response\\b.{0,40}\\bmissing\\b.{0,10}\\biss\\b',
      },
    ],
    causes: [
      'The metadata is ahead of the implementation.',
      'A proxy, or the router of the application, dropped the parameter.',
      'The provider leaves iss out of error responses, and the error is the real reason.',
    ],
    fixes: [
      'Look in the recorded callback for error and iss.',
      'Have {issuer} send iss, or take the promise out of its metadata.',
    ],
    actors: ['provider operator'],
    retry: 'after_fix',
    reference: rfc(9207, '2.4'),
  },
  {
    id: 'lib-iss-mismatch',
    family: 'library',
    code: 'iss mismatch',
    core: false,
    title: 'The callback comes from another issuer',
    meaning:
      'iss in the callback is not the issuer that this run asked. Issuers are compared as strings, character by character.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'iss', pattern: '^(?!\\(absent\\)$).' },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'unexpected "iss" \\(issuer\\) response parameter value',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '^iss mismatch, expected|\\biss\\b.{0,12}(response )?parameter\\b.{0,40}(mismatch|does not match|did not match|unexpected)|\\bunexpected .{0,3}iss\\b.{0,20}(response )?parameter',
      },
    ],
    causes: [
      'The callback belongs to another provider: a mix-up, by accident or as an attack.',
      'The two names differ in a trailing slash, in case, or in an alias of the host.',
    ],
    fixes: [
      'Compare both strings character by character; the profile uses {issuer}.',
      'Use the issuer exactly as the metadata of the provider names it.',
    ],
    actors: ['app developer', 'provider operator'],
    retry: 'after_fix',
    reference: rfc(9207, '2.4'),
  },
  {
    id: 'lib-callback-duplicate-parameter',
    family: 'library',
    code: 'duplicate parameter',
    core: false,
    title: 'A callback parameter comes twice',
    meaning: 'Parameters must not be repeated: it would be open which of the values counts.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'callback-duplicates' },
      { signal: 'error-code', value: INVALID_RESPONSE, pattern: 'parameter must be provided only once' },
    ],
    causes: [
      'The redirect URI has a query of its own, with a parameter of the same name.',
      'Somebody added parameters to the callback.',
    ],
    fixes: [
      'Use a redirect URI without such a query in place of {redirectUri}.',
      'Throw this response away and start again.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '3.1'),
  },
  {
    id: 'lib-callback-no-code',
    family: 'library',
    code: 'no code',
    core: false,
    title: 'The callback has neither code nor error',
    meaning: 'Something reached the redirect URI, but it is no authorization response.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'callback-code' },
      { signal: 'callback', value: 'no-code', strength: 'plain' },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: 'no authorization code in|does not contain an authorization code',
      },
      {
        signal: 'error-code',
        value: '*',
        pattern:
          '\\b(no|missing) (authorization |auth )?code (in|from|was|found|received|parameter|returned|present)|\\bauthorization code (is |was )?(missing|not (found|present|provided|returned))|\\bmissing_code\\b|\\bcode parameter (is |was )?missing',
      },
    ],
    causes: [
      'The callback URL was opened by hand, or by a crawler or a link preview.',
      'The response is in the fragment, which browsers do not send to servers.',
      'A redirect in the application lost the query.',
    ],
    fixes: [
      'Look at the raw callback URL in the address bar of the browser.',
      'Check response_type and response_mode of the authorization request: code needs the query.',
    ],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(6749, '4.1.2'),
  },
  {
    id: 'lib-jarm-unexpected',
    family: 'library',
    code: 'JARM response',
    core: false,
    title: 'The answer is, or is not, a JARM response',
    meaning:
      'The provider packed the response into a JWT that was not asked for, or did not although it was.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'jarm-response' },
      {
        signal: 'error-code',
        value: INVALID_RESPONSE,
        pattern: '(contains a|does not contain a) JARM response',
      },
    ],
    causes: ['The provider forces JARM for this client, or ignores response_mode=jwt.'],
    fixes: [
      'Set the same response_mode on both sides: in the request, and in the registration of {clientId}.',
    ],
    actors: ['app developer', 'provider admin'],
    retry: 'after_fix',
    reference: { label: 'JARM section 2.3', url: 'https://openid.net/specs/oauth-v2-jarm-final.html' },
  },
  {
    id: 'lib-tokens-in-query',
    family: 'library',
    code: 'tokens in the callback',
    core: false,
    title: 'The callback carries tokens where only a code belongs',
    meaning: 'id_token or token came back through the browser, which the code flow never asks for.',
    where: ['authorization response', 'client-side validation'],
    provider: null,
    match: [
      { signal: 'check', value: 'callback-tokens' },
      {
        signal: 'error-code',
        value: 'OAUTH_UNSUPPORTED_OPERATION',
        pattern: 'implicit and hybrid flows are not supported',
      },
    ],
    causes: ['The response_type of the request includes id_token or token.'],
    fixes: ['Use response_type=code; take an extra response_type out of the parameters of the profile.'],
    actors: ['app developer'],
    retry: 'after_fix',
    reference: rfc(9700, '2.1.2'),
  },
];
